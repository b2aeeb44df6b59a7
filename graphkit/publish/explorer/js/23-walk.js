// Ways through the graph along relations that pass the filters.
function nearest(node, ok, most) {
  const seen = new Set();
  for (const row of R.around(node)) {
    const other = otherEnd(row, node);
    if (ok[row] && other >= 0 && other !== node && !state.off.types.has(G.type[other])) seen.add(other);
  }
  const found = [...seen].sort((a, b) => G.value[b] - G.value[a] || a - b);
  V.cut = Math.max(V.cut, found.length - most);
  return found.slice(0, most);
}

function withinReach(node, hops, ok) {
  const reached = new Set([node]);
  let edge = [node];
  for (let step = 0; step < hops && reached.size < MOST_AROUND; step++) {
    const next = new Set(edge.flatMap((each) => nearest(each, ok, MOST_AROUND)).filter((each) => !reached.has(each)));
    const strongest = [...next].sort((a, b) => G.value[b] - G.value[a] || a - b);
    edge = strongest.slice(0, MOST_AROUND - reached.size);
    V.cut = Math.max(V.cut, strongest.length - edge.length);
    edge.forEach((each) => reached.add(each));
  }
  return reached;
}

// All paths of the least number of steps, at most eight, those over the strongest entities first.
function shortestPaths(from, to, ok, most = 8) {
  if (from === to) return [[from]];
  const far = new Map([[to, 0]]);
  let edge = [to];
  while (edge.length && !far.has(from)) {
    const next = [];
    for (const node of edge) {
      for (const row of R.around(node)) {
        const other = otherEnd(row, node);
        if (!ok[row] || other < 0 || far.has(other) || state.hidden.has(other)) continue;
        far.set(other, far.get(node) + 1);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!far.has(from)) return [];
  const paths = [];
  const walk = (path) => {
    const node = path[path.length - 1];
    if (paths.length >= most) return;
    if (node === to) return void paths.push(path);
    const nearer = nearest(node, ok, Infinity).filter((each) => far.get(each) === far.get(node) - 1);
    for (const each of nearer) walk([...path, each]);
  };
  walk([from]);
  V.cut = 0;
  return paths;
}

function communities() {
  const found = new Map();
  for (let node = 0; node < G.count; node++) {
    const number = G.community[node];
    if (!found.has(number)) found.set(number, { number, nodes: [] });
    found.get(number).nodes.push(node);
  }
  const strongest = (each) => each.nodes.sort((a, b) => G.value[b] - G.value[a]).slice(0, 3);
  const weight = (each) => each.nodes.reduce((sum, node) => sum + G.value[node], 0);
  return [...found.values()].filter((each) => each.nodes.length > 2)
    .map((each) => ({ ...each, weight: weight(each), strongest: strongest(each) }))
    .sort((a, b) => b.weight - a.weight);
}
