// What hangs on a document (ảnh hưởng): the plans that rest on it, who leads their tasks, what would fall with it.

import { get } from "./api.js";
import { el } from "./dom.js";
import { badge, linkToNamed, proof, titleBeside } from "./proof.js";
import { toDocument } from "./routes.js";
import { effect, successors } from "./standing.js";
import { bodyLink, namesNow } from "./tasks.js";
import { day, number, say } from "./words.js";

const AT_MOST = 100;

function plan({ document: found, tasks, grade, distance, label, provisions, evidence, period }) {
  const remarks = [
    label ?? say("related.distance", { distance }),
    provisions.length && say("impact.provisions", { provisions: provisions.join("; ") }),
    period?.over && say("impact.over", { day: day(period.end) }),
  ];
  return el(
    "li", {},
    linkToNamed(found),
    titleBeside(found),
    tasks ? el("p", { class: "marks" }, say("impact.tasks", { count: number(tasks) }), badge(grade)) : null,
    el("span", { class: "soft" }, remarks.filter(Boolean).join("; ")),
    evidence && proof(evidence),
  );
}

function leads(found) {
  const heads = ["impact.lead", "impact.count", "impact.now"];
  const row = ({ agency, name, tasks, now }) =>
    el("tr", {}, el("th", { scope: "row" }, bodyLink(agency, name)), el("td", { class: "amount" }, number(tasks)), el("td", {}, namesNow(now)));
  return el(
    "table", { class: "loads" },
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, say(head))))),
    el("tbody", {}, found.map(row)),
  );
}

const issuer = ({ issuer: id, name, documents, tasks }) =>
  el("li", {}, name ?? id, el("span", { class: "soft" }, say("impact.issuer", { documents: number(documents), tasks: number(tasks) })));

const part = (code, found, shown) => (found.length ? el("section", {}, el("h3", {}, say(code)), shown(found)) : null);

const entries = (draw) => (found) => el("ul", { class: "entries" }, found.map(draw));

function summary({ total, plans, leads: led, document: found }) {
  const counts = { tasks: number(total), plans: number(plans.length), leads: number(led.length) };
  const tasks = el("a", { href: toDocument(found.id, "phat-sinh") }, say("impact.see_tasks"));
  return el("p", { class: "lead" }, say("impact.summary", counts), " ", total ? tasks : null);
}

export async function impact(id) {
  const found = await get(["documents", id, "impact"], { limit: 1 });
  if (!found.plans.length && !found.altering.length) return [el("p", {}, say("impact.none"))];
  return [
    summary(found),
    successors(found.successors),
    part("impact.plans", found.plans.slice(0, AT_MOST), entries(plan)),
    found.plans.length > AT_MOST ? el("p", { class: "soft" }, say("impact.nearest", { shown: AT_MOST, total: number(found.plans.length) })) : null,
    part("impact.leads", found.leads, leads),
    part("impact.issuers", found.issuers, entries(issuer)),
    part("impact.altering", found.altering, (all) => el("ul", {}, all.map(effect))),
  ];
}
