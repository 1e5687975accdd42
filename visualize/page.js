"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const page = read("graph-page");
  const words = page.words;
  const FONT = '"Segoe UI", "Liberation Sans", Arial, sans-serif';
  const nodes = new vis.DataSet(read("graph-nodes").map((node) => ({
    ...node,
    label: undefined,
    size: node.box.height / 2,
    ctxRenderer: (at) => drawing(node.id, at),
  })));
  const edges = new vis.DataSet(read("graph-edges"));
  const container = document.getElementById("network");
  const network = new vis.Network(container, { nodes, edges }, page.options);
  const SMALL = 0.85;
  const FADED = 0.12;
  const EDGE = 56;
  const NARROWEST = 520;
  const MOST_PIXELS = 12e6;

  // What the graph holds is shown as text only, never as markup.
  function el(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  function outline(ctx, { shape, radius }, x, y, width, height) {
    ctx.beginPath();
    if (shape === "ellipse") ctx.ellipse(x, y, width / 2, height / 2, 0, 0, 2 * Math.PI);
    else ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
  }

  function drawing(id, { ctx, x, y, state }) {
    const { look, box, faded } = nodes.get(id);
    const drawNode = () => {
      outline(ctx, look, x, y, box.width, box.height);
      ctx.fillStyle = look.fill;
      ctx.fill();
      ctx.globalAlpha = faded ? 0.4 : 1; // lines behind a faded box must not show through
      ctx.lineWidth = look.width + (state.selected ? 2 : state.hover ? 0.8 : 0);
      ctx.strokeStyle = look.stroke;
      ctx.setLineDash(look.dashes);
      ctx.stroke();
      ctx.font = `${page.font.size}px ${FONT}`;
      ctx.fillStyle = "#16222e";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const top = y - ((box.lines.length - 1) * page.font.line) / 2;
      box.lines.forEach((line, row) => ctx.fillText(line, x, top + row * page.font.line));
    };
    return { drawNode, nodeDimensions: { width: box.width, height: box.height } };
  }

  function lanes(ctx) {
    const width = Math.max(page.right - page.left, NARROWEST) + 80;
    const left = (page.left + page.right - width) / 2;
    ctx.font = `600 15px ${FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    const shown = Math.max(left + 10, network.DOMtoCanvas({ x: 12, y: 0 }).x);
    for (const lane of page.lanes) {
      ctx.fillStyle = "#f4f6f8";
      ctx.fillRect(left, lane.top - 26, width, lane.bottom - lane.top + 26);
      ctx.fillStyle = "#4a5a69";
      ctx.fillText(lane.label, shown, lane.top - 6);
    }
  }

  const middle = { x: (page.left + page.right) / 2, y: (page.top + page.bottom) / 2 };

  function fit(width = container.clientWidth, height = container.clientHeight, largest = 1.1) {
    const across = width / (page.right - page.left + 2 * EDGE);
    const down = height / (page.bottom - page.top + 2 * EDGE);
    network.moveTo({ position: middle, scale: Math.min(across, down, largest) });
  }

  // The whole picture on a canvas of its own, finer than the screen's; the one on the screen stays as it was.
  function copyForPaper() {
    const [width, height] = [page.right - page.left + 2 * EDGE, page.bottom - page.top + 2 * EDGE];
    const finer = Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)));
    const [position, scale] = [network.getViewPosition(), network.getScale()];
    network.setSize(`${Math.round(width * finer)}px`, `${Math.round(height * finer)}px`);
    fit(width * finer, height * finer, finer);
    network.redraw();
    const drawn = container.querySelector("canvas");
    const paper = document.getElementById("paper");
    Object.assign(paper, { width: drawn.width, height: drawn.height });
    paper.getContext("2d").drawImage(drawn, 0, 0);
    network.setSize("100%", "100%");
    network.moveTo({ position, scale });
    network.redraw();
  }

  // At first everything where it can be read so, else the part around the focus.
  function start() {
    fit();
    if (network.getScale() >= SMALL || !page.focus) return;
    const within = (wanted, low, high, half) => (high - low < 2 * half ? (low + high) / 2 : Math.min(Math.max(wanted, low + half), high - half));
    const focus = network.getPosition(page.focus);
    const x = within(focus.x, page.left - EDGE, page.right + EDGE, container.clientWidth / 2);
    const y = within(focus.y, page.top - EDGE, page.bottom + EDGE, container.clientHeight / 2);
    network.moveTo({ position: { x, y }, scale: 1 });
  }

  const zoom = (by) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, 0.05), 4) });

  function facts(pairs) {
    const list = el("dl", "");
    for (const [name, value] of pairs) list.append(el("dt", "", name), el("dd", "", value));
    return list;
  }

  function proof(item) {
    const where = [item.document, item.section && `${words["page.section"]} ${item.section}`].filter(Boolean).join(", ");
    return el(
      "div", "",
      el("blockquote", "", item.quote),
      where ? el("p", "where", where) : null,
      item.secondary ? el("p", "secondary", words["page.secondary"]) : null,
    );
  }

  const name = (id) => nodes.get(id).name;

  function link(edge) {
    const head = el("p", "", `${name(edge.from)} `, el("strong", "", `→ ${edge.relation} →`), ` ${name(edge.to)}`);
    return el("div", "link", head, ...edge.proofs.map(proof));
  }

  function tell(...parts) {
    document.getElementById("told").replaceChildren(...parts);
    document.getElementById("details").scrollTop = 0;
  }

  function tellNode(id) {
    const node = nodes.get(id);
    const links = edges.get({ filter: (edge) => edge.from === id || edge.to === id });
    tell(
      el("h3", "", node.name),
      facts(node.facts),
      ...(links.length ? [el("h4", "", `${words["page.links"]} (${links.length})`)] : []),
      ...links.map(link),
    );
  }

  function tellEdge(id) {
    tell(link(edges.get(id)));
  }

  function fade(kept) {
    const near = kept && new Set(edges.get([...kept]).flatMap((edge) => [edge.from, edge.to]));
    nodes.update(nodes.map((node) => ({ id: node.id, faded: Boolean(near) && !near.has(node.id) })));
    edges.update(edges.map((edge) => ({ id: edge.id, color: { ...edge.color, opacity: !kept || kept.has(edge.id) ? 1 : FADED } })));
  }

  function choose({ nodes: [node], edges: chosen }) {
    if (node) {
      tellNode(node);
      fade(chosen.length ? new Set(chosen) : null);
    } else if (chosen.length) {
      tellEdge(chosen[0]);
      fade(new Set(chosen));
    } else {
      tell(el("p", "hint", words["page.hint"]));
      fade(null);
    }
  }

  function filter() {
    const off = new Set([...document.querySelectorAll("#legend input:not(:checked)")].map((box) => box.value));
    nodes.update(nodes.map((node) => ({ id: node.id, hidden: off.has(node.style) })));
    const hidden = new Set(nodes.get({ filter: (node) => node.hidden }).map((node) => node.id));
    edges.update(edges.map((edge) => ({
      id: edge.id,
      hidden: off.has(edge.style) || hidden.has(edge.from) || hidden.has(edge.to),
    })));
  }

  function table() {
    for (const edge of edges.get()) {
      const quotes = edge.proofs.map(proof);
      const cells = [name(edge.from), edge.relation, name(edge.to)].map((text) => el("td", "", text));
      document.getElementById("rows").append(el("tr", "", ...cells, el("td", "", ...quotes)));
    }
  }

  const press = (id, act) => document.getElementById(id).addEventListener("click", act);
  network.on("beforeDrawing", lanes);
  network.on("click", choose);
  press("fit", () => fit());
  press("zoom-in", () => zoom(1.25));
  press("zoom-out", () => zoom(0.8));
  press("print", () => window.print());
  document.getElementById("legend").addEventListener("change", filter);
  table();
  start();
  window.addEventListener("beforeprint", copyForPaper);
  window.cancu = { network, nodes, edges };
})();
