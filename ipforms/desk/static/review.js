// The review of a form by keyboard: Enter accepts or corrects and goes on, arrows move, Esc takes back what was typed.
import { keepFields, send, trouble } from "./shared.js";

const work = document.getElementById("work"), id = work.dataset.id, query = work.dataset.query;
const paper = document.getElementById("document");
const words = { open: work.dataset.open, confirmed: work.dataset.confirmed, changed: work.dataset.changed, "": "" };
const QUIET = 250; // milliseconds without a key, after which what is typed is checked
const fields = () => [...work.querySelectorAll(".field")];
const inputOf = (field) => field.querySelector("input, textarea");
const fieldOf = (path) => work.querySelector(`.field[data-path="${CSS.escape(path)}"]`);
const placesOf = (path) => [...paper.querySelectorAll(`[data-paths~="${CSS.escape(path)}"]`)];
const unsent = new Map(); // by path, how many changes the server has not answered yet
let current = null, last = Promise.resolve();

/** Changes go one after the other: the server sees them in the order in which they were made. */
function inTurn(change) {
  last = last.then(change).then(() => trouble(""), (error) => trouble(`${work.dataset.failed} ${error.message}`));
  return last;
}

function show(field) {
  if (current === field) return;
  current?.classList.remove("current");
  for (const each of paper.querySelectorAll(".current")) each.classList.remove("current");
  current = field;
  field.classList.add("current");
  drawSnippet(field);
  const places = placesOf(field.dataset.path);
  for (const each of places) each.classList.add("current");
  const wide = matchMedia("(min-width: 62.01rem)").matches;
  if (places[0] && wide) places[0].scrollIntoView({ block: "center", behavior: "instant" });
}

/** The cell beside its value: its row of the document's table, or the page's picture through a window of the cell's size. */
function drawSnippet(field) {
  const frame = field.querySelector(".snippet"), view = frame?.querySelector("svg");
  if (frame && !view && !frame.firstChild) frame.append(...rowOf(field.dataset.path));
  if (!view || view.firstChild) return;
  const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
  for (const [name, value] of [["href", view.dataset.image], ["width", view.dataset.width], ["height", view.dataset.height], ["preserveAspectRatio", "none"]])
    image.setAttribute(name, value);
  view.append(image);
}

function rowOf(path) {
  const cell = placesOf(path).find((each) => each.matches("td"));
  if (!cell) return [];
  const row = cell.parentElement, table = row.closest("table"), copy = table.cloneNode(false), own = row.cloneNode(true);
  const columns = table.querySelectorAll("col").length, span = [...row.cells].reduce((sum, each) => sum + each.colSpan, 0);
  own.cells[cell.cellIndex].classList.add("current");
  for (const each of own.cells) { each.removeAttribute("rowspan"); each.removeAttribute("data-paths"); }
  // What a cell from above takes of the row stays free.
  if (span < columns) { const gap = own.insertCell(0); gap.colSpan = columns - span; gap.className = "gap"; }
  copy.append(...[...table.querySelectorAll("colgroup")].map((each) => each.cloneNode(true)), own);
  return [copy];
}

function go(field) {
  if (!field) return;
  const input = inputOf(field);
  show(field);
  input.focus({ preventScroll: true });
  field.scrollIntoView({ block: "nearest" });
  input.select();
}

function goOn(from) {
  const all = fields(), at = all.indexOf(from);
  const open = [...all.slice(at + 1), ...all.slice(0, at)].find((each) => each.classList.contains("open"));
  if (open) return go(open);
  const button = document.querySelector("#decide .proposed") || document.querySelector("#decide button") || document.getElementById("next");
  button?.focus();
}

