// Filling in a form: rows come and go, what is typed is checked by the server, a draft is a file of one's own.
import { send, trouble } from "./shared.js";

const form = document.getElementById("form"), id = form.dataset.form, told = document.getElementById("told");
const QUIET = 400; // milliseconds without a key, after which what is typed is checked
const touched = new Set();
let showsAll = false, isSaved = true;

const inputs = () => [...form.querySelectorAll("[name]")].filter((each) => !["csrf", "format"].includes(each.name) && !each.closest("template"));
const entryOf = (path) => form.querySelector(`[data-entry="${CSS.escape(path)}"]`);

const isOption = (each) => each.type === "radio" || each.type === "checkbox";

/** What is filled in, by path; of options the chosen words, of an open one with the words behind it. */
function texts() {
  const found = {};
  for (const each of inputs()) {
    if (!isOption(each)) { if (each.value.trim()) found[each.name] = each.value; continue; }
    if (!each.checked) continue;
    const other = each.closest("[data-entry]").querySelector(".other");
    const word = other?.dataset.open === each.value && other.value.trim() ? `${each.value}：${other.value.trim()}` : each.value;
    found[each.name] = found[each.name] ? `${found[each.name]}、${word}` : word;
  }
  return found;
}

function choose(input, text) {
  const words = text.split("、"), other = input.closest("[data-entry]").querySelector(".other");
  const open = other?.dataset.open === input.value && words.find((each) => each.startsWith(`${input.value}：`));
  input.checked = words.includes(input.value) || Boolean(open);
  if (open) other.value = open.slice(input.value.length + 1);
}

/* Rows of sections, and sections in their rows */

const inside = (section, what) => section.querySelector(`:scope > ${what}`);
const NAMED = ["name", "id", "for", "aria-describedby", "aria-labelledby", "data-entry", "data-for", "data-clear", "data-section"];

function addRow(section) {
  const row = inside(section, "template").content.firstElementChild.cloneNode(true);
  inside(section, ".rows").append(row);
  number(section);
  for (const each of row.querySelectorAll("[data-section]")) if (!inside(each, ".rows").children.length) addRow(each);
  return row;
}

/** Each row of a section gets the number at which it stands, in all the names within it. */
function number(section) {
  const path = section.dataset.section.replace(/[[\].]/g, "\\$&"), own = new RegExp(`(^|:)${path}\\[[^\\]]*\\]`);
  const rename = (within, at) => {
    for (const each of within.querySelectorAll("*")) {
      for (const name of NAMED) {
        const value = each.getAttribute(name);
        if (value) each.setAttribute(name, value.split(" ").map((part) => part.replace(own, `$1${section.dataset.section}[${at}]`)).join(" "));
      }
      if (each.tagName === "TEMPLATE") rename(each.content, at);
    }
  };
  [...inside(section, ".rows").children].forEach((row, at) => {
    rename(row, at);
    for (const each of row.querySelectorAll(".row-number")) if (each.closest(".one-row") === row) each.textContent = form.dataset.row.replace("#", at + 1);
  });
}

form.addEventListener("click", ({ target }) => {
  if (target.matches(".add")) addRow(target.closest("[data-section]")).querySelector("input, textarea, select").focus();
  else if (target.matches(".remove")) {
    const row = target.closest(".one-row"), section = row.closest("[data-section]");
    row.remove();
    number(section);
    inside(section, ".add").focus();
  } else if (target.matches(".clear")) {
    for (const each of target.closest("[data-entry]").querySelectorAll("input")) { each.checked = false; if (each.matches(".other")) each.value = ""; }
  } else return;
  changed();
});
for (const section of form.querySelectorAll("[data-section]")) addRow(section);

/* What the server says of it */

let waiting = 0;
function changed() {
  isSaved = false;
  clearTimeout(waiting);
  waiting = setTimeout(check, QUIET);
}

let turn = 0;
async function check() {
  const mine = ++turn;
  try {
    const answer = await send(`/apply/${id}/check`, { texts: texts() });
    if (mine === turn) { show(answer); trouble(""); }
  } catch (error) { trouble(error.message); }
}

/** Where a finding is said: at its field, or at the nearest part of the form around it. */
function placeOf(path) {
  for (let here = path; here; here = here.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, "")) {
    const found = form.querySelector(`.messages[data-for="${CSS.escape(here)}"]`);
    if (found) return found;
  }
  return null;
}

function show({ findings, eligibility }) {
  for (const each of form.querySelectorAll(".messages")) each.replaceChildren();
  for (const each of form.querySelectorAll(".faulty")) each.classList.remove("faulty");
  for (const each of inputs()) each.removeAttribute("aria-invalid");
  const asked = findings.filter((each) => each.severity !== "note");
  for (const each of asked) {
    const place = placeOf(each.path), entry = place?.closest("[data-entry]");
    if (!place || (each.is_blank && !showsAll && !touched.has(entry?.dataset.entry))) continue;
    const line = document.createElement("p");
    line.className = `message ${each.severity}`;
    line.textContent = [each.message, each.hint].filter(Boolean).join("。").replaceAll("。。", "。");
    place.append(line);
    if (each.severity === "error" && entry) {
      entry.classList.add("faulty");
      for (const input of entry.querySelectorAll("[name]")) input.setAttribute("aria-invalid", "true");
    }
  }
  const count = document.getElementById("count"), blank = asked.filter((each) => each.is_blank).length;
  count.textContent = asked.length ? count.dataset.open.replace("#", blank).replace("@", asked.length - blank) : count.dataset.none;
  list(asked);
  conditions(eligibility);
}

