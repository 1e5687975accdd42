// One task: what is to be done, by whom, until when, and on which legal basis.

import { get } from "./api.js";
import { el, put } from "./dom.js";
import { badge, linkTo, linkToNamed, pathway, titleBeside } from "./proof.js";
import { toTask, toText } from "./routes.js";
import { thenAndNow } from "./standing.js";
import { bodies, budget, deadline, fact, instruments, named, product } from "./tasks.js";
import { day, say } from "./words.js";

export async function showTask(content, { id }, current) {
  const [task, basis, repeats] = await Promise.all([
    get(["tasks", id]),
    get(["tasks", id, "basis"]),
    get(["tasks", id, "repeats"]),
  ]);
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
        fact("lead.handed_over_by", instruments(task.leads.flatMap(({ now }) => now)).join(", ")),
        fact("tasks.coordinating", named(bodies(task, "coordinating"))),
        fact("role.head", named(bodies(task, "head"))),
        fact("role.recipient", named(bodies(task, "recipient"))),
        fact("tasks.deadline", deadline(task.deadline)),
        fact("tasks.product", product(task.product)),
        fact("tasks.budget", budget(task.budget)),
        fact("task.progress", task.progress),
        fact("task.period", task.period?.over ? say("task.over", { day: day(task.period.end) }) : null),
      ),
      el("h2", {}, say("task.basis")),
      basis.items.length ? el("ol", { class: "entries" }, basis.items.map(ground)) : el("p", {}, say("task.no_basis")),
      repeats.items.length ? [el("h2", {}, say("task.repeats")), el("ol", { class: "entries" }, repeats.items.map(repeat))] : null,
    ),
  );
}

/** The same task in another plan, with its sentence. */
function repeat({ task, document: found, issued_on: issued }) {
  return el(
    "li", {},
    linkToNamed(found),
    el("span", { class: "soft" }, day(issued)),
    el("a", { class: "title", href: toTask(task.id) }, task.text),
    el("span", { class: "soft" }, task.deadline?.raw),
  );
}

function ground({ document: found, grade, path, shared_words: shared, validity }) {
  return el(
    "li", {},
    badge(grade),
    linkToNamed(found),
    titleBeside(found),
    thenAndNow(validity),
    shared?.length ? el("span", { class: "soft" }, `${say("derived.shared")}: ${shared.join(", ")}`) : null,
    el("details", {}, el("summary", {}, say("derived.why", { count: path.length })), pathway(path)),
  );
}
