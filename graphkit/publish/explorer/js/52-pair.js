// What two entities do to each other, by date; what contradicts stands side by side.
function pairPanel(a, b) {
  const all = [...R.around(a)].filter((row) => otherEnd(row, a) === b);
  const rows = all.filter((row) => V.ok[row]).sort(byDate);
  const done = new Set();
  const item = (row) => {
    if (done.has(row)) return null;
    const against = (relationOf(row).contradicts || []).map((id) => R.index.get(id)).filter((other) => rows.includes(other) && !done.has(other));
    [row, ...against].forEach((each) => done.add(each));
    if (!against.length) return relationCard(row);
    return make("div", { class: "versus", role: "group", "aria-label": word("contestedTitle") }, ...[row, ...against].map(relationCard));
  };
  return [
    panelHead([link(bdi(nameOf(a)), () => goTo(a)), " ⟷ ", link(bdi(nameOf(b)), () => goTo(b))].flat(), pairCounts(a, b, rows)),
    ...inParts(rows, 25, item),
    all.length > rows.length && make("p", { class: "soft" }, word("hiddenByFilters", { n: all.length - rows.length })),
  ];
}

function pairCounts(a, b, rows) {
  const arrow = root.dir === "rtl" ? "←" : "→";
  const way = (from, to) => {
    const count = rows.filter((row) => R.from[row] === from && R.arrows[row]).length;
    return count ? make("li", {}, bdi(nameOf(from)), ` ${arrow} `, bdi(nameOf(to)), make("span", { class: "count" }, ` ${count}`)) : null;
  };
  const mutual = rows.filter((row) => !R.arrows[row]).length;
  return make("ul", { class: "ways" }, way(a, b), way(b, a), mutual ? make("li", {}, word("both"), make("span", { class: "count" }, ` ${mutual}`)) : null);
}

function inParts(rows, step, item) {
  const shown = rows.slice(0, step).map(item).filter(Boolean);
  if (rows.length <= step) return shown;
  return [...shown, button(`${word("more")} (${number(rows.length - step)})`, (event) => event.target.replaceWith(...inParts(rows.slice(step), step * 2, item)))];
}
