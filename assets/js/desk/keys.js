// Keys: F1 lists them. A button says with aria-keyshortcuts which key it answers; Alt+arrow moves the row that has the focus.
// Letters are never keys: under a Chinese input method they are text.
const arrows = { ArrowUp: "Alt+ArrowUp", ArrowDown: "Alt+ArrowDown" };

function press(button) {
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

function save() {
  const form = document.activeElement?.form;
  const button = document.querySelector('button[aria-keyshortcuts="Control+S"]');
  if (form && form !== button?.form && form.method === "post") {
    form.requestSubmit();
    return true;
  }
  return press(button);
}

// find goes to the field of the search page, or to the page.
function find() {
  const field = document.querySelector('input[aria-keyshortcuts="Alt+/"]');
  if (field) {
    field.focus();
    field.select();
    return true;
  }
  return press(document.querySelector('a[aria-keyshortcuts="Alt+/"]'));
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === "F1") {
    event.preventDefault();
    document.getElementById("keys")?.togglePopover?.();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && arrows[event.key]) {
    const row = document.activeElement?.closest("[data-row]");
    if (!row) return;
    event.preventDefault();
    press(row.querySelector(`button[aria-keyshortcuts="${arrows[event.key]}"]`));
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "Slash") {
    if (find()) event.preventDefault();
  } else if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    if (save()) event.preventDefault();
  }
});
