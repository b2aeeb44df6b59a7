// The picture: shades of communities, strands, entities, labels. Draws on a canvas or on a drawing for export.
const FONT = '"Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, system-ui, sans-serif';

// Signs shrink less than the picture does, so that the strong stay to be seen from afar.
const radiusOf = (node, cam) => Math.max(0.9, G.radius[node] * cam.k ** 0.7 * (cam.k < 0.12 ? 0.7 : 1));

function drawAll(ctx, cam, width, height, { labels = true } = {}) {
  ctx.globalAlpha = 1;
  ctx.fillStyle = paint("paper");
  ctx.fillRect(0, 0, width, height);
  ctx.lineJoin = "round";
  const light = lit();
  if (state.shade) drawShades(ctx, cam);
  const courses = drawStrands(ctx, cam, width, height, light);
  const seen = drawNodes(ctx, cam, width, height, light);
  if (labels) drawLabels(ctx, cam, width, height, light, seen, courses);
  ctx.globalAlpha = 1;
}

function drawNodes(ctx, cam, width, height, light) {
  const batches = new Map();
  const seen = [];
  for (const node of V.nodes) {
    const x = cam.sx(G.x[node]), y = cam.sy(G.y[node]), r = radiusOf(node, cam);
    if (x < -r || y < -r || x > width + r || y > height + r) continue;
    const bright = !light || light.nodes.has(node);
    seen.push({ node, x, y, r, bright });
    const key = bright ? G.type[node] : `faint ${G.type[node]}`;
    if (!batches.has(key)) batches.set(key, { bright, type: G.type[node], all: [] });
    batches.get(key).all.push(seen[seen.length - 1]);
  }
  for (const { bright, type, all } of [...batches.values()].sort((a, b) => a.bright - b.bright)) {
    const shape = SHAPES[parts.options.groups[type].shape];
    ctx.globalAlpha = bright ? 1 : 0.18;
    ctx.fillStyle = typeColor(type);
    ctx.strokeStyle = paint("paper");
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    for (const { x, y, r } of all) if (r < 2) ctx.fillRect(x - r, y - r, 2 * r, 2 * r); else shape(ctx, x, y, r);
    if (all.length < 400) ctx.stroke();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  for (const { node, x, y, r } of seen) {
    if (state.pinned.has(node)) ring(ctx, x, y, r + 3, paint("soft"), 1.5, [2, 2]);
    if (state.selected?.node === node) ring(ctx, x, y, r + 5, paint("accent"), 3, []);
  }
  return seen;
}

function ring(ctx, x, y, r, color, thickness, dashes) {
  ctx.strokeStyle = color;
  ctx.lineWidth = thickness;
  ctx.setLineDash(dashes);
  ctx.beginPath();
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}

// A soft ground behind each community of which several are shown.
function drawShades(ctx, cam) {
  const groups = new Map();
  for (const node of V.nodes) {
    const number = G.community[node];
    if (!groups.has(number)) groups.set(number, []);
    groups.get(number).push([cam.sx(G.x[node]), cam.sy(G.y[node])]);
  }
  for (const [number, points] of [...groups].filter(([, each]) => each.length > 2)) {
    const outline = hull(points);
    ctx.fillStyle = ctx.strokeStyle = `hsl(${(number * 67) % 360} 45% ${isDark() ? 18 : 93}%)`;
    ctx.lineWidth = Math.max(6, 70 * cam.k);
    ctx.beginPath();
    outline.forEach(([x, y], place) => ctx[place ? "lineTo" : "moveTo"](x, y));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
}

// The convex hull, by Andrew's monotone chain.
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (each) => {
    const chain = [];
    for (const point of each) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
