// The search box and its results. What is typed is searched when the word is composed, never in between (Unikey, IME).

import { get } from "./api.js";
import { el, put } from "./dom.js";
import { naming } from "./proof.js";
import { read, toDocument, toSearch, toTask, toText } from "./routes.js";
import { say } from "./words.js";

const PAUSE = 220;
const LIMIT = 40;
const box = document.getElementById("words");
let later = 0;

export function watchSearch() {
  box.addEventListener("input", (event) => {
    if (!event.isComposing) soon();
  });
  box.addEventListener("compositionend", soon);
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    openFirst();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  document.addEventListener("keydown", walk);
}

function soon() {
  clearTimeout(later);
  later = setTimeout(search, PAUSE);
}

function search() {
  clearTimeout(later);
  const words = box.value.trim();
  if (!words) return;
  const there = toSearch(words);
  if (read(location.hash).place === "tim") location.replace(there);
  else location.assign(there);
}

// Enter opens the best result of what is typed, or searches first if that has not been done.
function openFirst() {
  const shown = document.querySelector(".results a");
  const done = read(location.hash);
  if (done.place === "tim" && done.id === box.value.trim() && shown) location.assign(shown.hash);
  else search();
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...document.querySelectorAll(".results a")];
  if (!step || !links.length) return;
  const at = links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== box) return;
  event.preventDefault();
  (links[at + step] ?? (step < 0 ? box : links[at])).focus();
}

export async function showResults(content, { id: words }, current) {
  const { items } = await get(["search"], { q: words, limit: LIMIT });
  if (!current()) return;
  document.title = `${words} – Căn Cứ`;
  if (document.activeElement !== box) box.value = words;
  content.dataset.view = "results";
  put(
    content,
    el("h1", {}, say("search.title", { words })),
    items.length
      ? [el("p", { class: "soft" }, say("search.hint")), el("ol", { class: "entries results" }, items.map(result))]
      : el("p", { role: "status" }, say("search.none", { words })),
  );
}

function result({ found, ref, title, start, end, quote }) {
  const text = quote && quote.replace(/\s+/g, " ").trim();
  return el(
    "li", {},
    el("span", { class: `found ${found}` }, say(`found.${found}`)),
    el("a", { href: place(found, ref, start, end) }, found === "task" ? title || ref : naming(ref)),
    found === "document" && title ? el("span", { class: "title" }, title) : null,
    text && text !== title ? el("span", { class: "quote" }, text) : null,
    found === "task" ? el("span", { class: "soft" }, naming(documentOf(ref))) : null,
  );
}

// A task's id is its document's with its running number behind.
const documentOf = (task) => task.replace(/:t\d+$/, "");

function place(found, ref, start, end) {
  if (found === "task") return toTask(ref);
  return found === "passage" && start !== null ? toText(ref, { start, end }) : toDocument(ref);
}