function list(asked) {
  const summary = document.getElementById("summary"), items = document.getElementById("list");
  summary.hidden = !showsAll || !asked.length;
  items.replaceChildren(...asked.map((each) => {
    const item = document.createElement("li"), link = document.createElement("a");
    item.className = `finding ${each.severity}`;
    link.href = "#";
    link.textContent = each.label || "—";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = placeOf(each.path), target = (place?.closest("[data-entry]") || place?.parentElement)?.querySelector("input, textarea, select, button");
      target?.focus();
    });
    item.append(link, `：${each.message}`);
    return item;
  }));
}

function conditions(eligibility) {
  const place = document.getElementById("conditions"), items = place.querySelector("ul");
  place.hidden = !eligibility;
  items.replaceChildren(...(eligibility?.conditions || []).map((each) => {
    const item = document.createElement("li"), met = document.createElement("b");
    met.textContent = items.dataset[each.verdict];
    item.append(met, ` ${each.title}${each.arithmetic ? `（${each.arithmetic}）` : ""} ${each.clause}`);
    return item;
  }));
}

/* Drafts and old forms */

function fill(given, unsure = {}) {
  form.reset();
  touched.clear();
  for (const section of form.querySelectorAll("[data-section]")) if (!section.parentElement.closest("[data-section]")) fillRows(section, given);
  for (const each of inputs()) {
    const text = given[each.name];
    if (text === undefined) continue;
    if (isOption(each)) choose(each, text);
    else each.value = text;
  }
  for (const each of form.querySelectorAll(".unsure")) each.classList.remove("unsure");
  for (const path of Object.keys(unsure)) placeOf(path)?.closest("[data-entry]")?.classList.add("unsure");
  check();
}

/** As many rows as are given, at least one; then the sections in them. */
function fillRows(section, given) {
  const start = `${section.dataset.section}[`;
  const numbers = Object.keys(given).filter((path) => path.startsWith(start)).map((path) => Number.parseInt(path.slice(start.length), 10));
  inside(section, ".rows").replaceChildren();
  for (let at = 0; at <= Math.max(0, ...numbers); at += 1) {
    for (const each of addRow(section).querySelectorAll("[data-section]")) if (each.parentElement.closest("[data-section]") === section) fillRows(each, given);
  }
}

function save() {
  const draft = { ipforms_draft: 1, form: id, texts: texts() };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" }));
  link.download = `${document.title}-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  isSaved = true;
  told.textContent = told.dataset.saved;
}

document.getElementById("draft").addEventListener("change", async ({ target }) => {
  try {
    const draft = JSON.parse(await target.files[0].text());
    if (draft.form !== id || typeof draft.texts !== "object") throw new Error();
    fill(draft.texts);
    told.textContent = "";
  } catch { told.textContent = told.dataset.broken; }
  target.value = "";
});
document.getElementById("old").addEventListener("change", async ({ target }) => {
  const body = new FormData();
  body.append("file", target.files[0]);
  told.textContent = told.dataset.reading;
  try {
    const read = await send(`/apply/${id}/import`, body);
    fill(read.texts, read.unsure);
    told.textContent = told.dataset.read.replace("#", Object.keys(read.unsure).length);
    trouble("");
  } catch (error) { told.textContent = ""; trouble(error.message); }
  target.value = "";
});

form.addEventListener("input", changed);
form.addEventListener("change", (event) => {
  const entry = event.target.closest("[data-entry]");
  if (entry) { touched.add(entry.dataset.entry); entry.classList.remove("unsure"); }
});
form.addEventListener("focusout", (event) => { const entry = event.target.closest("[data-entry]"); if (entry && event.target.name) { touched.add(entry.dataset.entry); changed(); } });
form.addEventListener("submit", () => {
  form.querySelector("[name=texts]")?.remove();
  const field = document.createElement("input");
  field.type = "hidden"; field.name = "texts"; field.value = JSON.stringify(texts());
  // The inputs have names of their own, which the server does not need.
  for (const each of inputs()) each.disabled = true;
  form.append(field);
  setTimeout(() => { field.remove(); for (const each of inputs()) each.disabled = false; });
  isSaved = true;
});
document.getElementById("save").addEventListener("click", save);
document.getElementById("all").addEventListener("click", async () => {
  showsAll = true;
  await check();
  const heading = document.getElementById("said-heading");
  if (!document.getElementById("summary").hidden) heading.focus();
});
window.addEventListener("beforeunload", (event) => { if (!isSaved && Object.keys(texts()).length) event.preventDefault(); });
check();
