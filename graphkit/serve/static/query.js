"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const endpoint = new URL(data.endpoint, location.href).href;
const { Yasqe } = Yasgui;

// What is offered while typing comes with the page; the editor's own lists would be fetched from other servers.
function completer(name, like, values) {
  Yasqe.registerAutocompleter({ ...Yasqe.Autocompleters[like], name, bulk: true, persistenceId: null, get: () => values }, false);
}
completer("graphkit-properties", "property", data.properties);
completer("graphkit-classes", "class", data.classes);
completer("graphkit-prefixes", "prefixes", Object.entries(data.prefixes).map(([name, iri]) => `${name}: <${iri}>`));
Yasqe.defaults.autocompleters = ["graphkit-prefixes", "graphkit-properties", "graphkit-classes", "variables"];
Yasgui.Yasr.defaults.prefixes = data.prefixes;

const byName = new Map(data.questions.map((each) => [each.name, each]));
const start = byName.get(data.start) || data.questions[0];
Yasqe.defaults.value = start.sparql;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  persistenceId: null,
});

const select = document.getElementById("questions");
for (const each of data.questions) select.add(new Option(each.title, each.name, false, each === start));
select.addEventListener("change", () => yasgui.getTab().setQuery(byName.get(select.value).sparql));

// Nodes of the graph have their pages here.
const node = /^https:\/\/w3id\.org\/graphkit\/(entity|relation|article)\/(.+)$/;
document.addEventListener("click", (event) => {
  const link = event.target.closest("#yasgui a[href]");
  const found = link && node.exec(link.href);
  if (!found) return;
  event.preventDefault();
  window.open(new URL(`${found[1]}/${found[2]}`, endpoint), "_blank", "noopener");
});
