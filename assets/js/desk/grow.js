// Text areas grow with their text where the browser does not do it by itself (field-sizing in the stylesheet).
function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const areas = document.querySelectorAll("textarea[data-grow]");
  areas.forEach(fit);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-grow]")) fit(event.target);
  });
  // A folded form has no height until it is unfolded.
  document.addEventListener("toggle", (event) => event.target.querySelectorAll?.("textarea[data-grow]").forEach(fit), true);
}
