// From the state to the entities and relations that are shown.
let V = { nodes: [], inside: new Uint8Array(0), rows: [], strands: [], ok: new Uint8Array(0), cut: 0 };
const MOST_AROUND = 250;

function passes(row, withDates = true) {
  const { off } = state;
  if (R.belief[row] < state.belief) return false;
  if (off.quadrants.size && off.quadrants.has(R.quadrant[row])) return false;
  if (off.statuses.size && off.statuses.has(R.status[row])) return false;
  if (off.categories.size && off.categories.has(R.category[row])) return false;
  if (off.predicates.size && off.predicates.has(R.predicate[row])) return false;
  if (off.types.size && (off.types.has(G.type[R.from[row]]) || (R.to[row] >= 0 && off.types.has(G.type[R.to[row]])))) return false;
  if (off.publishers.size && R.publishers[row].length && R.publishers[row].every((each) => off.publishers.has(each))) return false;
  if (off.langs.size && R.langs[row].length && R.langs[row].every((each) => off.langs.has(each))) return false;
  return !withDates || passesDates(row);
}

function passesDates(row) {
  if (!R.begin[row]) return state.undated;
  return !((state.from && R.end[row] < state.from) || (state.to && R.begin[row] > state.to));
}

function compute() {
  const ok = new Uint8Array(R.count);
  for (let row = 0; row < R.count; row++) ok[row] = passes(row) ? 1 : 0;
  V = { ok, inside: new Uint8Array(G.count), nodes: [], rows: [], strands: [], cut: 0 };
  const kept = base(ok);
  for (const node of state.expanded) for (const near of [node, ...nearest(node, ok, MOST_AROUND)]) kept.add(near);
  const inside = V.inside;
  for (const node of kept) if (!state.hidden.has(node) && !state.off.types.has(G.type[node])) inside[node] = 1;
  const tied = new Uint8Array(G.count);
  for (let row = 0; row < R.count; row++) {
    const from = R.from[row], to = R.to[row];
    if (!ok[row] || from < 0 || !inside[from] || (to >= 0 && !inside[to])) continue;
    V.rows.push(row);
    tied[from] = 1;
    if (to >= 0) tied[to] = 1;
  }
  const alone = isFiltered() || state.scope.kind === "main";
  for (let node = 0; node < G.count; node++) {
    if (inside[node] && alone && !tied[node] && !isChosen(node)) inside[node] = 0;
    if (inside[node]) V.nodes.push(node);
  }
  V.nodes.sort((a, b) => G.value[b] - G.value[a] || a - b);
  V.strands = strandsOf(V.rows);
}

const isChosen = (node) => state.scope.node === node || state.expanded.has(node) || state.selected?.node === node || state.pinned.has(node);

function base(ok) {
  const { kind, node, hops, number: community, from, to } = state.scope;
  const each = Array.from(G.id.keys());
  if (kind === "focus") return withinReach(node, hops, ok);
  if (kind === "community") return new Set(each.filter((place) => G.community[place] === community));
  if (kind === "path") return new Set(shortestPaths(from, to, ok).flatMap((path) => path));
  if (kind === "main" && G.hasStart) return new Set(each.filter((place) => G.start[place]));
  return new Set(each);
}

// One strand a pair and quadrant: what is drawn as one line.
function strandsOf(rows) {
  const kinds = new Map(Object.keys(terms.style.quadrants).map((name, place) => [name, place]));
  const found = new Map();
  const pairs = new Map();
  for (const row of rows) {
    const from = R.from[row], to = R.to[row];
    if (to < 0 || from === to) continue;
    const a = Math.min(from, to), b = Math.max(from, to);
    const pair = a * G.count + b;
    const key = pair * 8 + kinds.get(R.quadrant[row]);
    let strand = found.get(key);
    if (!strand) {
      strand = { a, b, quadrant: R.quadrant[row], rows: [], forth: false, back: false, denied: 0, statuses: {}, belief: 0, width: 1.5, place: 0, of: 1 };
      found.set(key, strand);
      if (pairs.has(pair)) pairs.get(pair).push(strand);
      else pairs.set(pair, [strand]);
    }
    strand.rows.push(row);
    strand.statuses[R.status[row]] = true;
    if (R.arrows[row]) strand[from === a ? "forth" : "back"] = true;
    if (R.status[row] === "Denied") strand.denied++;
    if (R.belief[row] > strand.belief) strand.belief = R.belief[row];
    if (R.width[row] > strand.width) strand.width = R.width[row];
  }
  for (const strands of pairs.values()) {
    for (let place = 0; place < strands.length; place++) [strands[place].place, strands[place].of] = [place, strands.length];
  }
  return Array.from(found.values(), finished);
}

function finished(strand) {
  const { statuses } = strand;
  strand.width = Math.min(6, strand.width + 0.6 * Math.log2(strand.rows.length));
  strand.dashed = ["Actual", "Planned", "Possible", "Denied"].find((status) => statuses[status]) || "Actual";
  strand.mark = !strand.denied ? "" : strand.denied === strand.rows.length ? "✕" : "±";
  strand.faint = strand.belief < 0.5 ? 2 : strand.belief < 0.75 ? 1 : 0;
  return strand;
}
