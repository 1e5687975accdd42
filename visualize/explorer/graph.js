// The graph around a document as SVG: places come from the server, so nothing moves by itself.

import { get } from "./api.js";
import { button, el, put, svg } from "./dom.js";
import { proof } from "./proof.js";
import { toDocument, toTask } from "./routes.js";
import { day, say } from "./words.js";

const SIZES = { document: [204, 64], task: [236, 83], agency: [204, 64] };
const LINE = 19;
const EDGE = 30;
const NODE_STYLES = ["document", "cited", "task", "agency"];
const EDGE_STYLES = ["validity", "lineage", "mention", "contains", "lead", "coordinating"];
const LARGEST = 2.5;
const NARROWEST = 520;
const MANY = 60;

/** Draw the graph around `focus` in `holder`. */
export async function showGraph(holder, focus, depth = 1) {
  put(holder, el("p", { class: "soft" }, say("app.loading")));
  let data;
  try {
    data = await get(["graph"], { focus, depth });
  } catch (fault) {
    put(holder, el("p", { role: "alert" }, fault.message));
    return;
  }
  if (holder.isConnected) new Picture(holder, data, depth);
}

class Picture {
  constructor(holder, data, depth) {
    this.holder = holder;
    this.data = data;
    this.nodes = new Map(data.nodes.map((node) => [node.id, sized(node)]));
    this.links = drawnLinks(data.edges, this.nodes);
    setEnds(this.links, this.nodes);
    this.hidden = new Set(data.nodes.length > MANY ? ["agency"] : []);
    this.chosen = null;
    this.view = { x: 0, y: 0, scale: 1 };
    this.bounds = bounds([...this.nodes.values()]);
    this.build(depth);
  }

  build(depth) {
    this.layer = svg("g", {}, this.lanes(), this.drawLinks(), this.laneNames, this.drawNodes());
    this.picture = svg(
      "svg",
      { class: "picture", role: "group", "aria-label": `${say("graph.title")}. ${say("graph.hint")}` },
      svg("defs", {}, EDGE_STYLES.map(arrow)),
      this.layer,
    );
    this.told = el("div", { class: "told", "aria-live": "polite" });
    this.canvas = el("div", { class: "canvas" }, this.picture, this.told);
    put(this.holder, this.tools(depth), this.canvas, this.legend());
    this.listen();
    this.applyHidden();
    this.start();
    window.addEventListener("beforeprint", () => this.forPaper(true));
    window.addEventListener("afterprint", () => this.forPaper(false));
    new ResizeObserver(() => this.place()).observe(this.canvas);
  }

  tools(depth) {
    const steps = el(
      "select", { on: { change: (event) => showGraph(this.holder, this.data.focus, Number(event.target.value)) } },
      [1, 2, 3].map((count) => el("option", { value: count, selected: count === depth }, count)),
    );
    const main = this.holder.closest("main");
    const press = (name, act) =>
      button(icon(name), act, { class: `square ${name}`, "aria-label": say(`graph.${name}`), title: say(`graph.${name}`) });
    const resize = () => {
      main.classList.toggle("wide-graph");
      requestAnimationFrame(() => this.start());
    };
    const hide = () => {
      main.classList.remove("wide-graph");
      main.classList.add("no-graph");
    };
    return el(
      "div", { class: "bar" },
      el("h2", {}, say("graph.title")),
      el("label", {}, say("graph.depth"), " ", steps),
      press("in", () => this.zoom(1.25)),
      press("out", () => this.zoom(0.8)),
      press("fit", () => this.fit()),
      press("wide", resize),
      press("narrow", resize),
      press("hide", hide),
      this.data.truncated ? el("p", { class: "warn" }, say("graph.truncated")) : null,
    );
  }

