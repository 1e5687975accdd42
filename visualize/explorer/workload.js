// How much each body leads, quarter by quarter; every count leads to its tasks.

import { get } from "./api.js";
import { el, put } from "./dom.js";
import { toTasks } from "./routes.js";
import { say } from "./words.js";

const AT_ONCE = 500;

const place = ({ year, quarter }) => year * 4 + quarter;

/** The quarters that any body has something due in, in order. */
function quarters(items) {
  const every = new Map(items.flatMap(({ due }) => due.map((one) => [place(one), one])));
  return [...every.values()].sort((one, other) => place(one) - place(other));
}

const count = (tasks, asked) => el("td", { class: "amount" }, tasks ? el("a", { href: toTasks(asked) }, String(tasks)) : null);

function row(found, columns) {
  const due = new Map(found.due.map((one) => [place(one), one]));
  return el(
    "tr", {},
    el("th", { scope: "row" }, found.name, found.agency ? el("span", { class: "soft block" }, found.agency.id) : null),
    columns.map((column) => {
      const { tasks = 0, due_after, due_before } = due.get(place(column)) ?? {};
      return count(tasks, { lead: found.lead, due_after, due_before });
    }),
    count(found.undated, { lead: found.lead, undated: true }),
    count(found.total, { lead: found.lead }),
  );
}

export async function showWorkload(content, _place, current) {
  const { items, total } = await get(["workload"], { limit: AT_ONCE });
  if (!current()) return;
  document.title = `${say("workload.title")} – Căn Cứ`;
  content.dataset.view = "workload";
  const columns = quarters(items);
  const heads = [
    say("workload.body"),
    ...columns.map(({ year, quarter }) => say("workload.quarter", { year, quarter })),
    say("workload.undated"),
    say("workload.total"),
  ];
  put(
    content,
    el("h1", {}, say("workload.title")),
    el("p", { class: "soft" }, say("workload.how")),
    el("p", {}, el("a", { href: toTasks({}) }, say("list.title"))),
    el(
      "div", { class: "sideways", tabindex: 0, role: "region", "aria-label": say("workload.title") },
      el(
        "table", { class: "loads" },
        el("caption", {}, say("workload.caption", { shown: items.length, total })),
        el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, items.map((found) => row(found, columns))),
      ),
    ),
  );
}
