// The graph as arrays: entities by number, relations by number.
let G, R, terms, parts;
let known = null; // names and evidence, read when someone asks for them

const embedded = (id) => JSON.parse(byId(id).textContent);

async function load() {
  const source = root.dataset.source;
  if (source) {
    const answer = await fetch(source, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    parts = await answer.json();
    known = parts.details;
  } else {
    parts = Object.fromEntries(["nodes", "edges", "options", "facts", "terms"].map((id) => [id, embedded(id)]));
  }
  terms = parts.terms;
  const nodes = unpack(parts.nodes);
  G = readNodes(nodes);
  R = readRelations(unpack(parts.edges), unpack(parts.facts));
  parts = { options: parts.options };
}

// The evidence stands at the end of the page, which is drawn before it is read.
const isWhole = () => Boolean(known) || document.readyState !== "loading";

function details() {
  known ??= embedded("details");
  return known;
}

function unpack({ count, columns }) {
  const table = { count };
  for (const [name, { all, of, at }] of Object.entries(columns)) table[name] = all || at.map((place) => of[place]);
  return table;
}

function readNodes(table) {
  const count = table.count;
  const of = (name) => table[name] || [];
  const nodes = {
    count,
    id: of("id"),
    label: of("label"),
    names: { ar: of("ar"), en: of("en") },
    type: of("group"),
    value: Float64Array.from(of("value")),
    homeX: Float64Array.from(of("x")),
    homeY: Float64Array.from(of("y")),
    community: Int32Array.from(of("community")),
    start: of("start"),
    index: new Map(of("id").map((id, place) => [id, place])),
  };
  nodes.hasStart = nodes.start.some(Boolean);
  nodes.x = Float64Array.from(nodes.homeX);
  nodes.y = Float64Array.from(nodes.homeY);
  const most = nodes.value.reduce((greatest, value) => Math.max(greatest, value), 1);
  const growth = Math.min(3, 25 / Math.sqrt(most));
  nodes.radius = nodes.value.map((value) => 9 + growth * Math.sqrt(value));
  return nodes;
}

function readRelations(edges, facts) {
  const of = (name) => (edges[name] || []).concat(facts[name] || []);
  const relations = {
    count: edges.count + facts.count,
    id: of("id"),
    predicate: of("label"),
    quadrant: of("quadrant"),
    category: of("category"),
    status: of("status"),
    belief: of("belief"),
    begin: of("begin"),
    end: of("end"),
    publishers: of("publishers"),
    langs: of("langs"),
    width: of("width"),
    arrows: of("arrows"),
  };
  relations.from = Int32Array.from(of("from"), (id) => G.index.get(id) ?? -1);
  relations.to = Int32Array.from(of("to"), (id) => G.index.get(id) ?? -1);
  relations.index = new Map(relations.id.map((id, place) => [id, place]));
  relations.around = around(relations);
  return relations;
}

// The relations of each entity, one after the other in one array.
function around({ count, from, to }) {
  const first = new Int32Array(G.count + 1);
  const each = (row, what) => {
    if (from[row] >= 0) what(from[row]);
    if (to[row] >= 0 && to[row] !== from[row]) what(to[row]);
  };
  for (let row = 0; row < count; row++) each(row, (node) => first[node + 1]++);
  for (let node = 0; node < G.count; node++) first[node + 1] += first[node];
  const next = first.slice();
  const rows = new Int32Array(first[G.count]);
  for (let row = 0; row < count; row++) each(row, (node) => { rows[next[node]++] = row; });
  return (node) => rows.subarray(first[node], first[node + 1]);
}

const otherEnd = (row, node) => (R.from[row] === node ? R.to[row] : R.from[row]);
const relationOf = (row) => details().relations[R.id[row]];
