// Tasks as their plans set them out: the columns of an annex, in their order.

import { el } from "./dom.js";
import { stretch } from "./lists.js";
import { badge, linkTo, linkToNamed, pathway } from "./proof.js";
import { toAgency, toTask, toText } from "./routes.js";
import { day, say } from "./words.js";

const COLUMNS = ["no", "text", "lead", "coordinating", "deadline", "product", "budget"];
const GRADES = ["direct", "section", "subject", "plan", "chain"];
const AT_ONCE = 100;

export const bodies = (task, role) => task.assignments.filter((part) => part.role === role);

/** A body's name, leading to what it is where it is known. */
export const bodyLink = (id, name, title = null) => (id ? el("a", { href: toAgency(id), title }, name) : name);

export function named(parts) {
  if (!parts.length) return null;
  return el(
    "ul", { class: "bodies" },
    parts.map(({ raw, agency, now }) =>
      el("li", {}, bodyLink(agency?.id, raw, agency && agency.name !== raw ? agency.name : null), successors(now ?? [])),
    ),
  );
}

/** Who has a body's duty now, in a line. */
export function namesNow(heirs) {
  const called = ({ name, field }) => (name ?? say("lead.nobody")) + (field && heirs.length > 1 ? ` (${field})` : "");
  return heirs.map(called).join("; ");
}

/** Who has a body's duty now, where that changed, and by which documents. */
function successors(heirs) {
  if (!heirs.length) return null;
  const told = say("lead.now", { names: namesNow(heirs) });
  return el("span", { class: "soft block now", title: instruments(heirs).join(", ") || null }, told);
}

/** The documents by which duties went to these bodies, each once. */
export const instruments = (heirs) => [...new Set(heirs.flatMap(({ instrument }) => instrument.map(({ name }) => name)))];

/** The words of the deadline, and the last day they give. */
export function deadline(found) {
  if (!found) return null;
  const until = found.end ? day(found.end) : "";
  return [found.raw, until && until !== found.raw ? el("span", { class: "soft block" }, `≤ ${until}`) : null];
}

export const product = (found) =>
  found && [found.raw, found.inferred ? el("span", { class: "soft block", title: say("tasks.inferred_long") }, `(${say("tasks.inferred")})`) : null];

export const budget = (found) =>
  found && [found.raw, found.unit_line ? el("span", { class: "soft block" }, found.unit_line) : null];

const sentence = (task) => el("a", { href: toText(task.document, task), title: say("tasks.see") }, task.text);

function row(task) {
  return el(
    "tr", {},
    el("td", {}, el("a", { href: toTask(task.id), title: say("tasks.open") }, task.no || "•")),
    el("td", {}, sentence(task)),
    el("td", {}, named(task.leads)),
    el("td", {}, named(bodies(task, "coordinating"))),
    el("td", {}, deadline(task.deadline)),
    el("td", {}, product(task.product)),
    el("td", { class: "amount" }, budget(task.budget)),
  );
}

const heading = (of, words) => el("tr", { class: of }, el("th", { colspan: COLUMNS.length, scope: "colgroup" }, words));

/** Draws rows with a row for each group before its first task, and one for each document where there may be several. */
function grouped(several) {
  let last = {};
  return (tasks) =>
    tasks.flatMap((task) => {
      const elsewhere = task.document !== last.document;
      const opening = task.group && (elsewhere || task.group !== last.group);
      last = task;
      return [
        several && elsewhere ? heading("document", linkTo(task.document)) : null,
        opening ? heading("group", task.group) : null,
        row(task),
      ].filter(Boolean);
    });
}

/** A list of tasks as a table, of `several` documents or of one, and the count of all of it; `of` takes an item's task. */
export async function taskRows(path, parameters, caption, { several = false, of = (task) => task } = {}) {
  const body = el("tbody");
  const draw = grouped(several);
  const total = await stretch(body, path, { ...parameters, limit: AT_ONCE }, (items) => draw(items.map(of)));
  const table = el(
    "div", { class: "sideways", tabindex: 0, role: "region", "aria-label": say("tab.nhiem-vu") },
    el(
      "table", { class: "tasks" },
      el("caption", {}, caption(total)),
      el("thead", {}, el("tr", {}, COLUMNS.map((name) => el("th", { scope: "col" }, say(`tasks.${name}`))))),
      body,
    ),
  );
  return { total, table };
}

export async function taskTable(id) {
  const { total, table } = await taskRows(["documents", id, "tasks"], {}, (count) => say("tasks.caption", { total: count }));
  return [total ? table : el("p", {}, say("tasks.none"))];
}

export const fact = (name, value) => (value ? [el("dt", {}, say(name)), el("dd", {}, value)] : null);

function derived({ task, document, leads, coordinating, derivation }) {
  return el(
    "article", { class: "derived" },
    el("header", {}, badge(derivation.grade), el("span", { class: "soft" }, linkToNamed(document))),
    el("h3", {}, task.no ? `${task.no}. ` : null, sentence(task)),
    el(
      "dl", {},
      fact("tasks.lead", named(leads)),
      fact("tasks.coordinating", named(coordinating)),
      fact("tasks.deadline", deadline(task.deadline)),
      fact("derived.shared", derivation.shared_words.length ? derivation.shared_words.join(", ") : null),
    ),
    unfolding(say("derived.why", { count: derivation.path.length }), () => [
      el("p", { class: "soft" }, say(`grade.${derivation.grade}.long`)),
      pathway(derivation.path),
    ]),
  );
}

/** Details that are made when they are opened first. */
function unfolding(summary, make) {
  const holder = el("details", {}, el("summary", {}, summary));
  holder.addEventListener("toggle", () => holder.append(...make()), { once: true });
  return holder;
}

export async function derivedTasks(id) {
  const holder = el("div", { "aria-live": "polite" });
  const caption = el("p", { class: "caption" });
  const choice = el(
    "select", { on: { change: () => show() } },
    el("option", { value: "" }, say("derived.all")),
    GRADES.map((grade) => el("option", { value: grade }, `${say(`grade.${grade}`)}: ${say(`grade.${grade}.long`)}`)),
  );
  const show = async () => {
    holder.replaceChildren();
    const asked = { grade: choice.value, limit: AT_ONCE };
    const total = await stretch(holder, ["documents", id, "derived-tasks"], asked, (items) => items.map(derived));
    caption.textContent = total ? say("derived.caption", { total }) : say("derived.none");
    return total;
  };
  const total = await show();
  return [el("div", { class: "bar" }, caption, total ? el("label", {}, say("derived.filter"), " ", choice) : null), holder];
}

