// Citations that are bound to no document (chưa xác định): which text to load next, by how many it would settle.

import { el, put } from "./dom.js";
import { stretch } from "./lists.js";
import { proof } from "./proof.js";
import { say } from "./words.js";

function series({ name, mentions, documents, heals, reason_labels: reasons, candidates, document: told, example }) {
  const counts = say("open.counts", { mentions, documents, heals });
  const { start, end, text } = example.evidence;
  return el(
    "li", {},
    el("strong", {}, name),
    el("span", { class: "soft" }, [counts, ...reasons].join("; ")),
    candidates.length ? el("span", { class: "soft" }, say("open.candidates", { candidates: candidates.join(", ") })) : null,
    proof({ document: told, start, end, text, section: example.section, secondary: false }),
  );
}

export async function showOpen(content, _place, current) {
  const list = el("div", { class: "entries" });
  const total = await stretch(list, ["unresolved"], { limit: 50 }, (items) => items.map(series));
  if (!current()) return;
  document.title = `${say("open.title")} – Căn Cứ`;
  content.dataset.view = "open";
  put(content, el("h1", {}, say("open.title")), el("p", { class: "soft" }, say(total ? "open.how" : "open.none")), list);
}
