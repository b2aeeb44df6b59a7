"use strict";
// Every text of the data reaches the page through textContent only.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const nodes = new vis.DataSet(read("nodes"));
  const edges = new vis.DataSet(read("edges"));
  const standing = new Map(nodes.map(({ id, x, y, size, font }) => [id, { id, x, y, size, font }]));
  const panel = document.getElementById("panel");
  const results = document.getElementById("results");
  const search = document.getElementById("search");
  let lang = document.documentElement.lang;
  let shown = () => home();
  let whole = !Object.keys(data.start).length;

  const word = (name) => data.interface[lang][name];
  const pick = (texts) => texts[lang] || texts.en || Object.values(texts)[0] || "";
  const term = (kind, name) => pick(data.terms[kind][name] || { en: name });
  const nameOf = (id) => (data.entities[id] ? pick(data.entities[id].labels) : id);
  const bundleName = (bundle) => bundle.mark + term("predicates", bundle.predicate);
  const isolated = (text) => `\u2068${text}\u2069`;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const text = (tag, content, attributes = {}) => make(tag, { dir: "auto", ...attributes }, String(content));
  const entityLink = (id) => make("button", { class: "link", type: "button", onclick: () => showNode(id, true) }, text("bdi", nameOf(id)));

  const container = document.getElementById("graph");
  const seen = (id) => whole || id in data.start;
  const views = {
    nodes: new vis.DataView(nodes, { filter: (node) => seen(node.id) }),
    edges: new vis.DataView(edges, { filter: (edge) => seen(edge.from) && seen(edge.to) }),
  };
  arrange();
  const network = new vis.Network(container, views, read("options"));
  network.on("click", (at) => {
    if (at.nodes.length) showNode(at.nodes[0], false);
    else if (at.edges.length) showEdge(at.edges[0]);
    else home();
  });
  // Lines are named while they are pointed at or chosen; all names at once would hide the graph.
  let chosen = [];
  const NAMELESS = " "; // the network would keep the old name for an empty one
  const hasName = (edge) => Boolean(edge.label?.trim());
  network.on("hoverEdge", ({ edge }) => label([edge, ...chosen]));
  network.on("hoverNode", ({ node }) => label([...network.getConnectedEdges(node), ...chosen]));
  for (const event of ["blurEdge", "blurNode"]) network.on(event, () => label(chosen));

  function label(wanted) {
    const named = new Set(wanted);
    const changed = edges.get().filter((edge) => named.has(edge.id) !== hasName(edge));
    if (changed.length) edges.update(changed.map(({ id }) => ({ id, label: named.has(id) ? bundleName(data.bundles[id]) : NAMELESS })));
  }

  function choose(edgeIds) {
    chosen = edgeIds;
    label(chosen);
  }

  function arrange() {
    nodes.update([...standing.values()].map((each) => (whole ? each : { id: each.id, ...data.start[each.id] })));
    views.nodes.refresh();
    views.edges.refresh();
    const toggle = document.getElementById("scope");
    toggle.hidden = !Object.keys(data.start).length;
    toggle.textContent = word(whole ? "main" : "all");
  }

  function show(everything) {
    whole = everything;
    network.unselectAll();
    arrange();
    choose([]);
    overview();
  }

  function replacePanel(again, ...children) {
    shown = again;
    panel.replaceChildren(...children);
    panel.scrollTop = 0;
  }

  function heading(title, ...below) {
    const close = make("button", { type: "button", onclick: () => { network.unselectAll(); home(); } }, word("close"));
    return make("div", {}, make("div", { class: "top" }, text("h2", title), close), ...below);
  }

  function home() {
    choose([]);
    const count = (name) => make("span", {}, make("b", {}, String(data.counts[name])), word(name));
    const events = Object.keys(data.bundles).filter((id) => data.relations[data.bundles[id].relations[0]].category);
    const most = events.map((id) => [id, bundleArticles(id)]).sort((a, b) => b[1] - a[1]).slice(0, 12);
    const items = most.map(([id, articles]) => make("li", {},
      make("button", { class: "link", type: "button", onclick: () => showEdge(id) }, text("bdi", edgeName(id))), ` ${articles}`));
    replacePanel(home, make("p", {}, word("intro")),
      make("div", { class: "counts" }, ...["articles", "entities", "relations"].map(count)),
      ...(items.length ? [make("h3", {}, word("most")), make("ol", { class: "most" }, ...items)] : []));
  }

  function bundleArticles(id) {
    const keys = data.bundles[id].relations;
    return new Set(keys.flatMap((key) => data.relations[key].evidence.map((each) => each.article))).size;
  }

  function edgeName(id) {
    const bundle = data.bundles[id];
    return `${isolated(nameOf(bundle.from))} – ${bundleName(bundle)} – ${isolated(nameOf(bundle.to))}`;
  }

  function showEdge(id) {
    const bundle = data.bundles[id];
    if (!seen(bundle.from) || !seen(bundle.to)) show(true);
    network.selectEdges([id]);
    choose([id]);
    replacePanel(() => showEdge(id), heading(edgeName(id)), ...bundle.relations.map((each) => relation(each)));
  }

  function showRelation(id) {
    const edge = Object.keys(data.bundles).find((key) => data.bundles[key].relations.includes(id));
    if (edge) showEdge(edge);
    else showNode(data.relations[id].subject, true);
    const found = panel.querySelector(`[data-relation="${CSS.escape(id)}"]`);
    if (found) {
      found.classList.add("current");
      found.scrollIntoView({ block: "nearest" });
    }
  }

  function showNode(id, move) {
    const entity = data.entities[id];
    if (!entity) return;
    if (nodes.get(id)) {
      if (!seen(id)) show(true);
      network.selectNodes([id]);
      choose(network.getConnectedEdges(id));
      if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: true });
    }
    const others = [...new Set([...Object.values(entity.labels), ...entity.aliases])].filter((form) => form !== nameOf(id));
    const names = make("p", { class: "names" }, make("span", { class: "kind" }, `${word("aliases")}: `));
    others.forEach((form, index) => names.append(index ? " · " : "", text("bdi", form)));
    const relations = Object.keys(data.relations).filter((key) => [data.relations[key].subject, data.relations[key].object].includes(id));
    const below = [text("span", term("types", entity.type), { class: "kind" }), others.length ? names : null];
    replacePanel(() => showNode(id, false), heading(nameOf(id), ...below), ...relations.map((key) => relation(key)));
  }

  function relation(id) {
    const found = data.relations[id];
    const list = make("dl");
    const row = (name, ...content) => list.append(make("dt", {}, word(name)), make("dd", {}, ...content));
    row("status", term("statuses", found.status));
    row("date", found.date ? text("bdi", found.date) : word("undated"));
    row("belief", make("meter", { min: 0, max: 1, value: found.belief }), ` ${Math.round(found.belief * 100)}%`);
    row("stated", String(found.articles));
    if (found.category) row("category", term("categories", found.category));
    if (found.place) row("place", entityLink(found.place));
    if (Object.keys(found.roles).length) row("role", text("bdi", pick(found.roles)));
    if (found.quantity !== null) row("quantity", text("bdi", found.quantity.toLocaleString("en")));
    for (const other of found.contradicts.filter((key) => data.relations[key])) {
      row("contradicts", make("button", { class: "link", type: "button", onclick: () => showRelation(other) }, text("bdi", pick(data.relations[other].labels))));
    }
    const box = make("section", { class: `relation ${found.status}`, "data-relation": id }, text("h3", pick(found.labels)), list, ...found.evidence.map(evidence).flat());
    box.style.setProperty("--tint", found.color);
    return box;
  }

  function evidence(found) {
    const article = data.articles[found.article];
    const cite = make("cite");
    if (found.sources.length) {
      cite.append(`${word("source")} `);
      found.sources.forEach((source, index) => cite.append(index ? " · " : "", text("bdi", nameOf(source))));
      cite.append(make("br"));
    }
    if (article) {
      const title = article.title || article.identifier;
      const safe = /^https?:\/\//i.test(article.url || "");
      cite.append(safe ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, text("bdi", title)) : text("bdi", title));
      const publisher = pick(article.publisher);
      if (publisher) cite.append(" · ", text("bdi", publisher));
      if (article.date) cite.append(" · ", text("bdi", article.date));
    }
    return [text("blockquote", found.quote, { lang: found.lang || undefined }), cite];
  }

  // Folds what writers spell in several ways: case, vowel signs, tatweel, forms of alef, ya and ta marbuta.
  const fold = (value) => value.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
  const index = Object.entries(data.entities).map(([id, entity]) => ({
    id, degree: entity.degree, folded: [...Object.values(entity.labels), ...entity.aliases].map(fold),
  }));

  function find() {
    const wanted = fold(search.value.trim());
    results.hidden = !wanted;
    if (!wanted) return;
    const rank = (entry) => (entry.folded.some((form) => form.startsWith(wanted)) ? 0 : 1);
    const found = index.filter((entry) => entry.folded.some((form) => form.includes(wanted)))
      .sort((a, b) => rank(a) - rank(b) || b.degree - a.degree).slice(0, 12);
    const items = found.map(({ id }) => make("li", {}, make("button", { type: "button", onclick: () => pickFound(id) },
      text("bdi", nameOf(id)), " ", text("small", term("types", data.entities[id].type)))));
    results.replaceChildren(...(items.length ? items : [text("li", word("nothing"))]));
  }

  function pickFound(id) {
    results.hidden = true;
    search.value = nameOf(id);
    showNode(id, true);
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") results.hidden = true;
    if (event.key === "Enter") results.querySelector("button")?.click();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) results.hidden = true; });

  function svg(draw) {
    const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    box.setAttribute("width", 26);
    box.setAttribute("height", 14);
    const shape = document.createElementNS("http://www.w3.org/2000/svg", draw.tag);
    for (const [name, value] of Object.entries(draw)) if (name !== "tag") shape.setAttribute(name, value);
    box.append(shape);
    return box;
  }

  const SHAPES = {
    dot: { tag: "circle", cx: 13, cy: 7, r: 6 },
    square: { tag: "rect", x: 7, y: 1, width: 12, height: 12 },
    triangle: { tag: "path", d: "M13 1 L20 13 L6 13 Z" },
    triangleDown: { tag: "path", d: "M13 13 L20 1 L6 1 Z" },
    diamond: { tag: "path", d: "M13 0 L20 7 L13 14 L6 7 Z" },
    hexagon: { tag: "path", d: "M9 1 L17 1 L21 7 L17 13 L9 13 L5 7 Z" },
    star: { tag: "path", d: "M13 0 L15 5 L20 5 L16 8 L18 14 L13 10 L8 14 L10 8 L6 5 L11 5 Z" },
  };

  function legend() {
    const line = (color, dashes) => svg({ tag: "path", d: "M0 7 H26", fill: "none", stroke: color, "stroke-width": 3, "stroke-dasharray": dashes ? dashes.join(" ") : "none" });
    const item = (drawing, label) => make("li", {}, drawing, label);
    const { types, quadrants, dashes, denied } = data.style;
    const used = [...new Set(nodes.map((node) => data.entities[node.id].type))];
    const grey = "#5d6b79";
    const box = document.getElementById("legend");
    box.setAttribute("aria-label", word("legend"));
    box.replaceChildren(
      make("ul", {}, ...Object.keys(types).filter((type) => used.includes(type))
        .map((type) => item(svg({ ...SHAPES[types[type].shape], fill: types[type].color }), term("types", type)))),
      make("ul", {}, ...Object.keys(quadrants).map((name) => item(line(quadrants[name]), name === "none" ? word("none") : term("quadrants", name)))),
      make("ul", {},
        item(line(grey, dashes.Planned), term("statuses", "Planned")),
        item(line(grey, dashes.Possible), term("statuses", "Possible")),
        item(line(denied, dashes.Denied), `✕ ${term("statuses", "Denied")}`),
        item(line(grey), `± ${word("contested")}`)));
  }

  function speak(language) {
    lang = language;
    document.documentElement.lang = lang;
    document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
    document.title = word("title");
    for (const element of document.querySelectorAll("[data-text]")) element.textContent = word(element.dataset.text);
    document.getElementById("scope").textContent = word(whole ? "main" : "all");
    search.placeholder = word("search");
    search.setAttribute("aria-label", word("search"));
    nodes.update(nodes.map((node) => ({ id: node.id, label: nameOf(node.id) })));
    edges.update(edges.map((edge) => {
      const bundle = data.bundles[edge.id];
      return { id: edge.id, label: hasName(edge) ? bundleName(bundle) : NAMELESS, title: bundle.relations.map((key) => pick(data.relations[key].labels)).join("\n") };
    }));
    legend();
    shown();
  }

  // Fitting leaves no margin; the labels at the border need one.
  function overview() {
    network.fit({ nodes: views.nodes.getIds(), maxZoomLevel: 1.2 });
    network.moveTo({ scale: network.getScale() * 0.92 });
  }

  document.getElementById("language").addEventListener("click", () => speak(lang === "ar" ? "en" : "ar"));
  document.getElementById("fit").addEventListener("click", overview);
  document.getElementById("scope").addEventListener("click", () => show(!whole));
  speak(lang);
  network.once("afterDrawing", overview);
  window.graphkit = { network, data, showNode, showEdge, showRelation };
})();
