-- What is known: every article with what was read from it.
CREATE TABLE article (
    id TEXT PRIMARY KEY,
    sha TEXT NOT NULL,           -- SHA-256 of the text
    rules TEXT NOT NULL,         -- fingerprint of the rules and tables that read it
    extraction BLOB NOT NULL     -- one line of `graphkit extract`, compressed
) WITHOUT ROWID;
CREATE INDEX article_sha ON article (sha, id);
CREATE INDEX article_rules ON article (rules);

-- Changes of the RDF that may not have reached it: SPARQL updates, in order.
CREATE TABLE journal (number INTEGER PRIMARY KEY, change BLOB NOT NULL);
