// A form is sent once, however often its button is pressed.
const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  event.submitter?.setAttribute("aria-busy", "true");
});

// The page may come back from the browser's memory as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sent.clear();
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});
