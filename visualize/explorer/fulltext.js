// The text as it was read, with its citations linked and the sentence in evidence marked.

import { get, nameOf } from "./api.js";
import { el } from "./dom.js";
import { toDocument } from "./routes.js";
import { say } from "./words.js";

const ENDS = /[.;:!?…”"|/)]$/;
const OPENS = /^(?:[-–+•*|]|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)|[IVXL]+\.|(?:Điều|Chương|Mục|Phần)\s+(?:\d|[IVXL]+\b|thứ))/u;
const BULLET = /^[-–+•*]/;
const LONG = 60;

/** Offsets of the server count code points; JavaScript's count UTF-16 units. */
function counter(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) return (offset) => offset;
  const units = [0];
  for (const point of text) units.push(units.at(-1) + point.length);
  return (offset) => units[Math.min(offset, units.length - 1)];
}

/** Whether the line break after `line` is the paper's margin, not the end of the paragraph that begins with `first`. */
function runsOn(first, line, next) {
  if (!line.trim() || !next?.trim() || ENDS.test(line.trim()) || OPENS.test(next.trim())) return false;
  if (BULLET.test(first.trim())) return true; // an item ends with a stop
  const capitals = (words) => words === words.toLocaleUpperCase("vi");
  if (capitals(line) !== capitals(next)) return /^\p{Ll}/u.test(next.trim()) || line.length > LONG;
  return capitals(line) || /^[\p{Ll}\p{N}(]/u.test(next.trim()) || line.length > LONG;
}

/** The paragraphs of `text` as `[start, end]`, hard-wrapped lines taken together. */
function paragraphs(text) {
  const found = [];
  let start = 0;
  let at = 0;
  const lines = text.split("\n");
  lines.forEach((line, row) => {
    const end = at + line.length;
    if (!runsOn(text.slice(start, end), line, lines[row + 1])) {
      if (text.slice(start, end).trim()) found.push([start, end]);
      start = end + 1;
    }
    at = end + 1;
  });
  return found;
}

/** The spans over `[start, end]` cut into pieces that each lie under the same spans. */
function pieces(start, end, spans) {
  const here = spans.filter((span) => span.start < end && span.end > start);
  const cuts = new Set([start, end]);
  for (const span of here) {
    cuts.add(Math.max(span.start, start));
    cuts.add(Math.min(span.end, end));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(1).map((to, n) => [places[n], to, here.filter((span) => span.start <= places[n] && span.end >= to)]);
}

function cited({ citation }, words) {
  if (citation.target && citation.status !== "unresolved") {
    const link = el("a", { class: "citation", href: toDocument(citation.target) }, words);
    nameOf(citation.target).then((target) => {
      link.title = say("text.citation", { relation: citation.label, target });
    });
    return link;
  }
  return el("span", { class: "citation unresolved", title: say("text.unresolved") }, words);
}

/** The words of a piece under the narrowest citation over it, marked if the sentence in evidence is. */
function drawn(words, over) {
  const narrowest = over
    .filter((span) => span.citation)
    .sort((one, other) => one.end - one.start - (other.end - other.start))[0];
  const shown = narrowest ? cited(narrowest, words) : words;
  return over.some((span) => span.marked) ? el("mark", {}, shown) : shown;
}

function outline(sections, anchors) {
  if (sections.length < 3) return null;
  const entry = (section) =>
    el("li", { class: `level-${Math.min(section.level, 4)}` }, el("button", {
      type: "button",
      on: { click: () => anchors.get(section.path)?.scrollIntoView({ block: "start" }) },
    }, `${section.label} ${section.heading}`.trim().slice(0, 110)));
  const headed = sections.filter((section) => section.heading);
  return el("details", { class: "outline" }, el("summary", {}, say("text.outline")), el("ul", {}, headed.map(entry)));
}

/** What the text tells apart from its sentences: spans with what stands over them, in JavaScript's units. */
function spansOf(id, citations, marked, unit) {
  const over = citations
    .filter((citation) => citation.target !== id && citation.class !== "self" && citation.class !== "anaphora")
    .map((citation) => ({ start: unit(citation.start), end: unit(citation.end), citation }));
  return marked ? [...over, { start: unit(marked.start), end: unit(marked.end), marked: true }] : over;
}

/** Cells that stand between bars are a table: shown side by side in reading order. */
function inTables(blocks) {
  const bar = (block) => block.textContent.trim() === "|";
  const runs = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last && (bar(block) || bar(last.at(-1)))) last.push(block);
    else runs.push([block]);
  }
  const cells = (run) => el("div", { class: "cells" }, run.filter((block) => !bar(block)));
  return runs.flatMap((run) => (run.some(bar) ? [cells(run)] : run));
}

/** Whether the words that open a section are its name, not already its first sentence. */
const isHeading = (words) => words.length < 120 && !/[.;,]$/.test(words.trim());

export async function fullText(id, marked, citations) {
  const { text, sections } = await get(["documents", id, "text"]);
  const unit = counter(text);
  const spans = spansOf(id, citations, marked, unit);
  const starts = sections.map((section) => ({ path: section.path, start: unit(section.start) }));
  const anchors = new Map();
  const blocks = paragraphs(text).map(([start, end]) => {
    const block = el("p", {}, pieces(start, end, spans).map(([from, to, over]) => drawn(text.slice(from, to), over)));
    for (const section of starts) if (section.start >= start && section.start < end) anchors.set(section.path, block);
    if ([...anchors.values()].includes(block) && isHeading(block.textContent)) block.classList.add("heading");
    return block;
  });
  return [
    el("p", { class: "soft" }, say("text.legend")),
    outline(sections, anchors),
    el("div", { class: "paper", lang: "vi" }, inTables(blocks)),
  ];
}

/** Bring the sentence in evidence into view. */
export function toMark(holder) {
  const mark = holder.querySelector("mark");
  if (!mark) return;
  mark.setAttribute("tabindex", "-1");
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}
