// The address of the page holds what is shown, so that a link restores it.
const nodeId = (node) => G.id[node];
const byIdOr = (id) => (G.index.has(id) ? G.index.get(id) : null);
const join = (items) => [...items].map((item) => encodeURIComponent(item)).join(",");
const split = (text) => (text ? text.split(",").map(decodeURIComponent) : []);

function address() {
  const said = { lang: state.lang };
  const { scope, selected } = state;
  if (state.theme !== "auto") said.theme = state.theme;
  if (state.view !== "graph") said.view = state.view;
  if (scope.kind === "all") said.scope = "all";
  if (scope.kind === "focus") said.focus = join([nodeId(scope.node), scope.hops]);
  if (scope.kind === "path") said.path = join([nodeId(scope.from), nodeId(scope.to)]);
  if (scope.kind === "community") said.community = scope.number;
  if (state.expanded.size) said.expanded = join([...state.expanded].map(nodeId));
  if (state.hidden.size) said.hidden = join([...state.hidden].map(nodeId));
  if (state.pinned.size) said.pinned = [...state.pinned].map(([node, [x, y]]) => join([nodeId(node), x, y])).join(";");
  for (const facet of FACETS) if (state.off[facet].size) said[`no-${facet}`] = join(state.off[facet]);
  for (const name of ["belief", "from", "to"]) if (state[name]) said[name] = state[name];
  if (!state.undated) said.undated = "no";
  if (state.shade) said.shade = "yes";
  if (selected?.node !== undefined) said.entity = join([nodeId(selected.node)]);
  if (selected?.pair) said.pair = join(selected.pair.map(nodeId));
  return Object.entries(said).map(([name, value]) => `${name}=${value}`).join("&");
}

function restore(text) {
  const said = Object.fromEntries(text.replace(/^#/, "").split("&").filter(Boolean).map((part) => part.split(/=(.*)/s).slice(0, 2)));
  const next = fresh();
  const nodes = (name) => split(said[name]).map(byIdOr).filter((node) => node !== null);
  next.lang = terms.interface[said.lang] ? said.lang : terms.lang;
  next.theme = ["light", "dark"].includes(said.theme) ? said.theme : "auto";
  next.view = said.view === "table" ? "table" : "graph";
  const [focus, hops] = split(said.focus), [from, to] = nodes("path");
  if (said.scope === "all" || !G.hasStart) next.scope = { kind: "all" };
  if (G.index.has(focus)) next.scope = { kind: "focus", node: G.index.get(focus), hops: Math.min(3, Math.max(1, Number(hops) || 1)) };
  if (from !== undefined && to !== undefined) next.scope = { kind: "path", from, to };
  if (/^\d+$/.test(said.community || "")) next.scope = { kind: "community", number: Number(said.community) };
  next.expanded = new Set(nodes("expanded"));
  next.hidden = new Set(nodes("hidden"));
  for (const part of (said.pinned || "").split(";").filter(Boolean)) {
    const [id, x, y] = split(part);
    if (G.index.has(id) && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) next.pinned.set(G.index.get(id), [Number(x), Number(y)]);
  }
  for (const facet of FACETS) {
    const values = split(said[`no-${facet}`]);
    next.off[facet] = new Set((facet === "publishers" ? values.map(Number) : values).filter((value) => counts[facet].has(value)));
  }
  next.belief = Math.min(1, Math.max(0, Number(said.belief) || 0));
  for (const name of ["from", "to"]) if (/^\d{4}-\d\d-\d\d$/.test(said[name] || "")) next[name] = said[name];
  next.undated = said.undated !== "no";
  next.shade = said.shade === "yes";
  const [entity] = nodes("entity"), pair = nodes("pair");
  if (entity !== undefined) next.selected = { node: entity };
  if (pair.length === 2) next.selected = { pair, relation: null };
  state = next;
}

function writeAddress() {
  try {
    history.replaceState(null, "", `#${address()}`);
  } catch {
    // A page within a notebook has no address of its own.
  }
}
