// Readers' pages and print pages work without scripts. This one runs before the first paint: it remembers how the reader wants
// pages to look, opens the print dialogue, and folds the contents on a phone.
import "./view.js";
import { offerAloud } from "./reader/aloud.js";

const root = document.documentElement;

// Contents stay out of sight on a phone until they are folded, so that nothing jumps.
const phone = matchMedia("(max-width: 40rem)").matches;
if (phone) root.dataset.folding = "";

// Pages that came with a view in their address hand it on with links and forms, for whoever has no script. Here what the reader chose holds.
document.addEventListener("jianbao:view", ({ detail: view }) => {
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
});

document.addEventListener("DOMContentLoaded", () => {
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
