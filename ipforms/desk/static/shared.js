// What all pages use: requests that bear the session's token, and fields that this browser remembers.

const csrf = document.querySelector("meta[name=csrf]").content;

/** The answer to a request; an Error with the sentence of the problem (RFC 9457) if it was refused. */
export async function send(address, body) {
  const isForm = body instanceof FormData;
  const headers = { "X-CSRF-Token": csrf, Accept: "application/json" };
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  const answer = await fetch(address, {
    method: body === undefined ? "GET" : "POST", headers, body: isForm || body === undefined ? body : JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.title || String(answer.status));
  return told;
}

/** Say what went wrong, where everybody sees it; an empty text takes it away. */
export function trouble(text) {
  const place = document.getElementById("trouble");
  if (place) { place.textContent = text; place.hidden = !text; }
}

/** Fields of forms with data-kept="office contact" keep what was written in them, in this browser. */
export function keepFields() {
  for (const form of document.querySelectorAll("form[data-kept]")) {
    for (const name of form.dataset.kept.split(" ")) {
      const field = form.elements[name], key = `ipforms:${name}`;
      const kept = localStorage.getItem(key);
      if (kept !== null) field.value = kept;
      field.addEventListener("change", () => localStorage.setItem(key, field.value));
    }
  }
}

/** Wait for a job; `told` gets its state each second until it is over. */
export async function follow(job, told) {
  for (;;) {
    const state = await send(`/jobs/${job}`);
    told(state);
    if (!["waiting", "running"].includes(state.status)) return state;
    await new Promise((done) => setTimeout(done, 700));
  }
}
