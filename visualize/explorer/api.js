// Asks the HTTP API of the server that this page came from.

import { say, spoken } from "./words.js";

const BASE = new URL("api/v1/", document.baseURI);
const names = new Map();

/** What the server refuses, in its own words. */
export class Problem extends Error {
  constructor(title, detail, code) {
    super(title);
    Object.assign(this, { detail, code });
  }
}

export async function get(path, parameters = {}) {
  const url = new URL(path.map(encodeURIComponent).join("/"), BASE);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, value);
  }
  const answer = await ask(url);
  if (!answer.ok) throw await problem(answer);
  return answer.json();
}

async function ask(url) {
  try {
    return await fetch(url, { headers: { Accept: "application/json", "Accept-Language": spoken() } });
  } catch {
    throw new Problem(say("app.failed"), say("app.unreachable"), "unreachable");
  }
}

async function problem(answer) {
  try {
    const { title, detail, code } = await answer.json();
    return new Problem(title || say("app.failed"), detail, code || answer.status);
  } catch {
    return new Problem(say("app.failed"), "", answer.status);
  }
}

export const documentName = ({ kind_name: kind, number, title, id }) => {
  if (!number) return title || id;
  return kind ? `${kind} ${say("document.number", { number })}` : number;
};

/** What a document is called, by its id; asked for once. */
export function nameOf(id) {
  if (!names.has(id)) names.set(id, get(["documents", id]).then(documentName, () => id));
  return names.get(id);
}

export const knowName = (document) => names.set(document.id, Promise.resolve(documentName(document)));

export const forgetNames = () => names.clear();
