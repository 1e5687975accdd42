// What a document is (thuộc tính), as legal databases list it.

import { el } from "./dom.js";
import { toDocument, toText } from "./routes.js";
import { standing } from "./standing.js";
import { day, number, say } from "./words.js";

export const fileName = (path) => path.split(/[\\/]/).at(-1);

function source({ path, title, publisher, published_on: published, genre, confidence }) {
  const told = genre === "news" && [title, publisher, day(published)].filter(Boolean).join(", ");
  const recognised = confidence < 1 && say("source.recognised", { confidence: number(Math.round(100 * confidence)) });
  const notes = [told, recognised].filter(Boolean);
  return el("li", {}, fileName(path), notes.map((note) => el("span", { class: "soft block" }, note)));
}

function score(id, { indicator, kind, value, of, place, year, raw, evidence }) {
  const code = kind === "rank" ? (of ? "score.rank" : "score.rank_alone") : "score.score";
  const told = [indicator, place, year].filter(Boolean).join(", ");
  const result = say(code, { value: number(value), of: of && number(of) });
  return el("li", {}, el("a", { href: toText(id, evidence ?? raw) }, `${told}: ${result}`));
}

export function properties(found, derived, validity) {
  const rows = [
    ["number", found.number],
    ["kind", found.kind_name ?? found.kind],
    ["title", found.title],
    ["issuer", found.issuer?.name],
    ["signer", [found.signer, found.signer_post].filter(Boolean).join(", ")],
    ["issued_on", day(found.issued_on)],
    ["effective_on", day(found.effective_on)],
    ["validity", standing(validity)],
    ["place", found.place],
    ["tasks", found.loaded && el("a", { href: toDocument(found.id, "nhiem-vu") }, number(found.task_count))],
    ["derived", derived !== null && el("a", { href: toDocument(found.id, "phat-sinh") }, number(derived))],
    ["cited_by", el("a", { href: toDocument(found.id, "lien-quan") }, number(found.cited_by_count))],
    ["scores", found.scores?.length && el("ul", {}, found.scores.map((item) => score(found.id, item)))],
    ["sources", found.sources?.length && el("ul", {}, found.sources.map(source))],
    ["id", el("code", {}, found.id)],
  ];
  const always = ["number", "kind", "issuer", "signer", "issued_on", "effective_on"];
  const unknown = () => el("span", { class: "soft" }, say("property.unknown"));
  return el(
    "dl", { class: "properties" },
    rows
      .filter(([name, value]) => value || always.includes(name))
      .map(([name, value]) => [el("dt", {}, say(`property.${name}`)), el("dd", {}, value || unknown())]),
  );
}
