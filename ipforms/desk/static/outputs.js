import { follow, keepFields, send, trouble } from "./shared.js";

keepFields();
for (const row of document.querySelectorAll("tr[data-job]")) {
  const place = row.querySelector(".state"), word = place.textContent;
  follow(row.dataset.job, (state) => { place.textContent = state.total ? `${word} ${state.done}/${state.total}` : word; })
    .then(() => location.replace("/outputs"));
}
// Letters alone need an office; a table without one leaves the place blank.
const letters = document.querySelector("[name=kind][value=letter]");
const ask = () => { letters.form.elements.office.required = letters.checked; };
letters?.addEventListener("change", ask);
if (letters) ask();
// A file goes with the session's token in a header; the answer, or why it was refused, stands below.
for (const each of document.querySelectorAll("form[data-send]")) {
  each.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble("…");
    try { trouble((await send(each.dataset.send, new FormData(each))).told); } catch (error) { trouble(error.message); }
  });
}
