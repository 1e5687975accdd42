// Lists that the server gives in stretches.

import { get } from "./api.js";
import { button, el } from "./dom.js";
import { say } from "./words.js";

/**
 * The first stretch of a list in `holder`, made by `draw(items)`, and a button for the next ones.
 * Resolves to the count of all of it.
 */
export async function stretch(holder, path, parameters, draw) {
  const first = await get(path, parameters);
  let shown = 0;
  const add = ({ items, total, next }) => {
    shown += items.length;
    holder.append(...draw(items));
    if (!next) return;
    const more = button(say("app.more", { left: Math.max(total - shown, 1) }), async () => {
      more.disabled = true;
      const following = await get(path, { ...parameters, after: next });
      more.parentElement.remove();
      add(following);
    }, { class: "more" });
    holder.append(el(holder.tagName === "TBODY" ? "tr" : "div", {}, holder.tagName === "TBODY" ? el("td", { colspan: 7 }, more) : more));
  };
  add(first);
  return first.total;
}