  lanes() {
    const middle = (this.bounds.left + this.bounds.right) / 2;
    const left = Math.min(this.bounds.left, middle - NARROWEST / 2);
    const right = Math.max(this.bounds.right, middle + NARROWEST / 2);
    this.laneLeft = left;
    this.laneNames = [];
    return (this.data.lanes ?? []).map(({ code, label, top, bottom }) => {
      const of = `lane of-${NODE_STYLES.includes(code) ? code : "document"}`;
      this.laneNames.push(svg("text", { class: `${of} lane-name`, x: left - 8, y: top - 5 }, label));
      return svg("rect", { class: of, x: left - 20, y: top - 22, width: right - left + 40, height: bottom - top + 22 });
    });
  }

  drawLinks() {
    return svg("g", { class: "links" }, this.links.map((link) => {
      const line = path(link);
      link.element = svg(
        "g", { class: `link ${link.style}`, on: { click: (event) => this.choose(event, link) } },
        svg("title", {}, [link.label, ...link.proofs.map(({ quote }) => `“${quote.trim()}”`)].join("\n")),
        svg("path", { class: "touch", d: line }),
        svg("path", { class: "line", d: line, "marker-end": `url(#arrow-${link.style})` }),
      );
      return link.element;
    }));
  }

  drawNodes() {
    return svg("g", { class: "nodes" }, [...this.nodes.values()].map((node) => {
      const { x, y, width, height } = node;
      node.element = svg(
        "g",
        {
          class: `node ${node.style}${node.id === this.data.focus ? " focus" : ""}`,
          transform: `translate(${x} ${y})`,
          role: "button",
          tabindex: -1,
          "aria-label": [say(`style.${node.style}`), node.label, node.title].filter(Boolean).join(". "),
          on: {
            click: (event) => this.choose(event, node),
            dblclick: () => open(node),
            keydown: (event) => this.key(event, node),
            focus: () => this.reveal(node),
          },
        },
        svg("title", {}, [node.label, node.title !== node.label && node.title, node.kind === "document" && day(node.date)].filter(Boolean).join("\n")),
        node.kind === "agency"
          ? svg("ellipse", { rx: width / 2, ry: height / 2 })
          : svg("rect", { x: -width / 2, y: -height / 2, width, height, rx: node.kind === "task" ? 20 : 3 }),
        node.lines.map((line, row) => svg("text", { y: (row - (node.lines.length - 1) / 2) * LINE }, line)),
      );
      return node.element;
    }));
  }

  legend() {
    const present = new Set([...this.nodes.values(), ...this.links].map(({ style }) => style));
    const entry = (style) =>
      el("li", {}, el("label", {}, el("input", {
        type: "checkbox", value: style, checked: !this.hidden.has(style),
        on: { change: ({ target }) => { this.hidden[target.checked ? "delete" : "add"](style); this.applyHidden(); } },
      }), sample(style), el("span", {}, say(`style.${style}`))));
    return el(
      "details", { class: "legend" },
      el("summary", {}, say("graph.legend")),
      el("ul", {}, [...NODE_STYLES, ...EDGE_STYLES].filter((style) => present.has(style)).map(entry)),
      el("p", { class: "soft" }, say("graph.arrows")),
    );
  }

  applyHidden() {
    const off = (node) => this.hidden.has(node.style);
    for (const node of this.nodes.values()) node.element.classList.toggle("off", off(node));
    for (const link of this.links) {
      const ends = [this.nodes.get(link.source), this.nodes.get(link.target)];
      link.element.classList.toggle("off", this.hidden.has(link.style) || ends.some(off));
    }
    for (const kind of ["task", "agency"]) {
      for (const lane of this.layer.querySelectorAll(`.of-${kind}`)) lane.classList.toggle("off", this.hidden.has(kind));
    }
    const visible = [...this.nodes.values()].filter((node) => !off(node));
    this.bounds = bounds(visible.length ? visible : [...this.nodes.values()]);
    this.rove(this.nodes.get(this.data.focus) ?? visible[0]);
  }

  // One stop for the Tab key; the arrow keys go on from there.
  rove(node) {
    for (const other of this.nodes.values()) other.element.setAttribute("tabindex", other === node ? 0 : -1);
  }

