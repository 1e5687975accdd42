// One body (cơ quan): what it was and is now, by which documents, and the tasks that it leads and supports.

import { get } from "./api.js";
import { el, put } from "./dom.js";
import { bodyLink, taskRows } from "./tasks.js";
import { day, say } from "./words.js";

const ROLES = ["lead", "coordinating"];

const span = ({ valid_from: from, valid_to: to }) =>
  [from && say("agency.from", { day: day(from) }), to && say("agency.to", { day: day(to) })].filter(Boolean).join(", ");

const handedOver = ({ label, since, source, target, field, instrument, unverified }) =>
  el(
    "li", {},
    [label, field && `(${field})`, since && say("standing.since", { day: day(since) })].filter(Boolean).join(" "),
    ": ", bodyLink(source.id, source.name), target ? [" → ", bodyLink(target.id, target.name)] : null,
    instrument.map(({ name }) => `; ${name}`),
    unverified ? el("span", { class: "warn" }, ` · ${say("standing.doubtful")}`) : null,
  );

const heir = ({ id, name, field, path }) =>
  el("li", {}, bodyLink(id, name ?? say("lead.nobody")), field ? el("span", { class: "soft" }, field) : null, el("ol", {}, path.map(handedOver)));

const place = ({ id, name, led, supported }) =>
  el("li", {}, bodyLink(id, name), el("span", { class: "soft" }, say("agency.counts", { led, supported })));

const part = (title, found, draw) => (found.length ? [el("h2", {}, title), el("ul", { class: "entries" }, found.map(draw))] : null);

async function tasks(id, role) {
  const caption = (total) => say("list.caption", { total });
  const { total, table } = await taskRows(["agencies", id, "tasks"], { role }, caption, { several: true, of: ({ task }) => task });
  return total ? [el("h2", {}, say(`agency.${role}`)), table] : null;
}

export async function showAgency(content, { id }, current) {
  const [found, ...tables] = await Promise.all([get(["agencies", id], { limit: 1 }), ...ROLES.map((role) => tasks(id, role))]);
  if (!current()) return;
  document.title = `${found.body.name} – Căn Cứ`;
  content.dataset.view = "agency";
  put(
    content,
    el("h1", {}, found.body.name),
    el("p", { class: "soft" }, span(found)),
    part(say("agency.now", { day: day(found.at) }), found.now.filter(({ path }) => path.length), heir),
    part(say("agency.was"), found.was, ({ id: before, name }) => el("li", {}, bodyLink(before, name))),
    part(say("agency.places"), found.places, place),
    tables,
    found.total || found.places.length ? null : el("p", {}, say("agency.none")),
  );
}
