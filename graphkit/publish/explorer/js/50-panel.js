// The panel beside the picture: an overview, an entity, or a pair.
let shownInPanel = "";

function showPanel() {
  const panel = byId("panel");
  const { selected } = state;
  const key = JSON.stringify([selected?.node, selected?.pair]);
  const content = selected?.pair ? pairPanel(...selected.pair) : selected ? entityPanel(selected.node) : homePanel();
  const top = key === shownInPanel ? panel.scrollTop : 0;
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = top;
  panel.classList.toggle("wide", Boolean(panel.querySelector(".versus")));
  shownInPanel = key;
  const wanted = selected?.relation != null && panel.querySelector(`[data-relation="${CSS.escape(R.id[selected.relation])}"]`);
  if (wanted) {
    wanted.classList.add("current");
    wanted.scrollIntoView({ block: "nearest" });
  }
}

function panelHead(title, ...below) {
  return make("div", { class: "head" }, make("div", { class: "top" }, make("h2", {}, title), iconButton("close", word("close"), () => select(null))), ...below);
}

function homePanel() {
  const count = (name) => make("span", {}, make("b", {}, number(terms.counts[name])), word(name));
  const events = V.strands.filter((strand) => strand.quadrant !== "none");
  const reported = (strand) => strand.rows.reduce((sum, row) => sum + relationOf(row).articles, 0);
  const most = events.map((strand) => [strand, reported(strand)]).sort((a, b) => b[1] - a[1]).slice(0, 8);
  const contested = [...new Map(V.rows.filter((row) => R.to[row] >= 0 && relationOf(row).contradicts).map((row) => [[R.from[row], R.to[row]].sort().join(), row])).values()].slice(0, 6);
  const groups = communities().slice(0, 6);
  return [
    make("p", {}, word("intro")),
    make("div", { class: "counts" }, ...["articles", "entities", "relations"].map(count)),
    most.length && titled("most", make("ol", { class: "most" }, ...most.map(([strand, articles]) => make("li", {}, pairLink(strand.a, strand.b, strand.quadrant), make("span", { class: "count" }, ` ${articles}`))))),
    contested.length && titled("contestedTitle", make("ul", { class: "most" }, ...contested.map((row) => make("li", {}, relationLink(row))))),
    groups.length > 1 && titled("communitiesTitle", make("ul", { class: "most" }, ...groups.map((group) => make("li", {},
      link(bdi(group.strongest.map(nameOf).map(isolated).join(" · ")), () => setScope({ kind: "community", number: group.number }), { dataset: { community: group.number } }),
      make("span", { class: "count" }, ` ${group.nodes.length}`))))),
  ];
}

const titled = (name, ...content) => make("section", {}, make("h3", {}, word(name)), ...content);

function pairLink(a, b, quadrant) {
  const dot = make("span", { class: "dot" });
  dot.style.setProperty("--tint", quadrantColor(quadrant));
  return link([dot, bdi(`${isolated(nameOf(a))} – ${isolated(nameOf(b))}`)], () => openPair(a, b));
}

function relationLink(row) {
  const dot = make("span", { class: "dot" });
  dot.style.setProperty("--tint", R.status[row] === "Denied" ? deniedColor() : quadrantColor(R.quadrant[row]));
  return link([dot, bdi(sentenceOf(row))], () => openRelation(row), { class: R.status[row] === "Denied" ? "link denied" : "link" });
}

const entityLink = (id) => {
  const node = G.index.get(id);
  return node === undefined ? bdi(nameById(id)) : link(bdi(nameById(id)), () => goTo(node));
};

function openPair(a, b, relation = null) {
  for (const node of [a, b]) {
    state.hidden.delete(node);
    if (!V.inside[node]) state.expanded.add(V.inside[a] ? a : b);
  }
  state.selected = { pair: [a, b], relation };
  change();
  emit("select");
}

function openRelation(row) {
  if (R.to[row] >= 0) openPair(R.from[row], R.to[row], row);
  else {
    goTo(R.from[row]);
    state.selected.relation = row;
    emit("select");
  }
}

