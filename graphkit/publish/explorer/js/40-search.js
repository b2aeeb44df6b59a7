// Search as you type, in both languages and all spellings.
let index = null;
let found = [];
let active = -1;

// Names at once; every other spelling as soon as the evidence is read.
function searchIndex() {
  if (!index || (!index.full && isWhole())) {
    const full = isWhole();
    const forms = (node) => [G.names.ar[node], G.names.en[node], G.label[node], ...(full ? aliasesOf(node) : [])];
    index = G.id.map((_, node) => [...new Set(forms(node).filter(Boolean).map(fold))]);
    index.full = full;
  }
  return index;
}

const aliasesOf = (node) => (details().entities[G.id[node]]?.aliases || []).map(([text]) => text);

function search(text, most = 12) {
  const wanted = fold(text);
  if (!wanted) return [];
  const rank = (forms) => Math.min(...forms.map((form) => {
    if (form === wanted) return 0;
    if (form.startsWith(wanted)) return 1;
    return form.includes(` ${wanted}`) ? 2 : form.includes(wanted) ? 3 : Infinity;
  }));
  return searchIndex().map((forms, node) => [rank(forms), node]).filter(([place]) => place < Infinity)
    .sort((a, b) => a[0] - b[0] || G.value[b[1]] - G.value[a[1]] || a[1] - b[1]).slice(0, most).map(([, node]) => node);
}

// The spelling that was found, where it is not the name that is shown.
function foundAs(node, text) {
  const wanted = fold(text);
  if (fold(nameOf(node)).includes(wanted)) return "";
  return [G.names.ar[node], G.names.en[node], ...aliasesOf(node)].find((form) => fold(form).includes(wanted)) || "";
}

// One box with a list below it; `choose` gets the entity.
function listenToSearch(box, list, choose) {
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const point = (place) => {
    active = place;
    [...list.children].forEach((item, row) => item.setAttribute("aria-selected", String(row === place)));
    if (place < 0) return box.removeAttribute("aria-activedescendant");
    list.children[place].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", list.children[place].id);
  };
  const take = (node) => {
    close();
    box.value = nameOf(node);
    choose(node);
  };
  const show = () => {
    found = search(box.value);
    list.hidden = !fold(box.value);
    box.setAttribute("aria-expanded", String(!list.hidden));
    const option = (node, place) => {
      const as = foundAs(node, box.value);
      return make("li", { id: `${list.id}-${place}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(node); } },
        bdi(nameOf(node)), make("small", {}, term("types", G.type[node]), as ? " · " : "", as ? bdi(as) : null));
    };
    list.replaceChildren(...(found.length ? found.map(option) : [make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, word("nothing"))]));
    point(found.length ? 0 : -1);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", () => { if (box.value) show(); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length && !list.hidden) point((active + step + found.length) % found.length);
    else if (event.key === "Enter" && !list.hidden && found[active] !== undefined) take(found[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// Shows an entity, whatever the scope: one that is out of it is added with its neighbours.
function goTo(node) {
  state.hidden.delete(node);
  state.selected = { node };
  if (!V.inside[node]) state.expanded.add(node);
  if (state.view === "table") showView("graph");
  change();
  emit("select");
}
