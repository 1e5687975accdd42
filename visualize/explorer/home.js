// The first page: what this is, how to search, which documents are loaded.

import { documentName, get } from "./api.js";
import { el, put } from "./dom.js";
import { titleBeside } from "./proof.js";
import { toDocument, toOpen, toSearch, toTasks, toWorkload } from "./routes.js";
import { day, say } from "./words.js";

const EXAMPLES = ["61 2018 nd cp", "584/KH-UBND", "một cửa liên thông"];
const WAYS = [[toTasks({}), "list.title"], [toWorkload(), "workload.title"], [toOpen(), "open.title"]];

export async function showHome(content, _place, current) {
  const { items } = await get(["documents"], { loaded: true, limit: 50 });
  if (!current()) return;
  document.title = "Căn Cứ";
  content.dataset.view = "home";
  put(
    content,
    el("h1", {}, say("home.title")),
    el("p", { class: "lead" }, say("home.lead")),
    el("p", {}, say("home.how"), " ", EXAMPLES.map((words) => el("a", { class: "example", href: toSearch(words) }, words))),
    el("p", {}, WAYS.map(([there, code], n) => [n ? " · " : null, el("a", { href: there }, say(code))])),
    el("h2", {}, say("home.loaded")),
    items.length ? el("ul", { class: "entries" }, items.map(entry)) : el("p", {}, say("home.empty")),
  );
  const box = document.getElementById("words");
  if (document.activeElement !== box) box.value = "";
}

function entry(found) {
  const facts = [found.issuer?.name, day(found.issued_on)].filter(Boolean).join(", ");
  return el(
    "li", {},
    el("a", { href: toDocument(found.id) }, documentName(found)),
    titleBeside(found),
    el("span", { class: "soft" }, facts),
  );
}
