// Readers' pages and print pages work without scripts. This one runs before the first paint: it remembers how the reader wants
// pages to look, opens the print dialogue, and folds the contents on a phone.
import { offerAloud } from "./reader/aloud.js";

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
    return (localStorage.getItem(key) ?? "").split(" ");
  } catch {
    return [];
  }
}

function remember() {
  try {
    localStorage.setItem(key, Object.keys(views).filter(isOn).join(" "));
  } catch {
    // see above
  }
}

for (const view of remembered()) if (view in views) set(view, true);

// Contents stay out of sight on a phone until they are folded, so that nothing jumps.
const phone = matchMedia("(max-width: 40rem)").matches;
if (phone) root.dataset.folding = "";

function switchView(event) {
  const link = event.currentTarget;
  event.preventDefault();
  set(link.dataset.view, !isOn(link.dataset.view));
  label(link);
  remember();
  carry();
}

// Pages that came with a view in their address hand it on with links and forms, for whoever has no script. Here what the reader chose holds.
function carry() {
  const view = Object.keys(views).filter(isOn).join("-");
  for (const link of document.querySelectorAll('a[href*="view="]:not([data-view])')) {
    const address = new URL(link.href);
    if (view) address.searchParams.set("view", view);
    else address.searchParams.delete("view");
    link.href = address;
  }
  for (const field of document.querySelectorAll('input[type="hidden"][name="view"]')) {
    field.value = view;
    field.disabled = !view;
  }
}

function label(link) {
  link.textContent = isOn(link.dataset.view) ? link.dataset.on : link.dataset.off;
}

document.addEventListener("DOMContentLoaded", () => {
  for (const link of document.querySelectorAll("a[data-view]")) {
    label(link);
    link.addEventListener("click", switchView);
  }
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  if (phone) for (const contents of document.querySelectorAll(".ed-contents > details")) contents.open = false;
  delete root.dataset.folding;
  offerAloud();
});

// Paper shows the contents whether they are folded or not.
addEventListener("beforeprint", () => {
  for (const contents of document.querySelectorAll(".ed-contents > details")) contents.open = true;
});
