// What is shown: main entities, everything, or a part, said above the picture.
function showScope() {
  const { kind, node, hops, from, to, number: community } = state.scope;
  const choice = (name, label, scope) => button(label, () => setScope(scope), { "aria-pressed": String(kind === name), dataset: { scope: name } });
  const items = [];
  if (G.hasStart) items.push(choice("main", word("main"), { kind: "main" }));
  items.push(choice("all", `${word("all")} (${number(G.count)})`, { kind: "all" }));
  if (kind === "focus") {
    const steps = [1, 2, 3].map((count) => button(String(count), () => setScope({ kind, node, hops: count }),
      { "aria-pressed": String(hops === count), "aria-label": `${word("hops")}: ${count}`, dataset: { hops: count } }));
    items.push(make("span", { class: "part" }, `${word("focus")} `, bdi(nameOf(node)), ` · ${word("hops")}: `, ...steps));
  }
  if (kind === "path") items.push(make("span", { class: "part" }, `${word("path")}: `, bdi(nameOf(from)), " ⟷ ", bdi(nameOf(to))));
  if (kind === "community") items.push(make("span", { class: "part" }, `${word("community")} ${community + 1}`));
  if (V.cut > 0) items.push(make("span", { class: "part soft" }, word("limited", { n: number(V.nodes.length) })));
  if (!V.nodes.length) items.push(make("span", { class: "part" }, word("empty")));
  byId("scope").replaceChildren(...items);
}

function showView(view) {
  change({ view });
  resize();
  (view === "table" ? byId("table") : canvas).focus({ preventScroll: true });
}

function showViews() {
  const isTable = state.view === "table";
  byId("as-graph").setAttribute("aria-pressed", String(!isTable));
  byId("as-table").setAttribute("aria-pressed", String(isTable));
  byId("table").hidden = !isTable;
  for (const id of ["scope", "zoom"]) byId(id).hidden = isTable;
  canvas.hidden = isTable;
}
