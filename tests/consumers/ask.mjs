// Puts queries to a file or an endpoint with Comunica: node ask.mjs SOURCE QUERY... -> one line of SPARQL JSON each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.env.FROM);
const { QueryEngine } = require("@comunica/query-sparql");
const [source, ...queries] = process.argv.slice(2);
let sources;
if (source.startsWith("http")) {
  sources = [{ type: "sparql", value: source }];
} else {
  const { Parser, Store } = require("n3");
  sources = [new Store(new Parser().parse(readFileSync(source, "utf8")))];
}
const engine = new QueryEngine();
for (const query of queries) {
  const result = await engine.query(query, { sources });
  const { data } = await engine.resultToString(result, "application/sparql-results+json");
  let text = "";
  for await (const part of data) text += part;
  console.log(text.replaceAll("\n", ""));
}
