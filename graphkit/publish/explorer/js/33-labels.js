// Names that never cover each other: the strongest first, each where there is room for it.
const widths = new Map();

function widthOf(ctx, text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20_000) widths.clear();
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

class Ground {
  constructor() {
    this.cells = new Map();
  }

  each(box, act) {
    for (let column = Math.floor(box.left / 90); column <= Math.floor(box.right / 90); column++) {
      for (let line = Math.floor(box.top / 40); line <= Math.floor(box.bottom / 40); line++) {
        if (act(`${column},${line}`)) return true;
      }
    }
    return false;
  }

  // With `hard`, only names are in the way.
  isFree(box, owner = null, hard = false) {
    const hits = (other) => !(hard && other.soft) && (owner === null || other.owner !== owner) && other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top;
    return !this.each(box, (cell) => this.cells.get(cell)?.some(hits));
  }

  take(box, owner = null) {
    const taken = { ...box, owner };
    this.each(box, (cell) => {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(taken);
      return false;
    });
  }
}

function drawLabels(ctx, cam, width, height, light, seen, courses) {
  const ground = new Ground(); // what is taken, by names and signs
  for (const { node, x, y, r } of seen.slice(0, 1500)) {
    if (r > 4) ground.take({ left: x - r, right: x + r, top: y - r, bottom: y + r, soft: true }, node);
  }
  const most = Math.max(12, (width * height) / (cam.k < 0.15 ? 14_000 : 6_500));
  const order = light ? [...seen].sort((a, b) => b.bright - a.bright) : seen;
  let count = 0;
  for (const each of order) {
    if (count >= most) break;
    if (drawName(ctx, cam, width, height, light, each, count < 8, ground)) count++;
  }
  const labelled = light ? courses.filter(([strand]) => light.strands.has(strand)) : [];
  const named = new Set();
  if (labelled.length <= 14) for (const [strand, at] of labelled) if (drawStrandName(ctx, strand, at, ground)) named.add(strand);
  drawBadges(ctx, courses.filter(([strand]) => !named.has(strand)), ground);
}

function drawName(ctx, cam, width, height, light, { node, x, y, r, bright }, strong, ground) {
  const own = state.selected?.node === node || hovered.node === node;
  const name = nameOf(node);
  const text = directed(own ? name : shortened(name));
  const size = Math.max(12, Math.min(17, 11 + r * 0.22 + (own ? 1 : 0)));
  const font = `${own || r > 17 ? "600 " : ""}${Math.round(size * 2) / 2}px ${FONT}`;
  const wide = widthOf(ctx, text, font) + 4, high = size * 1.4;
  const within = Math.max(wide / 2 + 2, Math.min(width - wide / 2 - 2, x));
  const spots = [
    [within, y + r + high / 2 + 1], [within, y - r - high / 2 - 1],
    [x + r + wide / 2 + 3, y], [x - r - wide / 2 - 3, y],
    [x + r * 0.7 + wide / 2, y + r * 0.7 + high / 2], [x - r * 0.7 - wide / 2, y + r * 0.7 + high / 2],
    [x + r * 0.7 + wide / 2, y - r * 0.7 - high / 2], [x - r * 0.7 - wide / 2, y - r * 0.7 - high / 2],
  ];
  const boxAt = ([cx, cy]) => ({ left: cx - wide / 2, right: cx + wide / 2, top: cy - high / 2, bottom: cy + high / 2 });
  const inside = (box) => box.left > 0 && box.right < width && box.top > 0 && box.bottom < height;
  // The strongest may cover the signs of others, but not their names.
  const free = (hard) => spots.find((each) => inside(boxAt(each)) && ground.isFree(boxAt(each), node, hard));
  const spot = free(false) || ((strong || own) && free(true)) || (own ? spots[0] : null);
  if (!spot) return false;
  ground.take(boxAt(spot));
  ctx.globalAlpha = light && !bright ? 0.3 : 1;
  write(ctx, text, font, spot[0], spot[1], paint("ink"), paint("paper"));
  ctx.globalAlpha = 1;
  return true;
}

function write(ctx, text, font, x, y, ink, halo) {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.strokeStyle = halo;
  ctx.lineWidth = 3.5;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

// On the strands that are brought forward: what they say, and how often.
function drawStrandName(ctx, strand, at, ground) {
  if (at.length < 60) return false;
  const kinds = [...new Set(strand.rows.map((row) => R.predicate[row]))];
  const extra = strand.rows.length > 1 ? ` · ${strand.rows.length}` : "";
  const said = kinds.length === 1 ? term("predicates", kinds[0]) : term("quadrants", strand.quadrant);
  const text = directed(`${strand.mark ? `${strand.mark} ` : ""}${shortened(said, 34)}${extra}`);
  const font = `12px ${FONT}`;
  const wide = widthOf(ctx, text, font) + 8;
  const spot = [0.5, 0.36, 0.64, 0.24, 0.76].map((share) => along(at, share))
    .map(([x, y]) => ({ x, y, left: x - wide / 2, right: x + wide / 2, top: y - 9, bottom: y + 9 })).find((box) => ground.isFree(box));
  if (!spot) return false;
  ground.take(spot);
  write(ctx, text, font, spot.x, spot.y, paint("ink"), paint("paper"));
  return true;
}

function along(at, share) {
  const rest = 1 - share;
  return [
    rest * rest * at.ax + 2 * rest * share * at.cx + share * share * at.bx,
    rest * rest * at.ay + 2 * rest * share * at.cy + share * share * at.by,
  ];
}

// The number of relations of a pair, and the mark of what is denied.
function drawBadges(ctx, courses, ground) {
  if (courses.length > 400) return;
  for (const [strand, at] of courses) {
    const text = `${strand.mark}${strand.rows.length > 1 ? strand.rows.length : ""}`;
    const r = text.length > 2 ? 11 : 8;
    if (!text || at.length < 70) continue;
    const box = { left: at.mx - r, right: at.mx + r, top: at.my - r, bottom: at.my + r };
    if (!ground.isFree(box)) continue;
    ground.take(box);
    ctx.fillStyle = paint("paper");
    ctx.strokeStyle = strand.mark ? deniedColor() : strandColor(strand);
    ctx.lineWidth = 1.25;
    ctx.beginPath();
    ctx.moveTo(at.mx + r, at.my);
    ctx.arc(at.mx, at.my, r, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    ctx.font = `600 10px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = strand.mark ? deniedColor() : paint("ink");
    ctx.fillText(text, at.mx, at.my + 0.5);
  }
}
