// Shows what openapi.json says, and lets each question be asked. Asks nobody but the server that this page came from.

const WORDS = { required: "bắt buộc", ask: "Hỏi thử", waiting: "Đang hỏi…", failed: "Không liên lạc được với máy chủ." };
const EXAMPLES = { id: "cp:nd:61:2018", focus: "cp:nd:61:2018", q: "một cửa" };
const TASK = "ubnd-t.bac-ninh:kh:584:2020:t6";

function el(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const api = await (await fetch("openapi.json")).json();
document.getElementById("description").textContent = api.info.description;

const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })));

const contents = el("ul");
for (const [number, operation] of operations.entries()) {
  const link = el("a", { href: `#o${number}` }, title(operation));
  contents.append(el("li", {}, link));
  document.getElementById("operations").append(describe(operation, number));
}
document.getElementById("contents").append(contents);

function title({ method, path }) {
  const name = el("span", { className: `method ${method}` }, method.toUpperCase());
  return el("span", { className: "address" }, name, path);
}

function describe(operation, number) {
  const box = el("section", { className: "operation", id: `o${number}` });
  box.append(el("h3", {}, title(operation)), el("p", { className: "summary" }, operation.summary));
  box.append(operation.method === "get" ? form(operation) : upload(operation));
  return box;
}

function form(operation) {
  const fields = (operation.parameters ?? []).map((parameter) => ({ parameter, input: field(parameter, operation) }));
  const answer = el("div");
  const asking = el("form", { noValidate: false }, ...fields.flatMap(({ parameter, input }) => row(parameter, input)));
  asking.append(el("button", {}, WORDS.ask));
  asking.addEventListener("submit", (event) => {
    event.preventDefault();
    show(answer, fetch(address(operation.path, fields)));
  });
  return el("div", {}, asking, answer);
}

function upload({ path }) {
  const file = el("input", { type: "file", name: "file", required: true });
  const answer = el("div");
  const asking = el("form", {}, el("label", {}, "file"), file, el("span"), el("button", {}, WORDS.ask));
  asking.addEventListener("submit", (event) => {
    event.preventDefault();
    show(answer, fetch(path.slice(1), { method: "POST", body: new FormData(asking) }));
  });
  return el("div", {}, asking, answer);
}

function field({ name, required, schema, in: place }, { path }) {
  const example = path.startsWith("/api/v1/tasks/") ? TASK : EXAMPLES[name];
  const values = choices(schema);
  const input = values ? el("select", {}, ...["", ...values].map((value) => el("option", { value }, value)))
    : el("input", { value: required ? example ?? "" : "" });
  return Object.assign(input, { name, required: required || place === "path", ariaLabel: name });
}

function choices(schema) {
  const options = [schema, ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  if (options.some((option) => option.type === "boolean")) return ["true", "false"];
  return options.map((option) => option.enum ?? option.items?.enum).find(Boolean);
}

function row({ name, required, description }, input) {
  const notes = [required ? WORDS.required : "", description ?? ""].filter(Boolean).join("; ");
  return [el("label", {}, el("code", {}, name)), input, el("span", { className: "note" }, notes)];
}

function address(path, fields) {
  const query = new URLSearchParams();
  let filled = path.slice(1);
  for (const { parameter, input } of fields) {
    if (parameter.in === "path") filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    else if (input.value) query.set(parameter.name, input.value);
  }
  return query.size ? `${filled}?${query}` : filled;
}

async function show(answer, asked) {
  answer.replaceChildren(el("p", {}, WORDS.waiting));
  try {
    const found = await asked;
    const head = el("p", { className: "address" }, `${found.status} ${decodeURI(new URL(found.url).pathname)}`);
    answer.replaceChildren(head, el("pre", { tabIndex: 0 }, JSON.stringify(await found.json(), null, 2)));
  } catch {
    answer.replaceChildren(el("p", {}, WORDS.failed));
  }
}