  key(event, node) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) {
      const next = this.beside(node, way);
      if (next) {
        this.rove(next);
        next.element.focus();
      }
    } else if (event.key === "Enter" || event.key === " ") this.choose(event, node);
    else if (event.key === "Escape") this.choose(event, null);
    else return;
    event.preventDefault();
  }

  /** The nearest node in a direction; what lies aside counts more than what lies ahead. */
  beside(from, [right, down]) {
    const cost = (node) => {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const ahead = x * right + y * down;
      return ahead > 5 ? ahead + 2.5 * Math.abs(x * down + y * right) : Infinity;
    };
    const visible = [...this.nodes.values()].filter((node) => node !== from && !this.hidden.has(node.style));
    const nearest = visible.sort((one, other) => cost(one) - cost(other))[0];
    return nearest && cost(nearest) < Infinity ? nearest : null;
  }

  choose(event, thing) {
    event.stopPropagation();
    if (this.dragged) return;
    this.chosen = thing;
    const links = !thing ? [] : thing.proofs ? [thing] : this.links.filter((link) => link.source === thing.id || link.target === thing.id);
    const near = new Set(links.flatMap((link) => [link.source, link.target]));
    this.canvas.classList.toggle("choosing", Boolean(thing));
    for (const link of this.links) link.element.classList.toggle("near", links.includes(link));
    for (const node of this.nodes.values()) {
      node.element.classList.toggle("near", near.has(node.id) || node === thing);
      node.element.classList.toggle("chosen", node === thing);
    }
    if (thing && !thing.proofs) this.rove(thing);
    this.keepClear(event.clientY || thing?.element.getBoundingClientRect().bottom);
    this.tell(thing, links);
  }

  /** What is told never covers what was clicked, so that a second click still meets it. */
  keepClear(y) {
    const { top, height } = this.canvas.getBoundingClientRect();
    this.told.classList.toggle("above", y > top + height / 2);
  }

  tell(thing, links) {
    if (!thing) {
      put(this.told);
      return;
    }
    const name = (id) => this.nodes.get(id).label;
    const shown = links.map((link) =>
      el(
        "section", { class: "linked" },
        el("p", {}, `${name(link.source)} `, el("strong", {}, `→ ${link.label} →`), ` ${name(link.target)}`),
        link.proofs.map(({ quote, ...where }) => proof({ ...where, text: quote })),
      ),
    );
    put(
      this.told,
      el("div", { class: "bar" }, thing.proofs ? null : el("h3", {}, thing.label), button(icon("hide"), (event) => this.choose(event, null), { class: "square", "aria-label": say("graph.close"), title: say("graph.close") })),
      thing.proofs ? null : about(thing),
      shown.length ? shown : el("p", { class: "soft" }, say("graph.alone")),
    );
    this.told.scrollTop = 0;
  }

  listen() {
    let from = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      this.dragged = false;
      if (event.button === 0 && !this.told.contains(event.target)) from = { x: event.clientX - this.view.x, y: event.clientY - this.view.y, startX: event.clientX, startY: event.clientY };
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      if (Math.hypot(event.clientX - from.startX, event.clientY - from.startY) > 4) this.dragged = true;
      if (!this.dragged) return;
      Object.assign(this.view, { x: event.clientX - from.x, y: event.clientY - from.y });
      this.place();
    });
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) this.canvas.addEventListener(end, () => { from = null; });
    this.picture.addEventListener("click", (event) => this.choose(event, null));
    this.picture.addEventListener("wheel", (event) => {
      event.preventDefault();
      const box = this.picture.getBoundingClientRect();
      this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
  }

  /** On paper the whole graph, however it is moved on the screen. */
  forPaper(printing) {
    if (!this.picture.isConnected) return;
    const { left, right, top, bottom } = this.bounds;
    if (printing) {
      const high = bottom - top + 2 * EDGE + 16;
      this.picture.setAttribute("viewBox", `${left - EDGE} ${top - EDGE - 16} ${right - left + 2 * EDGE} ${high}`);
      this.layer.removeAttribute("transform");
      for (const name of this.laneNames) name.setAttribute("x", left - 8);
    } else {
      this.picture.removeAttribute("viewBox");
      this.place();
    }
  }

  zoom(by, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    const scale = Math.min(Math.max(this.view.scale * by, 0.1), LARGEST);
    const real = scale / this.view.scale;
    this.view = { scale, x: x - (x - this.view.x) * real, y: y - (y - this.view.y) * real };
    this.place();
  }

  fitting() {
    const { left, right, top, bottom } = this.bounds;
    return Math.min(this.canvas.clientWidth / (right - left + 2 * EDGE), this.canvas.clientHeight / (bottom - top + 2 * EDGE + 16), 1);
  }

  centre(x, y, scale) {
    const { left, right, top, bottom } = this.bounds;
    const along = (wanted, low, high, room) => {
      const [first, last] = [EDGE - low * scale, room - EDGE - high * scale];
      return first >= last ? Math.min(Math.max(room / 2 - wanted * scale, last), first) : (first + last) / 2;
    };
    this.view = { scale, x: along(x, left, right, this.canvas.clientWidth), y: along(y, top - 16, bottom, this.canvas.clientHeight) };
    this.place();
  }

  fit() {
    const { left, right, top, bottom } = this.bounds;
    this.centre((left + right) / 2, (top + bottom) / 2, this.fitting());
  }

  // All of it where it stays readable, else the part around the focus at full size.
  start() {
    const focus = this.nodes.get(this.data.focus);
    if (!focus || this.fitting() >= 0.8) this.fit();
    else this.centre(focus.x, focus.y, 0.92);
  }

  /** Bring a node that the keys have reached into the picture. */
  reveal({ x, y, width, height }) {
    const { scale } = this.view;
    const inside = (at, size, shift, room) => {
      const [low, high] = [(at - size / 2) * scale + shift, (at + size / 2) * scale + shift];
      return low < 0 ? shift - low + 12 : high > room ? shift - (high - room) - 12 : shift;
    };
    this.view.x = inside(x, width, this.view.x, this.canvas.clientWidth);
    this.view.y = inside(y, height, this.view.y, this.canvas.clientHeight);
    this.place();
  }

  place() {
    if (this.picture.hasAttribute("viewBox")) return; // on its way to paper
    const { x, y, scale } = this.view;
    this.layer.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    const shown = Math.max(this.laneLeft - 8, (12 - x) / scale);
    for (const name of this.laneNames) name.setAttribute("x", shown);
  }
}

