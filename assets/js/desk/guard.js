// Warns before a page with unsaved text is left. A form says so itself with data-guard; data-dirty marks one that the server
// drew with text not yet saved.
const changed = new Set(document.querySelectorAll("form[data-guard][data-dirty]"));

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-guard")) changed.add(form);
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.clear();
});

window.addEventListener("beforeunload", (event) => {
  if (changed.size > 0) event.preventDefault();
});