function told(field, answer, saved) {
  field.querySelector(".messages").innerHTML = answer.messages; // escaped by the template that made it
  if (!saved) return;
  if (!unsent.get(field.dataset.path)) mark(field, answer.state);
  for (const each of fields()) {
    const path = each.dataset.path, isOpen = answer.open.includes(path);
    // What was typed since the server answered is newer than its answer.
    if (each !== field && !unsent.get(path) && each.classList.contains("open") !== isOpen) mark(each, isOpen ? "open" : "");
  }
  document.getElementById("findings").innerHTML = answer.findings;
  document.getElementById("verdict").innerHTML = answer.verdict;
  document.getElementById("history").innerHTML = answer.history;
  for (const each of document.querySelectorAll("#decide button")) each.classList.toggle("proposed", each.dataset.decision === answer.proposed);
  count();
}

function mark(field, state) {
  if (state === undefined) return;
  field.classList.remove("open", "confirmed", "changed");
  if (state) field.classList.add(state);
  field.querySelector(".mark").textContent = words[state];
  for (const each of placesOf(field.dataset.path)) each.classList.toggle("open", state === "open");
}

function count() {
  const left = document.getElementById("left"), open = fields().filter((each) => each.classList.contains("open")).length;
  if (left) left.textContent = open ? left.dataset.some.replace("#", open) : left.dataset.none;
}

/** Write down what stands in a field, or that it was read rightly. */
function save(field) {
  const input = inputOf(field), text = input.value, isSame = text === input.dataset.saved;
  if (input.readOnly) return;
  if (isSame && !field.classList.contains("open")) return;
  input.dataset.saved = text;
  mark(field, isSame ? "confirmed" : "changed");
  count();
  const path = field.dataset.path;
  unsent.set(path, (unsent.get(path) || 0) + 1);
  inTurn(async () => {
    try {
      const answer = await send(`/review/${id}/fields`, { path, text: isSame ? null : text });
      unsent.set(path, unsent.get(path) - 1);
      if (input.value === text && answer.text && !isSame) { input.value = answer.text; input.dataset.saved = answer.text; }
      told(field, answer, true);
    } catch (error) {
      unsent.set(path, unsent.get(path) - 1);
      mark(field, "open"); // it is not written down
      throw error;
    }
  });
}

let waiting = 0;
function check(field) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const text = inputOf(field).value;
    inTurn(async () => {
      if (inputOf(field).value !== text) return;
      told(field, await send(`/review/${id}/fields`, { path: field.dataset.path, text, saved: false }), false);
    });
  }, QUIET);
}

function isAtEdge(input, down) {
  if (input.tagName !== "TEXTAREA" || input.selectionStart !== input.selectionEnd) return true;
  return down ? input.selectionEnd === input.value.length : input.selectionStart === 0;
}

work.addEventListener("focusin", (event) => { const field = event.target.closest(".field"); if (field) show(field); });
work.addEventListener("input", (event) => { const field = event.target.closest(".field"); if (field) check(field); });
work.addEventListener("change", (event) => {
  const field = event.target.closest(".field");
  if (field) { clearTimeout(waiting); if (inputOf(field).value !== inputOf(field).dataset.saved) save(field); return; }
  const area = event.target, sentence = area.dataset.sentence, text = area.value;
  if (sentence !== undefined) inTurn(async () => {
    const answer = await send(`/review/${id}/sentences`, { sentence, text });
    if (area.value === text) area.value = answer.text; // what was typed since is newer than the answer
  });
});
work.addEventListener("keydown", (event) => {
  const field = event.target.closest(".field");
  if (!field || !event.target.matches("input, textarea") || event.isComposing) return;
  const all = fields(), at = all.indexOf(field), input = event.target;
  if (event.key === "Enter" && !event.shiftKey) { clearTimeout(waiting); save(field); goOn(field); }
  else if (event.key === "ArrowDown" && isAtEdge(input, true)) go(all[at + 1]);
  else if (event.key === "ArrowUp" && isAtEdge(input, false)) go(all[at - 1]);
  else if (event.key === "Escape") { input.value = input.dataset.saved; field.querySelector(".messages").textContent = ""; input.select(); }
  else if (event.altKey && /^Digit[1-9]$/.test(event.code)) choose(field.querySelectorAll(".choice")[Number(event.code.at(-1)) - 1]);
  else return;
  event.preventDefault();
});
function choose(button) {
  if (!button) return;
  const field = button.closest(".field");
  inputOf(field).value = button.dataset.text;
  inputOf(field).focus();
  check(field);
}
document.addEventListener("click", (event) => {
  const choice = event.target.closest(".choice"), link = event.target.closest(".to-field"), place = event.target.closest("[data-paths]");
  if (choice) choose(choice);
  if (link) { event.preventDefault(); go(nearest(link.dataset.path)); }
  if (place) go(fieldOf(place.dataset.paths.split(" ")[0]));
});

