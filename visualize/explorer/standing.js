// Whether a document is in force (tình trạng hiệu lực): in words and colour, with the sentences that show it.

import { el } from "./dom.js";
import { linkToNamed, proof } from "./proof.js";
import { day, say } from "./words.js";

const ENDED = ["replaced", "repealed", "expired"];

/** The status as a mark: the words say it, the colour repeats it. */
export const mark = ({ status, label }) => el("span", { class: `state force ${status}` }, label);

/** `từ 01/07/2025, đến trước 01/03/2026`. */
function limits({ since, until, confidence }) {
  const doubtful = confidence > 0 && confidence < 0.5; // by what nobody verified
  const told = [
    since && say("standing.since", { day: day(since) }),
    until && say("standing.until", { day: day(until) }),
    doubtful && say("standing.doubtful"),
  ];
  return told.filter(Boolean).join(", ");
}

const line = (found) => [mark(found), " ", limits(found)];

/** The status of a basis when the plan was issued, and today. */
export function thenAndNow({ then, now }) {
  const told = (code, found) => el("p", { class: "standing" }, say(code, { day: day(found.at) }), " ", line(found));
  return [then && told("standing.then", then), told("standing.now", now)];
}

/** What a document does to another, with the sentence. */
export function effect({ document, label, on, day: known, provision, evidence }) {
  const since = on && say("standing.since", { day: day(on) });
  const remarks = [since, known !== "stated" && `(${say(`standing.day.${known}`)})`, provision && say("standing.part", { part: provision })];
  return el("li", {}, el("p", {}, `${label} `, linkToNamed(document), ` ${remarks.filter(Boolean).join(" ")}`), proof(evidence));
}

function part(code, entries) {
  return entries.length ? [el("h4", {}, say(code)), el("ul", {}, entries)] : null;
}

const relying = ({ document, label, on, evidence }) =>
  el("li", {}, el("p", {}, `${label} `, linkToNamed(document), `, ${day(on)}`), proof(evidence));

function reliance({ reliance: found, status, at }) {
  if (!found) return null;
  const code = ENDED.includes(status) ? "after" : found.on >= at ? "shows" : "last";
  return part(`standing.reliance.${code}`, [relying(found)]);
}

function start({ on, known, evidence }) {
  return [el("p", {}, say(`standing.start.${known}`, { day: day(on) })), evidence && proof(evidence)];
}

/** The documents in the place of one that ended, the last one last. */
export function successors(found) {
  if (!found.length) return null;
  return el("p", {}, `${say("standing.successors")}: `, found.map(({ document }, n) => [n ? " → " : "", linkToNamed(document)]));
}

const count = ({ by, coming, upheld, reliance, start: { evidence } }) =>
  [...by, ...coming, ...upheld, reliance, evidence].filter(Boolean).length;

/** All of it: the status, and what shows it. */
export function standing(found) {
  return [
    el("p", { class: "standing" }, line(found)),
    successors(found.successors),
    el(
      "details", { class: "standing" },
      el("summary", {}, say("standing.why", { count: count(found) })),
      start(found.start),
      part("standing.decided", found.by.map(effect)),
      part("standing.coming", found.coming.map(effect)),
      reliance(found),
      part("standing.upheld", found.upheld.map(relying)),
      found.known_on ? el("p", { class: "soft" }, say("standing.known_on", { day: day(found.known_on) })) : null,
    ),
  ];
}
