// The shown part of the graph as Turtle, in the terms of the graph it comes from.
const tagged = (texts) => Object.entries(texts || {}).map(([lang, text]) => quoted(text, lang ? `@${lang}` : ""));

function turtle() {
  const names = ["dcterms", "gk", "gka", "gke", "gkr", "gkv", "nif", "owl", "plover", "prov", "rdf", "rdfs", "schema", "sem", "skos", "xsd"];
  const articles = new Set(), ids = new Set();
  const relations = V.rows.map((row) => relationTurtle(row, ids, articles));
  const blocks = [
    names.map((name) => `@prefix ${name}: <${terms.prefixes[name]}> .`).join("\n"),
    ...[...articles].sort().map((id) => articleTurtle(id, ids)),
    ...relations,
  ];
  for (const id of [...ids].sort()) blocks.push(entityTurtle(id));
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function node(name, pairs) {
  const said = pairs.filter(([, values]) => values.length).map(([property, values]) => `    ${property} ${values.join(" , ")}`);
  return said.length ? `${name}\n${said.join(" ;\n")} .` : "";
}

const one = (value) => (value ? [value] : []);
const idIri = (id) => iri(details().entities[id]?.iri || terms.prefixes.gke + encodeURIComponent(id));

function relationTurtle(row, ids, articles) {
  const relation = relationOf(row);
  const [subject, object] = [G.id[R.from[row]], R.to[row] >= 0 ? G.id[R.to[row]] : null];
  [subject, object, relation.place].filter(Boolean).forEach((id) => ids.add(id));
  const plain = object && R.status[row] === "Actual" && R.belief[row] >= terms.threshold ? `${idIri(subject)} gk:${R.predicate[row]} ${idIri(object)} .\n` : "";
  const evidence = relation.evidence.map((each) => evidenceTurtle(each, ids, articles));
  const main = node(`gkr:${R.id[row]}`, [
    ["a", ["gk:Relation", terms.names.predicates[R.predicate[row]].fact ? "gk:Fact" : "sem:Event"]],
    ["rdf:subject", [idIri(subject)]],
    ["rdf:predicate", [`gk:${R.predicate[row]}`]],
    ["rdf:object", object ? [idIri(object)] : []],
    ["rdfs:label", tagged(relation.labels)],
    ["gk:status", [`gk:${R.status[row]}`]],
    ["sem:hasEarliestBeginTimeStamp", R.begin[row] ? [dated(R.begin[row])] : []],
    ["sem:hasLatestEndTimeStamp", R.end[row] ? [dated(R.end[row])] : []],
    ["sem:hasPlace", relation.place ? [idIri(relation.place)] : []],
    ["gk:articleCount", [String(relation.articles)]],
    ["gk:belief", [Number.isInteger(R.belief[row]) ? `${R.belief[row]}.0` : String(R.belief[row])]],
    ["gk:cameo", relation.cameo ? [quoted(relation.cameo)] : []],
    ["gk:category", R.category[row] ? [`plover:${R.category[row]}`] : []],
    ["gk:contradicts", (relation.contradicts || []).filter((id) => V.ok[R.index.get(id)]).map((id) => `gkr:${id}`)],
    ["gk:quantity", relation.quantity === undefined ? [] : [String(relation.quantity)]],
    ["gk:role", tagged(relation.roles)],
    ["gk:evidence", relation.evidence.map((each) => `gkv:${each.id}`)],
  ]);
  return [plain + main, ...evidence].join("\n\n");
}

function evidenceTurtle(each, ids, articles) {
  const inLanguage = (text) => one(text && quoted(text, each.lang ? `@${each.lang}` : ""));
  articles.add(each.article);
  (each.sources || []).forEach((id) => ids.add(id));
  return node(`gkv:${each.id}`, [
    ["a", ["gk:Evidence"]],
    ["gk:quote", inLanguage(each.quote)],
    ["nif:before", inLanguage(each.before)],
    ["nif:after", inLanguage(each.after)],
    ["nif:beginIndex", [String(each.at[0])]],
    ["nif:endIndex", [String(each.at[1])]],
    ["prov:hadPrimarySource", [`gka:${each.article}`]],
    ["prov:wasAttributedTo", (each.sources || []).map(idIri)],
  ]);
}

function articleTurtle(id, ids) {
  const article = details().articles[id];
  if (!article) return "";
  const publisher = Object.keys(details().entities).find((each) => details().entities[each].iri === article.publisherIri);
  if (publisher) ids.add(publisher);
  const literal = article.publisher[""];
  return node(`gka:${id}`, [
    ["a", ["schema:NewsArticle"]],
    ["dcterms:identifier", [quoted(article.identifier)]],
    ["gk:sha256", one(article.sha256 && quoted(article.sha256))],
    ["schema:headline", one(article.title && quoted(article.title, article.lang ? `@${article.lang}` : ""))],
    ["schema:datePublished", one(article.date && dated(article.date))],
    ["schema:inLanguage", one(article.lang && quoted(article.lang))],
    ["schema:publisher", article.publisherIri ? [iri(article.publisherIri)] : one(literal && quoted(literal))],
    ["schema:url", one(article.url && iri(article.url))],
  ]);
}

function entityTurtle(id) {
  const entity = details().entities[id];
  if (!entity) return "";
  const nearest = terms.names.types[entity.type]?.schema;
  return node(iri(entity.iri), [
    ["a", entity.type === "Entity" ? [] : [`gk:${entity.type}`, ...(nearest ? [`schema:${nearest}`] : [])]],
    ["rdfs:label", tagged(entity.names)],
    ["skos:altLabel", entity.aliases.map(([text, lang]) => quoted(text, lang ? `@${lang}` : ""))],
    ["owl:sameAs", entity.wikidata ? [`<http://www.wikidata.org/entity/${encodeURIComponent(entity.wikidata)}>`] : []],
  ]);
}
