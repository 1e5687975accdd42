// Documents beside this one: what it cites, who cites it, its lineage; each with the sentences that say so.

import { get } from "./api.js";
import { el } from "./dom.js";
import { linkTo, linkToNamed, pathway, proof, titleBeside } from "./proof.js";
import { toText } from "./routes.js";
import { say } from "./words.js";

const AT_ONCE = 200;

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}

/** Sentences of one document, as proofs. */
const sentences = (document, citations) =>
  el(
    "details", {},
    el("summary", {}, say("related.times", { count: citations.length })),
    citations.map(({ evidence, section, start, end }) =>
      proof({ document, start, end, text: evidence.text, section, secondary: false }),
    ),
  );

function cites(id, citations) {
  const bound = citations.filter(
    ({ target, subject, class: of }) => target && target !== id && subject === "self" && of !== "self" && of !== "anaphora",
  );
  return grouped(bound, ({ relation, target }) => `${relation} ${target}`).map((group) =>
    el(
      "li", {},
      el("span", { class: "relation" }, group[0].label),
      linkTo(group[0].target),
      group[0].title ? el("span", { class: "title" }, group[0].title) : null,
      sentences(id, group),
    ),
  );
}

function citedBy(items) {
  return grouped(items, ({ document, citation }) => `${citation.relation} ${document.id}`).map((group) =>
    el(
      "li", {},
      el("span", { class: "relation" }, group[0].citation.label),
      linkToNamed(group[0].document),
      titleBeside(group[0].document),
      sentences(group[0].document.id, group.map(({ citation }) => citation)),
    ),
  );
}

function lineage(items) {
  return items.map(({ document, distance, path }) =>
    el(
      "li", {},
      el("span", { class: "relation" }, say("related.distance", { distance })),
      linkToNamed(document),
      titleBeside(document),
      el("details", {}, el("summary", {}, say("related.times", { count: path.length })), pathway(path)),
    ),
  );
}

function unresolved(id, citations) {
  return citations
    .filter(({ status, class: of }) => status === "unresolved" && of !== "self" && of !== "anaphora")
    .map((citation) => el("li", {}, el("a", { href: toText(id, citation) }, citation.quote.replace(/\s+/g, " ")), el("span", { class: "soft" }, citation.reason_label)));
}

function part(title, entries, always = true) {
  if (!entries.length && !always) return null;
  return el(
    "section", {},
    el("h3", {}, title),
    entries.length ? el("ul", { class: "entries related" }, entries) : el("p", { class: "soft" }, say("related.none")),
  );
}

export async function related(id, citations) {
  const [by, up, down] = await Promise.all([
    get(["documents", id, "cited-by"], { limit: AT_ONCE }),
    get(["documents", id, "lineage"], { direction: "up" }),
    get(["documents", id, "lineage"], { direction: "down" }),
  ]);
  return [
    part(say("related.cites"), cites(id, citations)),
    part(say("related.cited_by"), citedBy(by.items)),
    part(say("related.up"), lineage(up.items), false),
    part(say("related.down"), lineage(down.items), false),
    part(say("related.unresolved"), unresolved(id, citations), false),
  ];
}
