// Words in both languages.
const word = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), terms.interface[state.lang][name] ?? name);
const pick = (texts) => texts[state.lang] || texts.en || Object.values(texts)[0] || "";
const term = (kind, name) => (kind === "quadrants" && name === "none" ? word("none") : pick(terms.names[kind][name] || { en: name }));
const nameOf = (node) => G.names[state.lang][node] || G.label[node] || G.names.en[node] || G.names.ar[node] || G.id[node];
const number = (value) => value.toLocaleString("en");
const isolated = (text) => `\u2068${text}\u2069`;

// An entity by its id, which may be one that the graph does not draw.
function nameById(id) {
  const node = G.index.get(id);
  return node === undefined ? pick(details().entities[id]?.names || { en: id }) : nameOf(node);
}

function publisherName(place) {
  return pick(terms.publishers[place].names) || word("unnamed");
}

// A canvas lays out each text by its first strong letter if told which that is; brackets then stay where they belong.
const ARABIC = /[\u0590-\u08ff\ufb1d-\ufeff]/;
const STRONG = /[A-Za-z\u00c0-\u024f\u0370-\u08ff\ufb1d-\ufeff]/u;

function isRightToLeft(text) {
  const found = text.match(STRONG);
  return Boolean(found) && ARABIC.test(found[0]);
}

const directed = (text) => `${isRightToLeft(text) ? "\u2067" : "\u2066"}${text}\u2069`;
const shortened = (text, most = 30) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

// Folds what writers spell in several ways: case, accents, vowel signs, tatweel, forms of alef, ya and ta marbuta.
const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640\u061c\u200e\u200f]/gu, "").toLowerCase()
  .replace(/[أإآٱ]/g, "ا").replace(/[ىئ]/g, "ي").replace(/ؤ/g, "و").replace(/ء/g, "").replace(/ة/g, "ه")
  .replace(/ک/g, "ك").replace(/ی/g, "ي").replace(/[-_'’ʿʾ.]/g, " ").replace(/\s+/g, " ").trim();

function dateOf(row) {
  const begin = R.begin[row], end = R.end[row];
  if (!begin) return "";
  if (begin === end) return begin;
  if (begin.endsWith("-01-01") && end === `${begin.slice(0, 4)}-12-31`) return begin.slice(0, 4);
  const last = new Date(Date.UTC(Number(begin.slice(0, 4)), Number(begin.slice(5, 7)), 0)).toISOString().slice(0, 10);
  if (begin.endsWith("-01") && end === last) return begin.slice(0, 7);
  return `${begin} – ${end}`;
}

const sentenceOf = (row) => pick(relationOf(row).labels) ||
  [nameOf(R.from[row]), term("predicates", R.predicate[row]), R.to[row] >= 0 ? nameOf(R.to[row]) : ""].map(isolated).join(" ");
