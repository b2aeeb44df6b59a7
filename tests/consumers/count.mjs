// Counts what N3.js reads: node count.mjs FILE FORMAT -> "default named arabic".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { Parser } = createRequire(process.env.FROM)("n3");
const [file, format] = process.argv.slice(2);
const quads = new Parser({ format }).parse(readFileSync(file, "utf8"));
const named = quads.filter((quad) => quad.graph.termType !== "DefaultGraph").length;
const arabic = quads.filter((quad) => quad.object.language === "ar").length;
console.log(quads.length - named, named, arabic);
