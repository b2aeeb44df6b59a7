// Shortest paths between two entities.
let ends = [null, null];

function openPaths(from, to) {
  ends = [from ?? ends[0], to ?? ends[1]];
  if (state.scope.kind === "path" && from === null && to === null) ends = [state.scope.from, state.scope.to];
  const box = (name, place) => {
    const input = make("input", { id: `path-${name}`, type: "text", role: "combobox", autocomplete: "off", dir: "auto", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": `path-${name}-list`, value: ends[place] === null ? "" : nameOf(ends[place]) });
    const list = make("ul", { id: `path-${name}-list`, role: "listbox", class: "results", "aria-label": word(name), hidden: true });
    listenToSearch(input, list, (node) => { ends[place] = node; showPathList(); });
    return make("div", { class: "search" }, make("label", { for: `path-${name}` }, word(name)), input, list);
  };
  openDialog(word("paths"), make("div", { class: "ends" }, box("from", 0), box("to", 1)), make("div", { id: "path-list" }));
  showPathList();
}

function showPathList() {
  const [from, to] = ends;
  const holder = byId("path-list");
  holder.replaceChildren();
  if (from === null || to === null) return;
  const paths = shortestPaths(from, to, V.ok);
  if (!paths.length) return holder.append(make("p", {}, word("noPath")));
  const chain = (path) => make("li", {}, ...path.flatMap((node, place) => [place ? " – " : "", bdi(nameOf(node))]));
  holder.append(make("p", {}, word("steps", { n: paths[0].length - 1 })), make("ol", {}, ...paths.map(chain)),
    button(word("graph"), () => {
      byId("dialog").close();
      state.selected = null;
      setScope({ kind: "path", from, to });
      emit("select");
    }, { id: "path-show", class: "strong" }));
}
