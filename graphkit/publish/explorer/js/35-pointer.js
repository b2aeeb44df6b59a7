// Mouse, pen and fingers on the canvas.
const pointers = new Map();
let grip = null; // what is being dragged: an entity or the ground

function nodeAt(px, py, reach = 4) {
  const cam = projection(camera);
  let best = -1, least = Infinity;
  for (const node of V.nodes) {
    const gap = Math.hypot(cam.sx(G.x[node]) - px, cam.sy(G.y[node]) - py) - radiusOf(node, cam);
    if (gap < reach && gap < least) [best, least] = [node, gap];
  }
  return best;
}

function strandAt(px, py, reach = 6) {
  const cam = projection(camera);
  let best = null, least = reach;
  for (const strand of V.strands) {
    const at = course(strand, cam);
    if (px < Math.min(at.ax, at.bx, at.cx) - reach || px > Math.max(at.ax, at.bx, at.cx) + reach) continue;
    if (py < Math.min(at.ay, at.by, at.cy) - reach || py > Math.max(at.ay, at.by, at.cy) + reach) continue;
    let [x, y] = [at.ax, at.ay];
    const pieces = Math.abs(at.bend) < 1 ? 1 : 10;
    for (let piece = 1; piece <= pieces; piece++) {
      const [nextX, nextY] = along(at, piece / pieces);
      const gap = gapTo(px, py, x, y, nextX, nextY);
      if (gap < least) [best, least] = [strand, gap];
      [x, y] = [nextX, nextY];
    }
  }
  return best;
}

function gapTo(px, py, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay;
  const share = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - ax - share * dx, py - ay - share * dy);
}

function hover(px, py) {
  const node = nodeAt(px, py);
  const strand = node < 0 ? strandAt(px, py) : null;
  if (node === hovered.node && strand === hovered.strand) return;
  const wasNode = hovered.node;
  Object.assign(hovered, { node, strand });
  canvas.classList.toggle("pointing", node >= 0 || Boolean(strand));
  showTip(px, py);
  if (node !== wasNode && !state.selected && cost < QUICK) request(sharp);
}

function showTip(px, py) {
  const tip = byId("tip");
  const { node, strand } = hovered;
  tip.hidden = node < 0 && !strand;
  if (tip.hidden) return;
  if (node >= 0) {
    tip.replaceChildren(make("strong", {}, bdi(nameOf(node))), make("span", {}, term("types", G.type[node])));
  } else {
    const said = strand.rows.slice(0, 4).map((row) => make("span", {}, bdi(sentenceOf(row)), dateOf(row) ? " · " : "", bdi(dateOf(row))));
    tip.replaceChildren(...said, strand.rows.length > 4 ? make("span", {}, `+ ${strand.rows.length - 4}`) : "");
  }
  const wide = tip.offsetWidth, high = tip.offsetHeight;
  tip.style.setProperty("left", `${Math.max(4, Math.min(px + 14, camera.width - wide - 4))}px`);
  tip.style.setProperty("top", `${py + 18 + high > camera.height ? Math.max(4, py - high - 12) : py + 18}px`);
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function press(event) {
  if (event.button > 0) return;
  const [px, py] = place(event);
  pointers.set(event.pointerId, [px, py]);
  canvas.setPointerCapture(event.pointerId);
  const node = nodeAt(px, py, event.pointerType === "touch" ? 12 : 4);
  grip = { node, from: [px, py], last: [px, py], dragged: false, touch: event.pointerType === "touch" };
}

function drag(event) {
  const [px, py] = place(event);
  if (!pointers.has(event.pointerId)) {
    if (!pointers.size) hover(px, py);
    return;
  }
  if (pointers.size === 2) return pinch(event, px, py);
  pointers.set(event.pointerId, [px, py]);
  if (!grip) return;
  if (Math.hypot(px - grip.from[0], py - grip.from[1]) > (grip.touch ? 9 : 4)) grip.dragged = true;
  if (!grip.dragged) return;
  byId("tip").hidden = true;
  if (grip.node >= 0) {
    [G.x[grip.node], G.y[grip.node]] = toWorld(px, py);
    request(sharp);
  } else {
    camera.x -= (px - grip.last[0]) / camera.k;
    camera.y -= (py - grip.last[1]) / camera.k;
    moved();
  }
  grip.last = [px, py];
}

function pinch(event, px, py) {
  const [[ax, ay], [bx, by]] = pointers.values();
  pointers.set(event.pointerId, [px, py]);
  const [[cx, cy], [dx, dy]] = pointers.values();
  const factor = Math.hypot(cx - dx, cy - dy) / (Math.hypot(ax - bx, ay - by) || 1);
  camera.x -= ((cx + dx) / 2 - (ax + bx) / 2) / camera.k;
  camera.y -= ((cy + dy) / 2 - (ay + by) / 2) / camera.k;
  zoomBy(factor, (cx + dx) / 2, (cy + dy) / 2);
  grip = null;
}

function release(event) {
  if (!pointers.delete(event.pointerId) || !grip) return;
  const { node, dragged, from, touch } = grip;
  grip = null;
  if (dragged) {
    if (node >= 0) pin(node, true);
    return;
  }
  const found = node < 0 ? strandAt(...from, touch ? 14 : 6) : null;
  if (node >= 0) selectNode(node);
  else if (found) selectPair(found.a, found.b);
  else if (state.selected) select(null);
}

function listenToPointers() {
  canvas.addEventListener("pointerdown", press);
  canvas.addEventListener("pointermove", drag);
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => { if (!pointers.size) hover(-1e6, -1e6); });
  canvas.addEventListener("dblclick", (event) => {
    const node = nodeAt(...place(event));
    if (node >= 0) expand(node);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const step = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY;
    zoomBy(Math.exp(-Math.max(-240, Math.min(240, step)) * 0.0018), ...place(event));
  }, { passive: false });
}
