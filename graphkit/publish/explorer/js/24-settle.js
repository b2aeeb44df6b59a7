// Where the shown entities stand: as worked out when the page was written, or settled here for a few of them.
const ROOM = 120;
const SETTLED = 400;

let placed = { scope: null, at: new Map() }; // what was settled last stays while the scope does

function places() {
  const { kind } = state.scope;
  const atStart = kind === "main" && G.hasStart;
  const target = new Map(V.nodes.map((node) => [node, atStart && G.start[node] ? G.start[node] : [G.homeX[node], G.homeY[node]]]));
  const settles = kind === "focus" || kind === "path" || kind === "community" || (atStart && state.expanded.size > 0);
  const before = placed.scope === state.scope ? placed.at : new Map();
  const fixed = new Set(V.nodes.filter((node) => before.has(node) || state.pinned.has(node) || (atStart && G.start[node])));
  for (const node of V.nodes) target.set(node, state.pinned.get(node) || before.get(node) || target.get(node));
  if (settles && V.nodes.length <= SETTLED && fixed.size < V.nodes.length) settle(target, fixed, !before.size && !atStart);
  if (kind === "path" && !before.size) level(target, state.scope.from, state.scope.to);
  if (settles) placed = { scope: state.scope, at: new Map([...before, ...target]) };
  return target;
}

// Turns what is shown so that a path goes the way one reads.
function level(target, from, to) {
  if (!target.has(from) || !target.has(to)) return;
  const [ax, ay] = target.get(from), [bx, by] = target.get(to);
  const angle = (root.dir === "rtl" ? Math.PI : 0) - Math.atan2(by - ay, bx - ax);
  const cos = Math.cos(angle), sin = Math.sin(angle);
  for (const [node, [x, y]] of target) {
    if (!state.pinned.has(node)) target.set(node, [ax + (x - ax) * cos - (y - ay) * sin, ay + (x - ax) * sin + (y - ay) * cos]);
  }
}

// Springs along strands, a push between all, then room for labels; those in `fixed` stay.
function settle(target, fixed, anew) {
  const nodes = V.nodes.filter((node) => target.has(node));
  const place = new Map(nodes.map((node, row) => [node, row]));
  const ends = V.strands.filter((strand) => strand.place === 0).map((strand) => [place.get(strand.a), place.get(strand.b)]);
  const still = nodes.map((node) => fixed.has(node));
  const x = new Float64Array(nodes.length), y = new Float64Array(nodes.length);
  const middle = setOff(nodes, target, ends, still, x, y, anew);
  const size = nodes.length;
  const ideal = ROOM * 1.35;
  const steps = size > 150 ? 90 : 180;
  for (let step = 0; step < steps; step++) {
    const heat = ideal * 0.6 * (1 - step / steps) + 2;
    const dx = new Float64Array(size), dy = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const gapX = x[i] - x[j], gapY = (y[i] - y[j]) * 1.25;
        const push = (ideal * ideal) / Math.max(gapX * gapX + gapY * gapY, 25);
        dx[i] += gapX * push; dy[i] += gapY * push;
        dx[j] -= gapX * push; dy[j] -= gapY * push;
      }
      dx[i] -= x[i] * 0.12; dy[i] -= y[i] * 0.2;
    }
    for (const [i, j] of ends) {
      const gapX = x[i] - x[j], gapY = y[i] - y[j];
      const pull = Math.hypot(gapX, gapY) / ideal;
      dx[i] -= gapX * pull; dy[i] -= gapY * pull;
      dx[j] += gapX * pull; dy[j] += gapY * pull;
    }
    for (let i = 0; i < size; i++) {
      if (still[i]) continue;
      const length = Math.hypot(dx[i], dy[i]) || 1;
      x[i] += (dx[i] / length) * Math.min(length, heat);
      y[i] += (dy[i] / length) * Math.min(length, heat);
    }
  }
  if (size <= 200) giveRoom(x, y, still);
  nodes.forEach((node, row) => target.set(node, [x[row] + middle[0], y[row] + middle[1]]));
}

// Sets a start that is the same each time and returns its middle: anew on a spiral by strength, else new ones beside whom they belong to.
function setOff(nodes, target, ends, still, x, y, anew) {
  let sumX = 0, sumY = 0;
  if (!anew) {
    const staying = nodes.filter((_, row) => still[row]);
    for (const node of staying) { sumX += target.get(node)[0] / staying.length; sumY += target.get(node)[1] / staying.length; }
  }
  const near = new Map();
  for (const [i, j] of ends) {
    if (still[j] && !near.has(i)) near.set(i, j);
    if (still[i] && !near.has(j)) near.set(j, i);
  }
  nodes.forEach((node, row) => {
    const angle = row * 2.399963, far = ROOM * Math.sqrt(row);
    const host = anew ? undefined : near.get(row);
    const from = still[row] ? target.get(node) : host !== undefined ? target.get(nodes[host]) : [sumX + far * Math.cos(angle), sumY + far * Math.sin(angle)];
    const aside = still[row] || host === undefined ? 0 : ROOM * (1 + (row % 5) * 0.3);
    x[row] = from[0] - sumX + aside * Math.cos(angle);
    y[row] = from[1] - sumY + aside * Math.sin(angle);
  });
  return [sumX, sumY];
}

function giveRoom(x, y, still) {
  const wide = ROOM * 1.1, high = ROOM * 0.55;
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < x.length; i++) {
      for (let j = i + 1; j < x.length; j++) {
        const overX = wide - Math.abs(x[i] - x[j]), overY = high - Math.abs(y[i] - y[j]);
        if (overX <= 0 || overY <= 0 || (still[i] && still[j])) continue;
        moved = true;
        const share = still[i] || still[j] ? 1 : 0.5;
        const axis = overX < overY ? x : y;
        const push = Math.min(overX, overY) * share * (axis[i] >= axis[j] ? 1 : -1);
        if (!still[i]) axis[i] += push;
        if (!still[j]) axis[j] -= push;
      }
    }
    if (!moved) return;
  }
}
