// After an act the page comes anew; the focus goes back to where it was: to the button that was pressed, or to its twin when it
// can no longer be pressed (the first row cannot move up). What has to be put right comes first.
const key = "jianbao.focus";

function remember(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !submitter) return;
  const at = { path: location.pathname, button: submitter.id, form: form.id, value: submitter.value };
  if (at.button || at.form) sessionStorage.setItem(key, JSON.stringify(at));
}

function find(at) {
  const button = at.button && document.getElementById(at.button);
  if (button) return button;
  const form = at.form && document.getElementById(at.form);
  return form && [...form.querySelectorAll("button")].find((b) => b.value === at.value);
}

function usable(button) {
  if (!button?.disabled) return button;
  const row = button.closest("[data-row]");
  return row?.querySelector("button[aria-keyshortcuts]:not(:disabled)") ?? row?.querySelector("a, input, textarea");
}

function restore() {
  const problems = document.getElementById("problems");
  const stored = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (problems) {
    problems.focus();
    return problems;
  }
  const arrived = document.querySelector("[data-arrived] textarea, [data-arrived] select");
  const at = stored && JSON.parse(stored);
  const target = (at && at.path === location.pathname && usable(find(at))) || arrived;
  target?.focus();
  return target;
}

// An address that names a row takes the focus from whatever has it once the page is drawn, and gives it to nobody.
function hold(target) {
  const again = () => document.activeElement === document.body && target?.focus({ preventScroll: true });
  requestAnimationFrame(() => requestAnimationFrame(again));
}

document.addEventListener("submit", remember);
hold(restore());
