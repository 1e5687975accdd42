// One document: its head, six tabs as legal databases have them, and the graph around it.

import { documentName, get, knowName } from "./api.js";
import { button, el, put } from "./dom.js";
import { fullText, toMark } from "./fulltext.js";
import { showGraph } from "./graph.js";
import { impact } from "./impact.js";
import { properties } from "./properties.js";
import { related } from "./related.js";
import { TABS, toDocument } from "./routes.js";
import { mark } from "./standing.js";
import { derivedTasks, taskTable } from "./tasks.js";
import { dayInProse, say } from "./words.js";

let shown = null;

export async function showDocument(content, { id, tab, span }, current) {
  if (content.dataset.view === "document" && content.dataset.shown === id) {
    content.classList.remove("wide-graph"); // what was asked for stands beside the graph
  } else {
    const opened = await open(id);
    if (!current()) return;
    shown = opened;
    frame(content, id, opened);
    if (span) content.classList.remove("wide-graph"); // a sentence of another document
  }
  await choose(tab, span, current);
}

async function open(id) {
  const found = await get(["documents", id]);
  knowName(found);
  const [derived, validity, citations] = await Promise.all([
    get(["documents", id, "derived-tasks"], { limit: 1 }),
    get(["documents", id, "validity"]),
    found.loaded ? get(["documents", id, "citations"], { limit: 1000 }) : { items: [] },
  ]);
  return { found, id: found.id, derived: derived.total, validity, citations: citations.items, graph: null };
}

function frame(content, id, opened) {
  document.title = `${documentName(opened.found)} – Căn Cứ`;
  content.dataset.view = "document";
  content.dataset.shown = id;
  const graph = el("aside", { id: "graph", "aria-label": say("graph.title") });
  put(
    content,
    el("div", { class: "reading" }, head(opened), tabs(opened), el("div", { id: "panel", role: "tabpanel", tabindex: 0 })),
    graph,
  );
  showGraph(graph, opened.id);
}

function head({ found, validity }) {
  return el(
    "div", { class: "head" },
    el("h1", {}, documentName(found)),
    found.title && found.number ? el("p", { class: "title" }, found.title) : null,
    el(
      "p", { class: "marks" },
      el("span", { class: `state ${found.loaded ? "loaded" : "cited"}` }, say(found.loaded ? "document.loaded" : "document.cited")),
      mark(validity),
      found.reported ? el("span", { class: "state reported", title: say("document.reported_long") }, say("document.reported")) : null,
      found.number ? copier(found) : null,
      button(say("graph.show"), () => document.querySelector("main").classList.remove("no-graph"), { class: "small show-graph" }),
    ),
    found.loaded ? null : el("p", { class: "soft" }, say("document.cited_long")),
  );
}

/** As a document is cited: "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ". */
function citationOf(found) {
  const issued = found.issued_on ? `${say("document.on")} ${dayInProse(found.issued_on)}` : "";
  const issuer = found.issuer?.name ? `${say("document.of")} ${found.issuer.name}` : "";
  return [found.kind_name, `số ${found.number}`, issued, issuer].filter(Boolean).join(" ");
}

function copier(found) {
  const pressed = button(say("document.copy"), async () => {
    await copy(citationOf(found));
    pressed.textContent = say("document.copied");
    setTimeout(() => { pressed.textContent = say("document.copy"); }, 1500);
  }, { class: "small" });
  return pressed;
}

// The clipboard is there on secure addresses only; an intranet's plain one has the old command.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = el("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  return undefined;
}

function tabs({ id, found, derived }) {
  const counts = { "nhiem-vu": found.task_count, "phat-sinh": derived };
  const list = el(
    "div", { class: "tabs", role: "tablist", "aria-label": say("tabs.label"), on: { keydown: walk } },
    TABS.map((tab) =>
      el(
        "a", { role: "tab", id: `tab-${tab}`, href: toDocument(id, tab), "aria-controls": "panel" },
        say(`tab.${tab}`),
        counts[tab] ? el("span", { class: "count" }, counts[tab]) : null,
      ),
    ),
  );
  return list;
}

function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...event.currentTarget.children];
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  event.preventDefault();
  next.focus();
  next.click();
}

const PANELS = {
  "thuoc-tinh": ({ found, derived, validity }) => [properties(found, derived, validity)],
  "toan-van": ({ found, citations }, span) =>
    found.loaded ? fullText(found.id, span, citations) : [el("p", {}, say("text.none"))],
  "nhiem-vu": ({ id }) => taskTable(id),
  "phat-sinh": ({ id }) => derivedTasks(id),
  "anh-huong": ({ id }) => impact(id),
  "lien-quan": ({ id, citations }) => related(id, citations),
};

async function choose(tab, span, current) {
  const panel = document.getElementById("panel");
  const made = await PANELS[tab](shown, span);
  if (!current()) return;
  for (const link of document.querySelectorAll("[role=tab]")) {
    const chosen = link.id === `tab-${tab}`;
    link.setAttribute("aria-selected", chosen);
    link.tabIndex = chosen ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", `tab-${tab}`);
  panel.dataset.tab = tab;
  put(panel, made);
  if (span) toMark(panel);
  else panel.scrollTop = 0;
}
