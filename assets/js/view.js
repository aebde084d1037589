// How somebody wants pages to look, 大字版 and 深色: kept by the browser, for readers' pages and the desk alike. This runs before the first
// paint, so that no page is light before it is dark. Readers' pages import it, the desk's load it by itself.
const root = document.documentElement;
const key = "jianbao.view";
const views = {
  large: { name: "size", value: "large" },
  dark: { name: "theme", value: "dark" },
};

const isOn = (view) => root.dataset[views[view].name] === views[view].value;

function set(view, on) {
  if (on) root.dataset[views[view].name] = views[view].value;
  else delete root.dataset[views[view].name];
}

// A browser that keeps nothing (private mode, storage switched off) still gets the view for this page.
function remembered() {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function remember() {
  try {
    localStorage.setItem(key, Object.keys(views).filter(isOn).join(" "));
  } catch {
    // see above
  }
}

for (const view of remembered().split(" ")) if (view in views) set(view, true);

const switches = () => document.querySelectorAll("[data-view]");

// A box says by its tick that a view is on; a link or a button says what a press would do.
function show(one) {
  const on = isOn(one.dataset.view);
  if (one.type === "checkbox") one.checked = on;
  else one.textContent = on ? one.dataset.on : one.dataset.off;
}

function changed() {
  switches().forEach(show);
  document.dispatchEvent(new CustomEvent("jianbao:view", { detail: Object.keys(views).filter(isOn).join("-") }));
}

function press(event) {
  const one = event.currentTarget;
  if (one.type !== "checkbox") event.preventDefault();
  set(one.dataset.view, !isOn(one.dataset.view));
  remember();
  changed();
  one.scrollIntoView({ block: "nearest" }); // larger type moves it
}

document.addEventListener("DOMContentLoaded", () => {
  for (const one of switches()) {
    one.hidden = false;
    one.disabled = false;
    show(one);
    one.addEventListener("click", press);
  }
});

// What is chosen on one page holds on all that are open.
addEventListener("storage", (event) => {
  if (event.key !== key) return;
  const chosen = remembered().split(" ");
  for (const view of Object.keys(views)) set(view, chosen.includes(view));
  changed();
});
