// Where in the explorer we are, as the part of the address behind `#`, so that every place can be bookmarked.

export const TABS = ["thuoc-tinh", "toan-van", "nhiem-vu", "phat-sinh", "anh-huong", "lien-quan"];

const part = (text) => encodeURIComponent(text).replaceAll("%3A", ":");

export const toDocument = (id, tab = "", span = null) =>
  ["#/van-ban", part(id), tab, span && `${span.start}-${span.end}`].filter(Boolean).join("/");

export const toText = (id, { start, end }) => toDocument(id, "toan-van", { start, end });

export const toTask = (id) => `#/nhiem-vu/${part(id)}`;

export const toTasks = (asked) => `#/danh-sach/${part(new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString())}`;

export const toAgency = (id) => `#/co-quan/${part(id)}`;

export const toOpen = () => "#/chua-xac-dinh";

export const toWorkload = () => "#/khoi-luong";

export const toSearch = (words) => `#/tim/${part(words)}`;

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand
  }
}

/** `#/van-ban/cp:nd:61:2018/toan-van/0-63` as its place, id, tab and span. */
export function read(hash) {
  const [place = "", id = "", tab = "", range = ""] = hash.replace(/^#\/?/, "").split("/").map(plain);
  const span = /^(\d+)-(\d+)$/.exec(range);
  return {
    place,
    id,
    tab: TABS.includes(tab) ? tab : TABS[0],
    span: span && { start: Number(span[1]), end: Number(span[2]) },
  };
}
