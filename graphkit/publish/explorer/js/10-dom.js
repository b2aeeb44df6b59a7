// Small helpers for the document. Every text of the data reaches it through textContent only.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
const bdi = (text, attributes = {}) => make("bdi", attributes, String(text));
const button = (label, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, label);
const link = (content, onclick, attributes = {}) => button(content, onclick, { class: "link", ...attributes });

const ICONS = {
  filters: "M3 5h18M6 12h12M10 19h4",
  paths: "M5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M19 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 17h6a4 4 0 0 0 0-8h-2a4 4 0 0 1 0-2h6",
  export: "M12 3v12M7 10l5 5 5-5M4 20h16",
  theme: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.5",
  zoomIn: "M12 5v14M5 12h14",
  zoomOut: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  communities: "M8 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M17 21a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M18 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
};

function icon(name) {
  const path = draw("path", { d: ICONS[name] });
  return draw("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", class: "sign" }, path);
}

function iconButton(name, label, onclick, attributes = {}) {
  return make("button", { type: "button", class: "icon", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

function download(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = make("a", { href: address, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function say(message) {
  byId("live").textContent = message;
}

function openDialog(title, ...content) {
  const dialog = byId("dialog");
  const close = iconButton("close", word("close"), () => dialog.close());
  dialog.replaceChildren(make("div", { class: "top" }, make("h2", { id: "dialog-title" }, title), close), ...content);
  if (!dialog.open) dialog.showModal();
}

const narrow = matchMedia("(max-width: 820px)");
