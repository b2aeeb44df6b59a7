// A relation with all that is known of it, and the words it was read from.
function relationCard(row) {
  const relation = relationOf(row);
  const facts = make("dl");
  const fact = (name, ...content) => facts.append(make("dt", {}, word(name)), make("dd", {}, ...content.filter((each) => each !== null)));
  fact("status", term("statuses", R.status[row]));
  fact("date", dateOf(row) ? make("time", { dir: "ltr" }, dateOf(row)) : word("undated"));
  fact("belief", make("meter", { min: 0, max: 1, value: R.belief[row], "aria-label": word("belief") }), ` ${Math.round(R.belief[row] * 100)}%`);
  fact("stated", number(relation.articles));
  if (R.category[row]) fact("category", term("categories", R.category[row]));
  if (relation.place) fact("place", entityLink(relation.place));
  if (relation.roles) fact("role", bdi(pick(relation.roles)));
  if (relation.quantity !== undefined) fact("quantity", bdi(number(relation.quantity)));
  const others = (relation.contradicts || []).map((id) => R.index.get(id)).filter((other) => other !== undefined);
  for (const other of others) fact("contradicts", relationLink(other));
  const card = make("section", { class: `relation ${R.status[row]}`, dataset: { relation: R.id[row] } },
    make("h3", { dir: "auto" }, R.status[row] === "Denied" ? "✕ " : "", sentenceOf(row)), facts, ...relation.evidence.map(evidenceOf));
  card.style.setProperty("--tint", R.status[row] === "Denied" ? deniedColor() : quadrantColor(R.quadrant[row]));
  return card;
}

function evidenceOf(found) {
  const article = details().articles[found.article];
  const words = make("blockquote", { dir: "auto", lang: found.lang }, found.before || "", make("mark", {}, found.quote || ""), found.after || "");
  const cite = make("p", { class: "cite" });
  if (found.sources) cite.append(make("span", { class: "claim" }, `${word("source")} `, ...found.sources.flatMap((source, place) => [place ? " · " : "", entityLink(source)])));
  if (article) {
    const title = article.title || article.identifier;
    const safe = /^https?:\/\//i.test(article.url || "");
    const known = [pick(article.publisher), article.date].filter(Boolean);
    cite.append(make("span", { dir: "auto" }, safe ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title) : title));
    if (known.length) cite.append(make("span", {}, ...known.flatMap((each, place) => [place ? " · " : "", bdi(each)])));
  }
  return make("figure", {}, words, make("figcaption", {}, cite));
}
