// Tasks of all documents by what they are: a form of criteria, kept in the address, and the table that it gives.

import { el, put } from "./dom.js";
import { toTasks, toWorkload } from "./routes.js";
import { taskRows } from "./tasks.js";
import { say } from "./words.js";

const WORDS = ["lead", "coordinating", "group", "product", "indicator"];
const DAYS = ["due_after", "due_before", "overdue"];
const MARKS = ["without_lead", "without_deadline", "undated"];

const field = (name, value, type) =>
  el("label", {}, say(`list.${name}`), " ", el("input", { name, type, value, autocomplete: "off" }));

const mark = (name, set) => el("label", {}, el("input", { name, type: "checkbox", value: "true", checked: set }), " ", say(`list.${name}`));

function form(asked) {
  const ask = (event) => {
    event.preventDefault();
    const given = new FormData(event.target).entries();
    location.hash = toTasks(Object.fromEntries([...given].filter(([, value]) => value)));
  };
  return el(
    "form", { class: "criteria", on: { submit: ask } },
    WORDS.map((name) => field(name, asked[name], "text")),
    DAYS.map((name) => field(name, asked[name], "date")),
    MARKS.map((name) => mark(name, asked[name] === "true")),
    el("button", { type: "submit" }, say("list.ask")),
  );
}

export async function showTasks(content, { id }, current) {
  const asked = Object.fromEntries(new URLSearchParams(id));
  const { total, table } = await taskRows(["tasks"], asked, (count) => say("list.caption", { total: count }), { several: true });
  if (!current()) return;
  document.title = `${say("list.title")} – Căn Cứ`;
  content.dataset.view = "tasks";
  put(
    content,
    el("h1", {}, say("list.title")),
    el("p", {}, el("a", { href: toWorkload() }, say("workload.title"))),
    form(asked),
    total ? table : el("p", { role: "status" }, say("list.none")),
  );
}
