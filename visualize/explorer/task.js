// One task: what is to be done, by whom, until when, and on which legal basis.

import { get } from "./api.js";
import { el, put } from "./dom.js";
import { badge, linkTo, linkToNamed, pathway } from "./proof.js";
import { toText } from "./routes.js";
import { thenAndNow } from "./standing.js";
import { bodies, budget, deadline, fact, named, product } from "./tasks.js";
import { say } from "./words.js";

export async function showTask(content, { id }, current) {
  const [task, basis] = await Promise.all([get(["tasks", id]), get(["tasks", id, "basis"])]);
  if (!current()) return;
  document.title = `${say("task.title")} ${task.no ?? ""} – Căn Cứ`;
  content.dataset.view = "task";
  put(
    content,
    el(
      "article", { class: "task" },
      el("p", { class: "soft" }, `${say("task.title")} ${task.no ?? ""}`),
      el("h1", {}, task.text),
      el("p", {}, el("a", { href: toText(task.document, task) }, say("tasks.see"))),
      el(
        "dl", { class: "properties" },
        fact("task.of", linkTo(task.document)),
        fact("task.group", task.group),
        fact("tasks.lead", named(task.leads)),
        fact("tasks.coordinating", named(bodies(task, "coordinating"))),
        fact("role.head", named(bodies(task, "head"))),
        fact("role.recipient", named(bodies(task, "recipient"))),
        fact("tasks.deadline", deadline(task.deadline)),
        fact("tasks.product", product(task.product)),
        fact("tasks.budget", budget(task.budget)),
      ),
      el("h2", {}, say("task.basis")),
      basis.items.length ? el("ol", { class: "entries" }, basis.items.map(ground)) : el("p", {}, say("task.no_basis")),
    ),
  );
}

function ground({ document: found, grade, path, shared_words: shared, validity }) {
  return el(
    "li", {},
    badge(grade),
    linkToNamed(found),
    found.title ? el("span", { class: "title" }, found.title) : null,
    thenAndNow(validity),
    shared?.length ? el("span", { class: "soft" }, `${say("derived.shared")}: ${shared.join(", ")}`) : null,
    el("details", {}, el("summary", {}, say("derived.why", { count: path.length })), pathway(path)),
  );
}
