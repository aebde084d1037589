// Counts the characters of an article while it is written. What the form does not write (tables, pictures) is in the number
// that the server drew, so only the difference is added.
const shown = document.querySelector("[data-characters]");

if (shown) {
  const areas = [...document.querySelectorAll(".block-text")];
  const count = () => areas.reduce((sum, area) => sum + [...area.value.replace(/\s/gu, "")].length, 0);
  const rest = Number.parseInt(shown.textContent.match(/\d+/u)?.[0] ?? "0", 10) - count();
  document.addEventListener("input", (event) => {
    if (event.target.matches(".block-text")) shown.textContent = shown.textContent.replace(/\d+/u, String(rest + count()));
  });
}
