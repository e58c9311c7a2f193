
// Filters the files and their findings. Without it the page shows everything, open.
(() => {
  "use strict";
  const named = (id) => document.getElementById(id);
  const [form, words, severity, faulty, shown] = ["filter", "words", "severity", "faulty", "shown"].map(named);
  const files = Array.from(document.querySelectorAll("section.file"), (section) => ({
    section,
    row: named("r" + section.id.slice(1)),
    details: section.querySelector("details"),
    findings: Array.from(section.querySelectorAll("[data-severity]")),
    text: "",
  }));
  let chosen = "";
  const many = 20;

  const isWanted = (file) => {
    if (faulty.checked && file.section.dataset.result === "good") return false;
    if (severity.value && !file.findings.some((finding) => finding.dataset.severity === severity.value)) return false;
    if (!words.value) return true;
    file.text ||= file.section.textContent.toLowerCase();
    return words.value.toLowerCase().split(/\s+/).every((word) => file.text.includes(word));
  };

  const choose = () => {
    if (chosen === severity.value) return;
    chosen = severity.value;
    for (const finding of files.flatMap((file) => file.findings)) {
      finding.toggleAttribute("hidden", chosen !== "" && finding.dataset.severity !== chosen);
    }
  };

  const filter = () => {
    let count = 0;
    for (const file of files) {
      const wanted = isWanted(file);
      file.section.hidden = file.row.hidden = !wanted;
      count += wanted;
    }
    choose();
    shown.textContent = shown.dataset.text.replace("{shown}", count).replace("{all}", files.length);
  };

  const open = (isOpen) => files.forEach((file) => { file.details.open = isOpen; });

  // A link to something inside of a closed file opens it.
  const reveal = () => {
    const target = location.hash && named(decodeURIComponent(location.hash.slice(1)));
    const file = target && target.closest("section.file");
    if (!file) return;
    file.querySelector("details").open = true;
    target.scrollIntoView();
  };

  let before = [];
  addEventListener("beforeprint", () => { before = files.map((file) => file.details.open); open(true); });
  addEventListener("afterprint", () => files.forEach((file, index) => { file.details.open = before[index]; }));
  addEventListener("hashchange", reveal);
  for (const event of ["input", "change"]) form.addEventListener(event, filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  named("open").addEventListener("click", () => open(true));
  named("close").addEventListener("click", () => open(false));
  form.hidden = false;
  if (files.length > many) open(false);
  filter();
  reveal();
})();
