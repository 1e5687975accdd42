// Sentences in evidence: every claim shows the words that prove it and leads to their place in the text.

import { documentName, nameOf } from "./api.js";
import { el } from "./dom.js";
import { toDocument, toText } from "./routes.js";
import { say } from "./words.js";

/** The quote, where it stands, and a link to it. */
export function proof({ document, start, end, text, section, secondary }) {
  return el(
    "div", { class: "proof" },
    el("blockquote", {}, text.replace(/\s+/g, " ").trim()),
    el(
      "p", { class: "soft" },
      naming(document),
      section ? `, ${say("proof.section", { section })}` : null,
      " · ",
      el("a", { href: toText(document, { start, end }) }, say("proof.see")),
      secondary ? el("span", { class: "warn" }, ` · ${say("proof.secondary")}`) : null,
    ),
  );
}

/** A document's name, at first its id until the server has told the name. */
export function naming(id) {
  const shown = el("span", {}, id);
  nameOf(id).then((name) => shown.replaceChildren(name));
  return shown;
}

export function linkTo(id) {
  return el("a", { href: toDocument(id) }, naming(id));
}

export const linkToNamed = (found) => el("a", { href: toDocument(found.id), title: found.title }, documentName(found));

/** The title of a document whose name is its number. */
export const titleBeside = ({ number, title }) => (number && title ? el("span", { class: "title" }, title) : null);

/** Steps from what rests to what it rests on. */
export function pathway(path) {
  return el(
    "ol", { class: "path" },
    path.map((step) =>
      el(
        "li", {},
        el("p", {}, linkTo(step.source), " ", el("strong", {}, `→ ${step.label} →`), " ", linkTo(step.target)),
        proof(step.evidence),
      ),
    ),
  );
}

/** How surely a task derives: named and explained, not by colour alone. */
export const badge = (grade) =>
  el("span", { class: `grade ${grade}`, title: say(`grade.${grade}.long`) }, say(`grade.${grade}`));