function sized(node) {
  const [width, height] = SIZES[node.kind];
  return {
    ...node,
    width: node.width ?? width,
    height: node.height ?? height,
    lines: node.lines ?? [node.label.slice(0, 26)],
    style: node.kind === "document" && !node.loaded ? "cited" : node.kind,
  };
}

/** One line for each pair of nodes, with all the sentences for it; its look is that of the weightiest. */
function drawnLinks(edges, nodes) {
  const found = new Map();
  for (const edge of edges) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    const ends = JSON.stringify([edge.source, edge.target]);
    const link = found.get(ends) ?? { source: edge.source, target: edge.target, styles: [], labels: new Set(), proofs: [] };
    link.styles.push(edge.style);
    link.labels.add(edge.label);
    link.proofs.push(edge);
    found.set(ends, link);
  }
  return [...found.values()].map((link) => ({
    ...link,
    label: [...link.labels].join("; "),
    style: EDGE_STYLES.find((style) => link.styles.includes(style)) ?? "mention",
  }));
}

function bounds(nodes) {
  const over = (pick, of) => nodes.reduce((best, node) => pick(best, of(node)), pick === Math.min ? Infinity : -Infinity);
  if (!nodes.length) return { left: 0, right: 1, top: 0, bottom: 1 };
  return {
    left: over(Math.min, ({ x, width }) => x - width / 2),
    right: over(Math.max, ({ x, width }) => x + width / 2),
    top: over(Math.min, ({ y, height }) => y - height / 2),
    bottom: over(Math.max, ({ y, height }) => y + height / 2),
  };
}