/** The field of a finding: of a section or a part of a value, the first field that belongs to it. */
function nearest(path) {
  const within = fields().find((each) => each.dataset.path.startsWith(`${path}.`) || each.dataset.path.startsWith(`${path}[`));
  for (let here = path; here; here = here.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, "")) if (fieldOf(here)) return fieldOf(here);
  return within;
}

for (const button of document.querySelectorAll("#decide button")) {
  button.addEventListener("click", async () => {
    await last;
    const remark = document.getElementById("remark").value;
    inTurn(async () => { location.assign((await send(`/review/${id}/decision${query}`, { decision: button.dataset.decision, remark, seen: work.dataset.decided })).next); });
  });
}
document.getElementById("revoke")?.addEventListener("click", () => {
  inTurn(async () => { await send(`/review/${id}/decision`, { decision: "", seen: work.dataset.decided }); location.reload(); });
});
document.getElementById("decide")?.addEventListener("keydown", (event) => {
  const buttons = [...document.querySelectorAll("#decide button")], at = buttons.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  if (buttons[to]) buttons[to].focus();
  else if (to < 0) go(fields().filter((each) => each.compareDocumentPosition(buttons[0]) & 4).at(-1) || fields()[0]);
});
for (const button of document.querySelectorAll(".add-row")) {
  button.addEventListener("click", () => {
    const number = Number(button.dataset.count), rows = fields().filter((each) => each.dataset.path.startsWith(`${button.dataset.section}[`));
    const pattern = [...new Set(rows.map((each) => each.dataset.path.replace(/\[\d+\]/, "[#]")))];
    const list = work.querySelectorAll("ol.fields"), made = [];
    for (const path of pattern) {
      const from = rows.find((each) => each.dataset.path.replace(/\[\d+\]/, "[#]") === path).cloneNode(true);
      const input = inputOf(from), key = `new-${button.dataset.section}-${number}-${path}`;
      from.className = "field";
      from.dataset.path = path.replace("#", number);
      input.id = key; input.value = ""; input.setAttribute("value", ""); input.dataset.saved = "";
      input.removeAttribute("aria-describedby");
      for (const each of from.querySelectorAll(".snippet, .why, .typed, .choices, .soft")) each.remove();
      from.querySelector("label").htmlFor = key;
      from.querySelector("label").textContent = from.querySelector("label").textContent.replace(/\d+/, number + 1);
      from.querySelector(".mark").textContent = "";
      made.push(from);
    }
    list[list.length - 1].append(...made);
    button.dataset.count = number + 1;
    go(made[0]);
  });
}
window.addEventListener("beforeunload", (event) => { if (current && inputOf(current).value !== inputOf(current).dataset.saved) event.preventDefault(); });

keepFields();
count();
for (const field of fields()) if (field.classList.contains("open")) for (const each of placesOf(field.dataset.path)) each.classList.add("open");
const first = fields().find((each) => each.classList.contains("open"));
if (matchMedia("(pointer: coarse)").matches) { if (first) show(first); } // no keyboard over half of a phone's screen
else if (first) go(first);
else document.querySelector("#decide .proposed")?.focus();
if (!first && work.dataset.part > 1) fields().map((each) => placesOf(each.dataset.path)[0]).find(Boolean)?.scrollIntoView({ block: "start" });
