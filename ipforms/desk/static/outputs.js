import { follow, keepFields } from "./shared.js";

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
