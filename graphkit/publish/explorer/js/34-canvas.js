// The canvas on the screen: drawn anew while that is quick, else moved as a picture and drawn sharp at rest.
const QUICK = 11; // milliseconds that leave room for the rest of a frame
const REST = 80;
const canvas = byId("canvas");
const ink = canvas.getContext("2d", { alpha: false });
const camera = { x: 0, y: 0, k: 1, width: 0, height: 0 };
const hovered = { node: -1, strand: null };
const still = { picture: document.createElement("canvas"), camera: null }; // what was last drawn sharp
const far = { picture: document.createElement("canvas"), camera: null }; // all of it, coarse, for what moves into sight
let cost = 0;
let frame = 0;
let resting = 0;

function projection({ x, y, k, width, height }) {
  return { k, sx: (wx) => (wx - x) * k + width / 2, sy: (wy) => (wy - y) * k + height / 2 };
}

const toWorld = (px, py) => [(px - camera.width / 2) / camera.k + camera.x, (py - camera.height / 2) / camera.k + camera.y];

function resize() {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const box = byId("stage").getBoundingClientRect();
  const below = byId("timeline").getBoundingClientRect().height;
  camera.width = Math.max(1, Math.round(box.width));
  camera.height = Math.max(1, Math.round(box.height - below));
  canvas.width = camera.width * ratio;
  canvas.height = camera.height * ratio;
  canvas.style.setProperty("height", `${camera.height}px`);
  camera.ratio = ratio;
  redraw();
}

// Something else is to be seen: draw it, whatever it costs.
function redraw() {
  far.camera = null;
  still.camera = null;
  request(sharp);
}

// The same is to be seen from elsewhere.
function moved() {
  if (cost < QUICK || !still.camera) return request(sharp);
  clearTimeout(resting);
  resting = setTimeout(() => request(sharp), REST);
  request(coarse);
}

function request(act) {
  if (act === sharp) clearTimeout(resting);
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(act);
}

function sharp() {
  const begin = performance.now();
  ink.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  drawAll(ink, projection(camera), camera.width, camera.height);
  cost = cost ? Math.max(performance.now() - begin, cost * 0.6) : performance.now() - begin;
  if (cost >= QUICK) {
    keep();
    if (!far.camera) setTimeout(drawFar, 250);
  }
  // The browser paints after this; a late next frame tells what that took.
  requestAnimationFrame(() => { cost = Math.max(cost, performance.now() - begin - 20); });
  canvas.dataset.sharp = "yes";
  canvas.dataset.drawn = String(Number(canvas.dataset.drawn || 0) + 1);
}

function keep() {
  const { picture } = still;
  if (picture.width !== canvas.width || picture.height !== canvas.height) {
    picture.width = canvas.width;
    picture.height = canvas.height;
  }
  picture.getContext("2d", { alpha: false }).drawImage(canvas, 0, 0);
  still.camera = { ...camera };
}

function drawFar() {
  if (far.camera || cost < QUICK) return;
  const bounds = extent(V.nodes);
  bounds.width += 200;
  bounds.height += 200;
  const scale = 1400 / Math.max(bounds.width, bounds.height);
  const { picture } = far;
  picture.width = Math.ceil(bounds.width * scale);
  picture.height = Math.ceil(bounds.height * scale);
  const seen = { x: bounds.x, y: bounds.y, k: scale, width: picture.width, height: picture.height };
  drawAll(picture.getContext("2d", { alpha: false }), projection(seen), seen.width, seen.height, { labels: false });
  far.camera = seen;
}

function coarse() {
  canvas.dataset.sharp = "no";
  ink.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  ink.fillStyle = paint("paper");
  ink.fillRect(0, 0, camera.width, camera.height);
  for (const { picture, camera: taken } of [far, still]) {
    if (!taken) continue;
    const zoom = camera.k / taken.k;
    const left = (taken.x - taken.width / 2 / taken.k - camera.x) * camera.k + camera.width / 2;
    const top = (taken.y - taken.height / 2 / taken.k - camera.y) * camera.k + camera.height / 2;
    ink.drawImage(picture, left, top, taken.width * zoom, taken.height * zoom);
  }
}

function extent(nodes) {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const node of nodes) {
    left = Math.min(left, G.x[node]); right = Math.max(right, G.x[node]);
    top = Math.min(top, G.y[node]); bottom = Math.max(bottom, G.y[node]);
  }
  if (left > right) left = right = top = bottom = 0;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

const clampZoom = (k) => Math.min(6, Math.max(0.005, k));

// Room that names at the sides take, and what floats above the picture.
function margins() {
  return { side: Math.min(80, camera.width * 0.14), top: 40 + byId("scope").offsetHeight, bottom: 50 };
}

// How near the camera may be to see all of it.
function fitting(bounds, spare = 1) {
  const { side, top, bottom } = margins();
  const wide = Math.max(camera.width - 2 * side, 60), high = Math.max(camera.height - top - bottom, 60);
  return Math.min(wide / Math.max(bounds.width * spare, 1), high / Math.max(bounds.height * spare, 1));
}

function fit(nodes = V.nodes) {
  const bounds = extent(nodes);
  const { top, bottom } = margins();
  camera.k = clampZoom(Math.min(fitting(bounds), 1.25));
  camera.x = bounds.x;
  camera.y = bounds.y - (top - bottom) / 2 / camera.k;
  request(sharp);
}

function zoomBy(factor, px = camera.width / 2, py = camera.height / 2) {
  const [x, y] = toWorld(px, py);
  camera.k = clampZoom(camera.k * factor);
  camera.x = x - (px - camera.width / 2) / camera.k;
  camera.y = y - (py - camera.height / 2) / camera.k;
  moved();
}

// Brings an entity into sight without a jump if it is there already.
function reveal(nodes) {
  const cam = projection(camera);
  const inSight = (node) => {
    const x = cam.sx(G.x[node]), y = cam.sy(G.y[node]);
    return x > 40 && y > 40 && x < camera.width - 40 && y < camera.height - 40;
  };
  const [one, other = one] = nodes;
  const apart = one === other ? Infinity : Math.hypot(G.x[one] - G.x[other], G.y[one] - G.y[other]) * camera.k;
  if (nodes.every(inSight) && camera.k > 0.25 && apart > 90) return redraw();
  const bounds = extent(nodes);
  camera.x = bounds.x;
  camera.y = bounds.y;
  camera.k = clampZoom(nodes.length > 1 ? Math.min(fitting(bounds, 1.3), apart < 90 ? 1.15 : 1) : Math.max(camera.k, 0.7));
  redraw();
}

function stand(target) {
  for (const [node, [x, y]] of target) {
    G.x[node] = x;
    G.y[node] = y;
  }
}
