// Everything by keyboard: on the canvas arrows go from entity to entity, letters act on the chosen one.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const current = () => state.selected?.node ?? state.selected?.pair?.[0] ?? -1;

// The nearest entity in a direction, what lies aside counting double.
function neighbourTowards(node, [dx, dy]) {
  let best = -1, least = Infinity;
  for (const other of V.nodes) {
    const gapX = G.x[other] - G.x[node], gapY = G.y[other] - G.y[node];
    const ahead = gapX * dx + gapY * dy, aside = Math.abs(gapX * dy) + Math.abs(gapY * dx);
    if (other === node || ahead <= 0 || aside > ahead * 1.5) continue;
    if (ahead + 2 * aside < least) [best, least] = [other, ahead + 2 * aside];
  }
  return best;
}

function announce(node) {
  const near = new Set(V.strands.filter((each) => each.a === node || each.b === node).map((each) => (each.a === node ? each.b : each.a)));
  say(`${nameOf(node)}, ${term("types", G.type[node])}, ${word("relations")}: ${near.size}`);
}

function onCanvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const node = current();
  const step = ARROWS[event.key];
  if (step) {
    const next = node < 0 ? V.nodes[0] : neighbourTowards(node, step);
    if (next !== undefined && next >= 0) {
      selectNode(next);
      announce(next);
    }
  } else if (event.key === "Enter" && node >= 0) {
    if (state.scope.kind !== "focus" || state.scope.node !== node) focusOn(node);
    byId("panel").focus();
  } else if (event.key === "e" && node >= 0) expand(node);
  else if (event.key === "h" && node >= 0) hide(node);
  else if (event.key === "p" && node >= 0) pin(node);
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function onKey(event) {
  const typing = event.target.closest?.("input, textarea, select, dialog");
  if (event.key === "Escape" && !typing) {
    if (state.selected) select(null);
    else if (state.scope.kind !== "main") setScope({ kind: "main" });
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") byId("search").focus();
  else if (event.key === "t") showView(state.view === "table" ? "graph" : "table");
  else if (event.key === "f") toggleFilters();
  else if (event.key === "?") openHelp();
  else return;
  event.preventDefault();
}

function openHelp() {
  const rows = [
    ["/", "keySearch"], ["← ↑ → ↓", "keyMove"], ["Enter", "keyOpen"], ["E", "keyExpand"], ["H", "keyHide"], ["P", "keyPin"],
    ["+ −", "keyZoom"], ["0", "keyFit"], ["T", "keyTable"], ["F", "keyFilters"], ["Esc", "keyEscape"],
  ];
  const list = rows.map(([key, name]) => [make("dt", {}, make("kbd", {}, bdi(key))), make("dd", {}, word(name))]);
  openDialog(word("help"), make("p", {}, word("intro")), make("h3", {}, word("keys")), make("dl", { class: "keys" }, ...list.flat()));
}

function listenToKeys() {
  canvas.addEventListener("keydown", onCanvasKey);
  document.addEventListener("keydown", onKey);
}
