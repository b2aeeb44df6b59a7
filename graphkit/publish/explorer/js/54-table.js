// The relations that are shown, as a table that can be sorted.
const STEP = 100;
const COLUMNS = {
  date: { text: (row) => dateOf(row), sort: (row) => R.begin[row] || "9999" },
  subject: { text: (row) => nameOf(R.from[row]) },
  relation: { text: (row) => term("predicates", R.predicate[row]) },
  object: { text: (row) => (R.to[row] >= 0 ? nameOf(R.to[row]) : "") },
  status: { text: (row) => term("statuses", R.status[row]) },
  category: { text: (row) => (R.category[row] ? term("categories", R.category[row]) : "") },
  belief: { text: (row) => `${Math.round(R.belief[row] * 100)}%`, sort: (row) => R.belief[row] },
  stated: { text: (row) => number(relationOf(row).articles), sort: (row) => relationOf(row).articles },
};

function sortedRows() {
  const { by, down } = state.sort;
  const key = COLUMNS[by].sort || COLUMNS[by].text;
  const keys = new Map(V.rows.map((row) => [row, key(row)]));
  const words = new Intl.Collator(state.lang);
  const order = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));
  return [...V.rows].sort((a, b) => (down ? -1 : 1) * order(keys.get(a), keys.get(b)) || a - b);
}

function showTable() {
  const holder = byId("table");
  if (state.view !== "table" || !isWhole()) return holder.replaceChildren();
  const rows = sortedRows();
  const header = Object.keys(COLUMNS).map((name) => {
    const own = state.sort.by === name;
    const sort = button([word(name), own ? (state.sort.down ? " ↓" : " ↑") : ""].join(""), () => {
      state.sort = { by: name, down: own && !state.sort.down };
      showTable();
      byId("table").querySelector(`[data-column="${name}"] button`).focus();
    }, { class: "link" });
    return make("th", { scope: "col", dataset: { column: name }, "aria-sort": own ? (state.sort.down ? "descending" : "ascending") : "none" }, sort);
  });
  const body = make("tbody", {}, ...tableRows(rows.slice(0, STEP)));
  const more = button(word("more"), () => {
    body.append(...tableRows(rows.slice(body.rows.length, body.rows.length + STEP)));
    more.hidden = body.rows.length >= rows.length;
  }, { id: "more-rows" });
  more.hidden = rows.length <= STEP;
  holder.replaceChildren(make("table", {}, make("caption", {}, `${word("relations")}: ${number(rows.length)}`), make("thead", {}, make("tr", {}, ...header)), body), more);
}

function tableRows(rows) {
  return rows.map((row) => {
    const cells = Object.entries(COLUMNS).map(([name, column]) => {
      const text = column.text(row);
      return make("td", { dir: name === "date" ? "ltr" : null, dataset: { cell: name } }, name === "relation" ? link(bdi(text), () => openRelation(row)) : bdi(text));
    });
    return make("tr", { class: R.status[row], dataset: { id: R.id[row] } }, ...cells);
  });
}
