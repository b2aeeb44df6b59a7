// What the reader has chosen. Everything shown follows from it, and the address of the page holds it.
const FACETS = ["types", "quadrants", "statuses", "categories", "predicates", "publishers", "langs"];

const fresh = () => ({
  lang: root.lang || "en",
  theme: "auto",
  view: "graph",
  scope: { kind: "main" }, // main, all, focus {node, hops}, community {number}, path {from, to}
  expanded: new Set(),
  hidden: new Set(),
  pinned: new Map(),
  off: Object.fromEntries(FACETS.map((name) => [name, new Set()])),
  belief: 0,
  from: "",
  to: "",
  undated: true,
  selected: null, // {node} or {pair: [a, b], relation}
  shade: false,
  sort: { by: "date", down: false },
});

let state = fresh();

const listeners = { change: [], look: [], select: [] };
const on = (event, act) => listeners[event].push(act);
const emit = (event) => listeners[event].forEach((act) => act());

// Something else is to be shown.
function change(patch = {}) {
  Object.assign(state, patch);
  emit("change");
}

// The same is to be shown in another way.
function changeLook(patch) {
  Object.assign(state, patch);
  emit("look");
}

function select(selected) {
  state.selected = selected;
  emit("select");
}

const selectNode = (node) => select({ node });
const selectPair = (a, b, relation = null) => select({ pair: [a, b], relation });

function setScope(scope) {
  change({ scope, expanded: new Set() });
  fit();
}

const focusOn = (node, hops = 1) => setScope({ kind: "focus", node, hops });

function toggle(set, item, wanted = !set.has(item)) {
  if (wanted) set.add(item);
  else set.delete(item);
}

function expand(node, wanted = !state.expanded.has(node)) {
  toggle(state.expanded, node, wanted);
  change();
}

function hide(node) {
  state.hidden.add(node);
  if (state.selected?.node === node || state.selected?.pair?.includes(node)) state.selected = null;
  change();
  emit("select");
}

function pin(node, wanted = !state.pinned.has(node)) {
  if (wanted) state.pinned.set(node, [Math.round(G.x[node]), Math.round(G.y[node])]);
  else state.pinned.delete(node);
  change();
}

const isFiltered = () => Boolean(state.belief || state.from || state.to || !state.undated || FACETS.some((name) => state.off[name].size));

function resetFilters() {
  change({ ...Object.fromEntries(["off", "belief", "from", "to", "undated"].map((name) => [name, fresh()[name]])) });
}
