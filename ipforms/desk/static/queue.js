// The queue: files by drag and drop (folders too) or by a button, sent in parts; rows by keyboard.
import { follow, send } from "./shared.js";

const drop = document.getElementById("drop"), told = document.getElementById("told"), bar = document.getElementById("bar");
const LARGEST = 100e6; // bytes of one request; the server takes three times as much
const MOST = 500; // files of one request; the server takes a thousand

function say(text, done, total) {
  document.getElementById("under-way").hidden = false;
  told.textContent = text;
  if (total) { bar.max = total; bar.value = done; } else { bar.removeAttribute("value"); }
}

/** All files of what was dropped, with the folders that they lie in. */
async function filesOf(items) {
  const found = [];
  async function walk(entry, folder) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      found.push([file, folder + entry.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) { // a reader gives a hundred at a time
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const each of some) await walk(each, `${folder}${entry.name}/`);
    }
  }
  for (const entry of items) await walk(entry, "");
  return found;
}

function parts(files) {
  const made = [];
  let size = Infinity;
  for (const each of files) {
    if (size + each[0].size > LARGEST || made.at(-1).length >= MOST) { made.push([]); size = 0; }
    made.at(-1).push(each);
    size += each[0].size;
  }
  return made;
}

async function take(files) {
  if (!files.length) return;
  try {
    let last = null, sent = 0;
    const all = parts(files);
    for (const some of all) {
      say(drop.dataset.ask.replace("#", files.length), sent, files.length);
      const body = new FormData();
      body.append("stage", document.getElementById("stage").value);
      for (const [file, name] of some) body.append("received", file, name);
      last = await send("/uploads", body);
      sent += some.length;
    }
    await reading(last.job, all.length > 1 ? "/" : `/?upload=${last.upload}`);
  } catch (error) {
    say(`${drop.dataset.failed} ${error.message}`, 0, 1);
  }
}

async function reading(job, after) {
  const state = await follow(job, ({ done, total }) => say(`${drop.dataset.reading} ${done}${total ? `/${total}` : ""}`, done, total));
  say(state.error || drop.dataset.done, 1, 1);
  if (!state.error) location.assign(after);
}

if (drop.dataset.job) reading(drop.dataset.job, location.href);

drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((each) => each.webkitGetAsEntry()).filter(Boolean);
  take(entries.length ? await filesOf(entries) : [...event.dataTransfer.files].map((each) => [each, each.name]));
});
for (const id of ["files", "folder"]) {
  const input = document.getElementById(id);
  input.addEventListener("change", () => take([...input.files].map((each) => [each, each.webkitRelativePath || each.name])));
}
for (const each of document.querySelectorAll("#search select")) each.addEventListener("change", () => each.form.submit());

const links = [...document.querySelectorAll("#list tbody th a")];
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const at = links.indexOf(document.activeElement);
  const keys = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1 };
  if (event.key === "/") document.getElementById("q").focus();
  else if (event.key in keys && links[keys[event.key]]) links[keys[event.key]].focus();
  else return;
  event.preventDefault();
});
