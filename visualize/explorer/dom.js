// Elements made of text only: nothing that comes from a document is ever read as markup.

const SVG = document.querySelector("svg").namespaceURI;

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    } else if (name.startsWith("on") || name === "style" || name === "srcdoc") {
      throw new Error(`attribute ${name} is not set from data`);
    } else if (name === "href" && !String(value).startsWith("#")) {
      throw new Error(`a link leads inside this page: ${value}`);
    } else {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...shown(children));
  return made;
}

const shown = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

/** Put `children` in place of what `node` holds. */
export const put = (node, ...children) => node.replaceChildren(...shown(children));

export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

export const button = (words, act, attributes = {}) =>
  el("button", { type: "button", ...attributes, on: { click: act } }, words);
