// What can be taken away: picture, drawing, table, graph, query, link, paper.
const EXPORTS = {
  png: exportPicture,
  svg: () => download("graph.svg", "image/svg+xml", drawing()),
  csv: () => download("graph.csv", "text/csv;charset=utf-8", csv()),
  ttl: () => download("graph.ttl", "text/turtle;charset=utf-8", turtle()),
  sparql: () => showText(word("sparql"), sparql()),
  link: () => showText(word("link"), location.href),
  print: () => print(),
};

function exportPicture() {
  const picture = document.createElement("canvas");
  const scale = 2;
  picture.width = camera.width * scale;
  picture.height = camera.height * scale;
  const ctx = picture.getContext("2d", { alpha: false });
  ctx.scale(scale, scale);
  drawAll(ctx, projection(camera), camera.width, camera.height);
  picture.toBlob((blob) => download("graph.png", "image/png", blob), "image/png");
}

// A cell that a spreadsheet would run as a formula begins with an apostrophe.
function cell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function csv() {
  const head = ["id", "subject", "subject_name", "predicate", "relation", "object", "object_name", "status", "category", "begin", "end", "belief", "articles", "sources", "publishers", "quote"];
  const lines = V.rows.map((row) => {
    const relation = relationOf(row);
    const sources = [...new Set(relation.evidence.flatMap((each) => each.sources || []))];
    const to = R.to[row];
    return [R.id[row], G.id[R.from[row]], nameOf(R.from[row]), R.predicate[row], sentenceOf(row), to < 0 ? "" : G.id[to], to < 0 ? "" : nameOf(to), R.status[row], R.category[row],
      R.begin[row], R.end[row], R.belief[row], relation.articles, sources.map(nameById).join(" | "), R.publishers[row].map(publisherName).join(" | "), relation.evidence[0]?.quote];
  });
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function showText(title, text) {
  const area = make("textarea", { readonly: true, rows: Math.min(18, text.split("\n").length + 1), dir: "ltr", id: "text", "aria-label": title, spellcheck: "false" });
  area.value = text;
  const copy = button(word("copy"), async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      document.execCommand("copy");
    }
    copy.textContent = word("copied");
    say(word("copied"));
  }, { id: "copy", class: "strong" });
  openDialog(title, area, copy);
}

function listenToExport() {
  const opener = byId("export-open"), menu = byId("export");
  const show = (open) => {
    menu.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button").focus();
  };
  opener.addEventListener("click", () => {
    const items = Object.keys(EXPORTS).filter((name) => state.view === "graph" || !["png", "svg"].includes(name));
    menu.replaceChildren(...items.map((name) => button(word(name), () => { show(false); opener.focus(); EXPORTS[name](); }, { role: "menuitem", dataset: { export: name } })));
    show(menu.hidden);
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape") { show(false); opener.focus(); }
    else if (next !== undefined) items[(next + items.length) % items.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".menu")) show(false); });
}
