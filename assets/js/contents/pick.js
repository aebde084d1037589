// What can be done with several articles at once.
import { list, renumber, root } from "./order.js";
import { save } from "./page.js";

const picks = () => [...root().querySelectorAll(".pick:checked")];
const picked = () => picks().map((box) => box.closest("[data-article]"));

function count() {
  const bar = document.getElementById("pick-bar");
  const label = bar.querySelector(".pick-count");
  const n = picks().length;
  bar.hidden = n === 0;
  label.textContent = label.dataset.text.replace("{count}", String(n));
}

function clear() {
  picks().forEach((box) => {
    box.checked = false;
  });
  count();
}

const acts = {
  clear,
  move(bar) {
    const rows = picked();
    list(document.getElementById(`section-${bar.querySelector("select").value}`)).append(...rows);
    clear();
    renumber();
    save();
  },
  pool() {
    const rows = picked();
    clear();
    rows.forEach((row) => row.remove());
    renumber();
    save(rows.map((row) => row.dataset.article));
  },
};

document.addEventListener("change", (event) => event.target.matches("#contents .pick") && count());
document.addEventListener("click", (event) => {
  const button = event.target.closest("#pick-bar [data-do]");
  if (button) acts[button.dataset.do](document.getElementById("pick-bar"));
});
