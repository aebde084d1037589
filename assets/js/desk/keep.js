// A form with the class "keep" stands on a page where other forms reload it; what was typed in it stays until it is sent.
for (const form of document.querySelectorAll("form.keep")) {
  const key = `jianbao.keep.${location.pathname}`;
  const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden");
  const typed = JSON.parse(sessionStorage.getItem(key) ?? "{}");

  for (const field of fields()) {
    if (!(field.name in typed)) continue;
    if (field.type === "radio") field.checked = field.value === typed[field.name];
    else field.value = typed[field.name];
  }
  form.addEventListener("input", ({ target }) => {
    typed[target.name] = target.value;
    sessionStorage.setItem(key, JSON.stringify(typed));
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}
