// What the page says, in Vietnamese or English (`strings.json`), and how it writes dates and numbers.

const KEPT = "cancu.language";
let catalogue = { vi: {}, en: {} };
let language = "vi";

function remembered() {
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "vi";
  } catch {
    return "vi"; // storage may be forbidden on an office PC
  }
}

export async function learn() {
  const answer = await fetch(new URL("strings.json", import.meta.url));
  catalogue = await answer.json();
  speak(remembered());
}

export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // the choice then lasts as long as the page
  }
}

export const spoken = () => language;

export function say(code, facts = {}) {
  const words = catalogue[language][code] ?? code;
  return words.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}

/** `2018-04-23` as `23/04/2018`. */
export const day = (iso) => (iso ? iso.slice(0, 10).split("-").reverse().join("/") : "");

/** As documents write it: `2018-04-23` as `23/4/2018`, `2020-02-07` as `07/02/2020`. */
export function dayInProse(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(date)}/${month < 3 ? two(month) : month}/${year}`;
}

export const number = (value) => new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 4 }).format(value);

/** `documents` by Vietnamese alphabet. */
export const byAlphabet = (one, other) => one.localeCompare(other, "vi");
