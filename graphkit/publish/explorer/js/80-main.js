// Puts it all together: whatever changes, everything shown follows.
function speak() {
  root.lang = state.lang;
  root.dir = state.lang === "ar" ? "rtl" : "ltr";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = word(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.label);
  }
  canvas.setAttribute("aria-label", word("graph"));
  byId("search").placeholder = word("search");
  byId("language").lang = state.lang === "ar" ? "en" : "ar";
}

function showAround() {
  showFilters();
  showTimeline();
  showScope();
  showViews();
  showTable();
}

function update() {
  compute();
  stand(places());
  showAround();
  redraw();
  writeAddress();
}

function look() {
  root.dataset.theme = isDark() ? "dark" : "light";
  byId("shade").setAttribute("aria-pressed", String(state.shade));
  speak();
  widths.clear();
  showAround();
  showPanel();
  redraw();
  writeAddress();
}

function shown() {
  showPanel();
  const { selected } = state;
  const nodes = (selected?.pair || [selected?.node]).filter((node) => node !== undefined && V.inside[node]);
  if (nodes.length) reveal(nodes);
  else redraw();
  writeAddress();
}

function listen() {
  on("change", update);
  on("look", look);
  on("select", shown);
  byId("language").addEventListener("click", () => changeLook({ lang: state.lang === "ar" ? "en" : "ar" }));
  byId("theme").addEventListener("click", () => changeLook({ theme: isDark() ? "light" : "dark" }));
  byId("shade").addEventListener("click", () => changeLook({ shade: !state.shade }));
  byId("as-graph").addEventListener("click", () => showView("graph"));
  byId("as-table").addEventListener("click", () => showView("table"));
  byId("filters-toggle").addEventListener("click", toggleFilters);
  byId("paths-open").addEventListener("click", () => openPaths(null, null));
  byId("help-open").addEventListener("click", openHelp);
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("fit").addEventListener("click", () => fit());
  darkWanted.addEventListener("change", look);
  addEventListener("hashchange", () => { restore(location.hash); begin(); });
  new ResizeObserver(resize).observe(byId("stage"));
  listenToSearch(byId("search"), byId("results"), goTo);
  listenToPointers();
  listenToKeys();
  listenToExport();
}

// Draws what the state says; the evidence may still be on its way.
function begin() {
  compute();
  stand(places());
  root.dataset.theme = isDark() ? "dark" : "light";
  speak();
  showAround();
  resize();
  fit();
  sharp();
  performance.mark("drawn");
  const rest = () => {
    look();
    if (state.selected) shown();
    root.dataset.ready = "yes";
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", rest);
  else rest();
}

async function start() {
  for (const element of document.querySelectorAll("button.icon[data-label]")) element.append(icon(element.dataset.label));
  if (narrow.matches) {
    document.body.classList.add("no-filters");
    byId("filters-toggle").setAttribute("aria-expanded", "false");
  }
  try {
    await load();
  } catch (problem) {
    byId("failed").hidden = false;
    throw problem;
  }
  countFacets();
  makeBins();
  restore(location.hash);
  listen();
  begin();
}

window.graphkit = { drawAll, get state() { return state; }, get V() { return V; }, get G() { return G; }, get R() { return R; }, camera, projection, course, select, change, setScope, goTo, sparql, turtle, csv, drawing, fit };
start();
