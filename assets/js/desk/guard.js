// Warns before a page with unsaved text is left. A form says so itself with data-guard; data-dirty marks one that the server
// drew with text not yet saved. What autosave has brought to safety is no longer asked about.
const changed = new Set(document.querySelectorAll("form[data-guard][data-dirty]"));

const change = (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  if (form?.hasAttribute("data-guard")) changed.add(form);
};

document.addEventListener("input", change);
document.addEventListener("jianbao:change", change);
document.addEventListener("jianbao:acknowledged", (event) => changed.delete(event.target));
document.addEventListener("jianbao:leaving", () => changed.clear());

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) changed.clear();
});

window.addEventListener("beforeunload", (event) => {
  if (changed.size > 0) event.preventDefault();
});