/** Where on the border of its two boxes each line ends: side by side, in the order of what is at the other end. */
function setEnds(links, nodes) {
  const sides = new Map();
  const meet = (link, at, node, other) => {
    const level = Math.abs(other.y - node.y) < (node.height + other.height) / 2;
    const side = level || other.y > node.y ? "below" : "above";
    const key = JSON.stringify([node.id, side]);
    sides.set(key, [...(sides.get(key) ?? []), { link, at, node, other, down: side === "below" ? 1 : -1 }]);
    link.level = level;
  };
  for (const link of links) {
    const [from, to] = [nodes.get(link.source), nodes.get(link.target)];
    meet(link, "from", from, to);
    meet(link, "to", to, from);
  }
  for (const ends of sides.values()) {
    ends.sort((one, two) => one.other.x - two.other.x);
    ends.forEach(({ link, at, node, down }, place) => {
      const share = (place + 0.5) / ends.length - 0.5;
      const high = node.kind === "agency" ? Math.sqrt(1 - (1.4 * share) ** 2) : 1;
      link[at] = { x: node.x + share * 0.7 * node.width, y: node.y + (down * high * node.height) / 2 };
    });
  }
}

/** A curve from the border of one box to the border of another, upright at both ends. */
function path({ from, to, level }) {
  if (level) return `M${from.x} ${from.y} C${from.x} ${from.y + 40} ${to.x} ${to.y + 40} ${to.x} ${to.y + 3}`;
  const bend = (to.y - from.y) * 0.45;
  const end = to.y - 2 * Math.sign(to.y - from.y);
  return `M${from.x} ${from.y} C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${end}`;
}

const ICONS = {
  in: "M8 3v10M3 8h10",
  out: "M3 8h10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  wide: "M9 7l4-4M9.5 3H13v3.5M7 9l-4 4M6.5 13H3V9.5",
  narrow: "M13 3L9 7M9 3.5V7h3.5M3 13l4-4M7 12.5V9H3.5",
  hide: "M4 4l8 8M12 4l-8 8",
};

const icon = (name) =>
  svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));

const arrow = (style) =>
  svg(
    "marker",
    { id: `arrow-${style}`, class: `arrow ${style}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 10, markerHeight: 10, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
    svg("path", { d: "M0 1 L10 5 L0 9 Z" }),
  );

function sample(style) {
  const node = NODE_STYLES.includes(style);
  const shape = style === "agency"
    ? svg("ellipse", { cx: 20, cy: 11, rx: 17, ry: 9 })
    : svg("rect", { x: 3, y: 2.5, width: 34, height: 17, rx: style === "task" ? 8 : 2 });
  const line = [svg("path", { class: "line", d: "M2 11 H30" }), svg("path", { class: "head", d: "M29 6 L38 11 L29 16 Z" })];
  return svg("svg", { width: 40, height: 22, class: "sample", "aria-hidden": "true" }, svg("g", { class: `${node ? "node" : "link"} ${style}` }, node ? shape : line));
}

const place = ({ kind, id }) => (kind === "task" ? toTask(id) : toDocument(id));

function open(node) {
  if (node.kind !== "agency") location.assign(place(node));
}

function about(node) {
  const opening = node.kind !== "agency" && el("a", { href: place(node) }, say(node.kind === "task" ? "graph.open_task" : "graph.open"));
  return [
    node.title && node.title !== node.label ? el("p", {}, node.title) : null,
    el("p", {}, node.kind === "document" && node.date ? `${say("property.issued_on")}: ${day(node.date)}. ` : null, opening),
  ];
}
