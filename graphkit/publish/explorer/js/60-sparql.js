// The present filter as a query, for those who go on with the graph itself.
const PREFIXED = ["gk", "plover", "prov", "rdf", "schema", "sem", "xsd"];

const iri = (address) => `<${address.replace(/[\x00-\x20<>"{}|^`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)}>`;
const entityIri = (node) => iri(details().entities[G.id[node]]?.iri || terms.prefixes.gke + encodeURIComponent(G.id[node]));
const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const quoted = (text, tail = "") => `"${text.replace(/["\\\n\r\t]/g, (sign) => ESCAPES[sign])}"${tail}`;
const dated = (date) => quoted(date, "^^xsd:date");
const listed = (items) => [...items].join(", ");

function sparql() {
  const lines = [
    "SELECT DISTINCT ?relation ?subject ?predicate ?object ?status ?begin ?end WHERE {",
    "  ?relation a gk:Relation ; rdf:subject ?subject ; rdf:predicate ?predicate ; gk:status ?status ; gk:belief ?belief .",
    "  OPTIONAL { ?relation rdf:object ?object }",
    "  OPTIONAL { ?relation gk:category ?category }",
    "  OPTIONAL { ?relation sem:hasEarliestBeginTimeStamp ?begin ; sem:hasLatestEndTimeStamp ?end }",
    ...[...entityConditions(), ...relationConditions(), ...articleConditions()].map((each) => `  ${each}`),
    "} ORDER BY ?begin ?subject ?predicate ?object",
  ];
  return [...PREFIXED.map((name) => `PREFIX ${name}: <${terms.prefixes[name]}>`), ...lines, ""].join("\n");
}

function entityConditions() {
  const both = (test) => [`FILTER (${test("?subject")})`, `FILTER (!BOUND(?object) || ${test("?object")})`];
  if (state.scope.kind !== "all" && (state.scope.kind !== "main" || G.hasStart)) {
    const each = listed(V.nodes.map(entityIri));
    return both((name) => `${name} IN (${each})`);
  }
  const conditions = [];
  if (state.hidden.size) conditions.push(...both((name) => `${name} NOT IN (${listed([...state.hidden].map(entityIri))})`));
  for (const type of state.off.types) conditions.push(...both((name) => `NOT EXISTS { ${name} a gk:${type} }`));
  return conditions;
}

function relationConditions() {
  const { off } = state;
  const conditions = [];
  const without = Object.keys(terms.names.categories).filter((name) => off.categories.has(name) || off.quadrants.has(terms.names.categories[name].quadrant || "none"));
  if (without.length) conditions.push(`FILTER (!BOUND(?category) || ?category NOT IN (${listed(without.map((name) => `plover:${name}`))}))`);
  if (off.quadrants.has("none") || off.categories.has("")) conditions.push("FILTER (BOUND(?category))");
  if (off.predicates.size) conditions.push(`FILTER (?predicate NOT IN (${listed([...off.predicates].map((name) => `gk:${name}`))}))`);
  if (off.statuses.size) conditions.push(`FILTER (?status NOT IN (${listed([...off.statuses].map((name) => `gk:${name}`))}))`);
  if (state.belief) conditions.push(`FILTER (?belief >= ${state.belief})`);
  if (!state.undated) conditions.push("FILTER (BOUND(?begin))");
  if (state.from) conditions.push(`FILTER (!BOUND(?begin) || ?end >= ${dated(state.from)})`);
  if (state.to) conditions.push(`FILTER (!BOUND(?begin) || ?begin <= ${dated(state.to)})`);
  return conditions;
}

// A relation passes if one of its articles does.
function articleConditions() {
  const { off } = state;
  const some = (property, values, unnamed) => {
    const test = [unnamed ? "BOUND(?value)" : "", values.length ? `(!BOUND(?value) || ?value NOT IN (${listed(values)}))` : ""].filter(Boolean).join(" && ");
    const article = "?relation gk:evidence/prov:hadPrimarySource ?article";
    return `FILTER (NOT EXISTS { ${article} } || EXISTS { ${article} OPTIONAL { ?article ${property} ?value } FILTER (${test}) })`;
  };
  const conditions = [];
  if (off.publishers.size) {
    const named = [...off.publishers].map((place) => terms.publishers[place]);
    const values = named.map(({ iri: address, names }) => (address ? iri(address) : names[""] ? quoted(names[""]) : "")).filter(Boolean);
    conditions.push(some("schema:publisher", values, values.length < named.length));
  }
  if (off.langs.size) conditions.push(some("schema:inLanguage", [...off.langs].filter(Boolean).map((lang) => quoted(lang)), off.langs.has("")));
  return conditions;
}