function entityPanel(node) {
  const entity = details().entities[G.id[node]] || { names: {}, aliases: [] };
  const shown = nameOf(node);
  const others = [...new Set([...Object.values(entity.names), ...entity.aliases.map(([text]) => text)])].filter((form) => form !== shown);
  const rows = [...R.around(node)].filter((row) => V.ok[row]);
  const cut = R.around(node).length - rows.length;
  return [
    panelHead(bdi(shown), make("p", { class: "kind" }, shapeSign(G.type[node]), term("types", G.type[node]),
      entity.wikidata ? make("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(entity.wikidata)}`, target: "_blank", rel: "noopener noreferrer" }, `${word("wikidata")} ${entity.wikidata}`) : null)),
    entityActions(node),
    others.length && make("p", { class: "names" }, make("span", { class: "soft" }, `${word("aliases")}: `), ...others.flatMap((form, place) => [place ? " · " : "", bdi(form)])),
    officesOf(node, rows), factsOf(node, rows), kindsOf(node, rows),
    cut > 0 && make("p", { class: "soft" }, word("hiddenByFilters", { n: cut })),
  ];
}

function entityActions(node) {
  const act = (name, what, attributes = {}) => button(word(name), what, { dataset: { act: name }, ...attributes });
  return make("div", { class: "actions" },
    act("around1", () => focusOn(node, 1)), act("around2", () => focusOn(node, 2)),
    act(state.expanded.has(node) ? "collapse" : "expand", () => { expand(node); emit("select"); }),
    act("hide", () => hide(node)),
    act(state.pinned.has(node) ? "unpin" : "pin", () => { pin(node); emit("select"); }),
    act("pathFrom", () => openPaths(node, null)), act("pathTo", () => openPaths(null, node)));
}

const byDate = (a, b) => (R.begin[a] || "9999").localeCompare(R.begin[b] || "9999") || a - b;

function officesOf(node, rows) {
  const held = rows.filter((row) => R.from[row] === node && relationOf(row).roles).sort(byDate);
  if (!held.length) return null;
  return titled("offices", make("ul", { class: "dated" }, ...held.map((row) => make("li", {},
    make("span", { class: "soft" }, bdi(dateOf(row) || word("undated"))), link([bdi(pick(relationOf(row).roles)), R.to[row] >= 0 ? [" – ", bdi(nameOf(R.to[row]))] : null].flat(2), () => openRelation(row))))));
}

// Relations without object, such as a death: no line can show them.
function factsOf(node, rows) {
  const facts = rows.filter((row) => R.to[row] < 0);
  return facts.length ? make("section", {}, ...facts.map(relationCard)) : null;
}

function kindsOf(node, rows) {
  const kinds = new Map();
  for (const row of rows.filter((each) => R.to[each] >= 0)) {
    if (!kinds.has(R.quadrant[row])) kinds.set(R.quadrant[row], []);
    kinds.get(R.quadrant[row]).push(row);
  }
  const order = Object.keys(terms.style.quadrants).filter((name) => kinds.has(name));
  if (!order.length) return null;
  const item = (row) => make("li", {}, make("span", { class: "soft" }, bdi(dateOf(row) || word("undated"))), relationLink(row));
  return titled("byKind", ...order.map((name) => make("details", { open: true }, make("summary", {}, lineSign(quadrantColor(name), []), term("quadrants", name), make("span", { class: "count" }, ` ${kinds.get(name).length}`)),
    make("ul", { class: "dated" }, ...someOf(kinds.get(name).sort(byDate), 15, item)))));
}

// The first of many, and a button that brings more.
function someOf(rows, step, item) {
  const shown = rows.slice(0, step).map(item);
  if (rows.length <= step) return shown;
  const more = make("li", { class: "more" }, button(`${word("more")} (${number(rows.length - step)})`, (event) => {
    event.target.parentElement.replaceWith(...someOf(rows.slice(step), step * 4, item));
  }));
  return [...shown, more];
}
