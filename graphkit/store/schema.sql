-- What is known. All else is derived from these tables and can be made again.

CREATE TABLE article (
    id TEXT PRIMARY KEY,
    sha TEXT NOT NULL,            -- SHA-256 of the text
    rules TEXT NOT NULL,          -- fingerprint of the rules and tables that read it
    extraction BLOB NOT NULL      -- a line of `graphkit extract`, compressed
) WITHOUT ROWID;
CREATE INDEX article_sha ON article (sha, id);
CREATE INDEX article_rules ON article (rules);

CREATE TABLE decision (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,           -- merge or split
    kept TEXT NOT NULL,           -- entity id
    other TEXT NOT NULL,          -- entity id
    at TEXT NOT NULL,             -- when, ISO 8601 in UTC
    reason TEXT
);

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Changes of the RDF that may not have reached its disk: SPARQL updates, in order.
CREATE TABLE journal (number INTEGER PRIMARY KEY AUTOINCREMENT, change BLOB NOT NULL);

-- Texts in the graph; one text may be several articles.
CREATE TABLE source (sha TEXT PRIMARY KEY, publisher TEXT) WITHOUT ROWID;
CREATE INDEX source_publisher ON source (publisher) WHERE publisher IS NOT NULL;

-- Entities: as texts give them (form, listing), by id (entity), united (united).
CREATE TABLE form (
    number INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    UNIQUE (entity, value)
);
CREATE TABLE listing (sha TEXT, form INTEGER, PRIMARY KEY (sha, form)) WITHOUT ROWID;
CREATE INDEX listing_form ON listing (form);

CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    known INTEGER NOT NULL,
    free INTEGER NOT NULL,        -- an unknown person whom no known one stands for
    auto TEXT NOT NULL,           -- the id that the rules find it to be
    canonical TEXT NOT NULL       -- the id after the decisions of people
) WITHOUT ROWID;
CREATE INDEX entity_auto ON entity (auto);
CREATE INDEX entity_canonical ON entity (canonical);
CREATE TABLE entity_key (key TEXT, entity TEXT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE INDEX entity_key_entity ON entity_key (entity);
CREATE TABLE fits (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE representative (auto TEXT PRIMARY KEY, chosen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE united (id TEXT PRIMARY KEY, value TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

-- Relations: as texts state them (statement, evidence), merged (relation, link). Entity ids are canonical.
CREATE TABLE statement (
    number INTEGER PRIMARY KEY,
    sha TEXT NOT NULL,
    subject TEXT NOT NULL,
    predicate TEXT NOT NULL,
    object TEXT,
    status TEXT NOT NULL,
    role TEXT,
    earliest TEXT,
    latest TEXT,
    day TEXT,                     -- when the article was published
    place TEXT,
    quantity INTEGER,
    weight INTEGER NOT NULL,      -- number of pieces of evidence
    relation TEXT                 -- key of the merged relation
);
CREATE INDEX statement_unit ON statement (subject, predicate, object);
CREATE INDEX statement_sha ON statement (sha);
CREATE INDEX statement_relation ON statement (relation);
CREATE TABLE evidence (
    statement INTEGER,
    rank INTEGER,
    value TEXT NOT NULL,
    source TEXT,                  -- entity that claims it
    kind TEXT NOT NULL,           -- kind and id of who answers for it
    who TEXT NOT NULL,
    wording BLOB NOT NULL,
    extractor BLOB NOT NULL,      -- name of what read it
    PRIMARY KEY (statement, rank)
) WITHOUT ROWID;
CREATE INDEX evidence_source ON evidence (source) WHERE source IS NOT NULL;

CREATE TABLE relation (
    key TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    predicate TEXT NOT NULL,
    object TEXT,
    status TEXT NOT NULL,
    role TEXT,
    earliest TEXT,
    latest TEXT,
    place TEXT,
    quantity INTEGER,
    articles INTEGER NOT NULL,
    belief REAL NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX relation_unit ON relation (subject, predicate, object, status);
CREATE INDEX relation_object ON relation (object);
CREATE INDEX relation_place ON relation (place) WHERE place IS NOT NULL;
CREATE INDEX relation_predicate ON relation (predicate);
CREATE TABLE link (kind TEXT, one TEXT, other TEXT, PRIMARY KEY (kind, one, other)) WITHOUT ROWID;
CREATE INDEX link_other ON link (kind, other);
