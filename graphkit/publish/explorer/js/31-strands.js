// Lines between entities: straight if alone, else spread like a fan.
const FAN = 24;
const MANY = 1500; // from here on single lines cannot be told apart

// What is brought forward, if anything: an entity with its neighbours, or a pair.
function lit() {
  const chosen = state.selected ?? (hovered.node >= 0 ? { node: hovered.node } : null);
  if (!chosen) return null;
  const nodes = new Set(chosen.pair || [chosen.node]);
  const strands = new Set();
  for (const strand of V.strands) {
    const touched = chosen.pair ? nodes.has(strand.a) && nodes.has(strand.b) : strand.a === chosen.node || strand.b === chosen.node;
    if (touched) strands.add(strand);
  }
  if (!chosen.pair) for (const strand of strands) nodes.add(strand.a).add(strand.b);
  return { nodes, strands };
}

// Ends and middle of a strand on the screen.
function course(strand, cam) {
  const ax = cam.sx(G.x[strand.a]), ay = cam.sy(G.y[strand.a]), bx = cam.sx(G.x[strand.b]), by = cam.sy(G.y[strand.b]);
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const bend = (strand.place - (strand.of - 1) / 2) * Math.min(FAN * 2 * Math.min(cam.k, 1.2), length * 0.3);
  const nx = -(by - ay) / length, ny = (bx - ax) / length;
  const cx = (ax + bx) / 2 + nx * bend, cy = (ay + by) / 2 + ny * bend;
  return { ax, ay, bx, by, cx, cy, bend, length, mx: (ax + bx) / 4 + cx / 2, my: (ay + by) / 4 + cy / 2 };
}

function isFar(strand, cam, width, height) {
  const ax = cam.sx(G.x[strand.a]), ay = cam.sy(G.y[strand.a]), bx = cam.sx(G.x[strand.b]), by = cam.sy(G.y[strand.b]);
  return Math.max(ax, bx) < -FAN || Math.max(ay, by) < -FAN || Math.min(ax, bx) > width + FAN || Math.min(ay, by) > height + FAN;
}

// Draws the strands and returns the courses of those whose names and marks may be shown.
function drawStrands(ctx, cam, width, height, light) {
  const seen = V.strands.filter((strand) => !isFar(strand, cam, width, height));
  const many = seen.length > MANY;
  if (many) drawHairs(ctx, cam, seen, light ? 0.3 : 1);
  const full = !many ? seen : light ? seen.filter((strand) => light.strands.has(strand)) : [];
  const batches = new Map();
  const shown = [];
  for (const strand of full) {
    const at = course(strand, cam);
    if (at.length < 0.7) continue;
    const bright = !light || light.strands.has(strand);
    const thick = Math.min(strand.width * Math.min(1.1, Math.max(cam.k, 0.8)), 7) * (light && bright ? 1.35 : 1);
    const alpha = bright ? [0.95, 0.75, 0.45][strand.faint] : 0.1;
    const thickness = Math.round(thick * 2) / 2;
    const key = `${strandColor(strand)}|${strand.dashed}|${thickness}|${alpha}`;
    if (!batches.has(key)) batches.set(key, { color: strandColor(strand), dashes: dashesOf(strand.dashed), thickness, alpha, courses: [] });
    batches.get(key).courses.push([strand, at]);
    if (bright) shown.push([strand, at]);
  }
  for (const { color, dashes, thickness, alpha, courses } of [...batches.values()].sort((a, b) => a.alpha - b.alpha)) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = color;
    ctx.lineWidth = thickness;
    ctx.setLineDash(dashes.map((each) => each * Math.max(0.6, thickness / 2.4)));
    ctx.beginPath();
    for (const [, at] of courses) {
      ctx.moveTo(at.ax, at.ay);
      if (Math.abs(at.bend) < 1) ctx.lineTo(at.bx, at.by);
      else ctx.quadraticCurveTo(at.cx, at.cy, at.bx, at.by);
    }
    ctx.stroke();
    ctx.setLineDash([]);
    drawArrows(ctx, cam, color, thickness, courses);
  }
  ctx.globalAlpha = 1;
  return shown;
}

// Thousands of lines: straight, one pixel wide, fainter between communities than within.
function drawHairs(ctx, cam, strands, share) {
  const batches = new Map();
  const veil = share * Math.min(1, Math.sqrt(8000 / strands.length));
  for (const strand of strands) {
    const within = G.community[strand.a] === G.community[strand.b];
    const key = (strand.mark === "✕" ? "denied" : strand.quadrant) + (within ? "+" : "-") + strand.faint;
    if (!batches.has(key)) batches.set(key, { color: strandColor(strand), alpha: (within ? 0.5 : 0.16) * [1, 0.8, 0.5][strand.faint] * veil, lines: [] });
    batches.get(key).lines.push(strand);
  }
  ctx.lineWidth = 1;
  for (const { color, alpha, lines } of batches.values()) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = color;
    ctx.beginPath();
    for (const { a, b } of lines) {
      ctx.moveTo(cam.sx(G.x[a]), cam.sy(G.y[a]));
      ctx.lineTo(cam.sx(G.x[b]), cam.sy(G.y[b]));
    }
    ctx.stroke();
  }
}

function drawArrows(ctx, cam, color, thickness, courses) {
  const size = 5 + thickness * 1.9;
  ctx.fillStyle = color;
  ctx.beginPath();
  for (const [strand, at] of courses) {
    if (at.length < 34) continue;
    if (strand.forth) arrow(ctx, at.cx, at.cy, at.bx, at.by, radiusOf(strand.b, cam) + 2, size);
    if (strand.back) arrow(ctx, at.cx, at.cy, at.ax, at.ay, radiusOf(strand.a, cam) + 2, size);
  }
  ctx.fill();
}

function arrow(ctx, fromX, fromY, toX, toY, gap, size) {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  const ux = (toX - fromX) / length, uy = (toY - fromY) / length;
  const x = toX - ux * gap, y = toY - uy * gap;
  ctx.moveTo(x, y);
  ctx.lineTo(x - ux * size - uy * size * 0.42, y - uy * size + ux * size * 0.42);
  ctx.lineTo(x - ux * size + uy * size * 0.42, y - uy * size - ux * size * 0.42);
  ctx.closePath();
}
