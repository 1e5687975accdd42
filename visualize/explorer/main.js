// Starts the explorer: learns the words, watches the address and the search box, shows the view of each place.

import { showAgency } from "./agency.js";
import { forgetNames } from "./api.js";
import { showDocument } from "./document.js";
import { button, el, put } from "./dom.js";
import { showHome } from "./home.js";
import { showOpen } from "./open.js";
import { read } from "./routes.js";
import { showResults, watchSearch } from "./search.js";
import { showTask } from "./task.js";
import { showTasks } from "./tasklist.js";
import { showWorkload } from "./workload.js";
import { learn, say, speak, spoken } from "./words.js";

const VIEWS = {
  "": showHome,
  tim: showResults,
  "van-ban": showDocument,
  "nhiem-vu": showTask,
  "danh-sach": showTasks,
  "khoi-luong": showWorkload,
  "co-quan": showAgency,
  "chua-xac-dinh": showOpen,
};
const content = document.getElementById("content");
let turn = 0;

async function show() {
  const mine = ++turn;
  const place = read(location.hash);
  const view = VIEWS[place.place] ?? showHome;
  const waiting = setTimeout(() => content.setAttribute("aria-busy", "true"), 150);
  try {
    await view(content, place, () => mine === turn);
  } catch (fault) {
    if (mine === turn) tellFault(fault);
  } finally {
    clearTimeout(waiting);
    if (mine === turn) content.removeAttribute("aria-busy");
  }
}

function tellFault(fault) {
  content.dataset.view = "fault";
  put(
    content,
    el(
      "div", { class: "fault", role: "alert" },
      el("h1", {}, fault.message || say("app.failed")),
      fault.detail ? el("p", {}, fault.detail) : null,
      fault.code ? el("p", { class: "soft" }, say("app.code", { code: fault.code })) : null,
      button(say("app.retry"), show),
    ),
  );
  if (!fault.code) console.error(fault);
}

function sayAll() {
  for (const told of document.querySelectorAll("[data-say]")) told.textContent = say(told.dataset.say);
  for (const told of document.querySelectorAll("[data-say-placeholder]")) told.placeholder = say(told.dataset.sayPlaceholder);
  const other = document.getElementById("language");
  other.textContent = say("app.other_language");
  other.lang = spoken() === "vi" ? "en" : "vi";
}

function changeLanguage() {
  speak(spoken() === "vi" ? "en" : "vi");
  forgetNames();
  sayAll();
  delete content.dataset.shown;
  show();
}

watchSearch(); // what is typed while the words are fetched is searched too
await learn();
sayAll();
document.getElementById("language").addEventListener("click", changeLanguage);
document.getElementById("skip").addEventListener("click", () => content.focus());
window.addEventListener("hashchange", show);
show();
