// Filters that are the legend too: each kind with its sign, its count and a box.
const counts = {};

function countFacets() {
  const columns = { types: G.type, quadrants: R.quadrant, statuses: R.status, categories: R.category, predicates: R.predicate, publishers: R.publishers, langs: R.langs };
  for (const facet of FACETS) {
    const found = counts[facet] = new Map();
    const add = (value) => found.set(value, (found.get(value) || 0) + 1);
    for (const value of columns[facet]) if (Array.isArray(value)) value.forEach(add); else add(value);
  }
}

function facetName(facet, value) {
  if (facet === "publishers") return publisherName(value);
  if (facet === "langs") return terms.interface[state.lang][value] || value || word("unnamed");
  if (facet === "categories" && value === "") return word("none");
  return term(facet, value);
}

function facetOrder(facet) {
  const fixed = { quadrants: Object.keys(terms.style.quadrants), statuses: Object.keys(terms.style.dashes), types: Object.keys(terms.style.types) }[facet];
  const values = [...counts[facet].keys()];
  if (fixed) return values.sort((a, b) => fixed.indexOf(a) - fixed.indexOf(b));
  return values.sort((a, b) => counts[facet].get(b) - counts[facet].get(a) || String(a).localeCompare(String(b)));
}

function swatch(facet, value) {
  if (facet === "types") return shapeSign(value);
  if (facet === "quadrants") return lineSign(quadrantColor(value), []);
  if (facet === "statuses") return lineSign(value === "Denied" ? deniedColor() : paint("soft"), dashesOf(value), value === "Denied" ? "✕" : "");
  if (facet === "categories") return lineSign(quadrantColor(terms.names.categories[value]?.quadrant || "none"), []);
  return null;
}

function lineSign(color, dashes, mark = "") {
  const line = draw("path", { d: "M1 8H27", stroke: color, "stroke-width": 3, "stroke-dasharray": dashes.join(" ") || "none", fill: "none" });
  const sign = mark && draw("text", { x: 14, y: 12, "text-anchor": "middle", "font-size": 12, fill: color, class: "halo" }, mark);
  return draw("svg", { width: 28, height: 16, "aria-hidden": "true" }, line, sign);
}

function shapeSign(type) {
  const commands = [];
  const pen = { moveTo: (x, y) => commands.push(`M${x} ${y}`), lineTo: (x, y) => commands.push(`L${x} ${y}`), closePath: () => commands.push("Z"),
    arc: (x, y, r) => commands.push(`A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}`) };
  SHAPES[parts.options.groups[type].shape](pen, 14, 8, 6.2);
  return draw("svg", { width: 28, height: 16, "aria-hidden": "true" }, draw("path", { d: commands.join(""), fill: typeColor(type) }));
}

function facetGroup(facet) {
  const off = state.off[facet];
  const values = facetOrder(facet);
  const only = (value) => change({ off: { ...state.off, [facet]: new Set(values.filter((each) => each !== value)) } });
  const rows = values.map((value) => {
    const box = make("input", { type: "checkbox", checked: !off.has(value), dataset: { value }, onchange: (event) => { toggle(off, value, !event.target.checked); change(); } });
    const label = make("label", {}, box, swatch(facet, value), bdi(facetName(facet, value), { class: "name" }), make("span", { class: "count" }, number(counts[facet].get(value))));
    return make("li", {}, label, values.length > 2 ? button(word("only"), () => only(value), { class: "only", "aria-label": `${word("only")} ${facetName(facet, value)}` }) : null);
  });
  const open = openFacets.has(facet) || off.size > 0;
  const every = off.size ? button(word("every"), () => change({ off: { ...state.off, [facet]: new Set() } }), { class: "link every" }) : null;
  return make("details", { open, dataset: { facet }, ontoggle: (event) => toggle(openFacets, facet, event.target.open) },
    make("summary", {}, word(facet), off.size ? make("span", { class: "count" }, `${values.length - off.size}/${values.length}`) : null), every, make("ul", {}, ...rows));
}

const openFacets = new Set(["types", "quadrants", "statuses"]);

function beliefGroup() {
  const value = make("output", {}, `${Math.round(state.belief * 100)}%`);
  const slider = make("input", { type: "range", min: 0, max: 1, step: 0.05, value: state.belief, id: "belief", "aria-valuetext": `${Math.round(state.belief * 100)}%`,
    onchange: (event) => change({ belief: Number(event.target.value) }), oninput: (event) => { value.textContent = `${Math.round(event.target.value * 100)}%`; } });
  return make("div", { class: "belief" }, make("label", { for: "belief" }, word("beliefFrom")), slider, value);
}

function showFilters() {
  const holder = byId("filters");
  const focused = holder.contains(document.activeElement) ? focusPath(document.activeElement) : null;
  const top = holder.scrollTop;
  const undated = make("label", { class: "line" }, make("input", { type: "checkbox", id: "undated", checked: state.undated, onchange: (event) => change({ undated: event.target.checked }) }), word("undatedToo"));
  const hidden = state.hidden.size ? button(word("unhide", { n: state.hidden.size }), () => { state.hidden.clear(); change(); }, { id: "unhide" }) : null;
  holder.replaceChildren(
    make("div", { class: "top" }, make("h2", {}, word("filters")), iconButton("close", word("close"), toggleFilters, { class: "icon closer" })),
    make("p", { class: "soft", id: "shown" }, `${word("entities")}: ${word("shownOf", { n: number(V.nodes.length), all: number(G.count) })} · ${word("relations")}: ${word("shownOf", { n: number(V.rows.length), all: number(R.count) })}`),
    isFiltered() ? button(word("reset"), resetFilters, { id: "reset" }) : "", hidden || "",
    beliefGroup(), undated, ...FACETS.filter((facet) => counts[facet].size > 1 || facet === "types").map(facetGroup));
  holder.scrollTop = top;
  if (focused) holder.querySelector(focused)?.focus();
}

function focusPath(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const facet = element.closest("[data-facet]")?.dataset.facet;
  return facet && element.dataset.value !== undefined ? `[data-facet="${facet}"] [data-value="${CSS.escape(element.dataset.value)}"]` : null;
}

function toggleFilters() {
  const shown = !document.body.classList.toggle("no-filters");
  byId("filters-toggle").setAttribute("aria-expanded", String(shown));
  if (shown && narrow.matches) byId("filters").focus();
  resize();
}
