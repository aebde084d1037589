// The keys of a grip: Space or Enter picks its row up, the arrows move it, Space or Enter puts it down, Escape takes it back.
// What happens is said to those who listen. Ctrl+Z takes the last change back.
import { put, read, renumber, restore, root, rows, sections } from "./order.js";
import { save, say, send } from "./page.js";

let held = null;
let moving = false;

function values(row) {
  const number = row.querySelector(".contents-number, .section-number").textContent || String(sections().indexOf(row) + 1);
  return { title: row.querySelector(".contents-title, .section-name").textContent.trim(), number: number.replace("、", "") };
}

function pickUp(grip) {
  const row = grip.closest("[data-article], [data-section]");
  held = { grip, row, order: read() };
  grip.setAttribute("aria-pressed", "true");
  row.classList.add("dragging");
  say("Up", values(row));
}

function letGo() {
  const { grip, row } = held;
  held = null;
  grip.setAttribute("aria-pressed", "false");
  row.classList.remove("dragging");
  return row;
}

function stepSection(row, by) {
  const all = sections();
  const other = all[all.indexOf(row) + by];
  if (!other) return false;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber();
  return true;
}

function stepArticle(row, by) {
  const section = row.closest("[data-section]");
  const [all, here] = [sections(), rows(section)];
  const at = here.indexOf(row) + by;
  if (at >= 0 && at < here.length) {
    put([row], section, by < 0 ? here[at] : here[at].nextElementSibling);
    return true;
  }
  const next = all[all.indexOf(section) + by];
  if (!next) return false;
  put([row], next, by < 0 ? null : (rows(next)[0] ?? null));
  return true;
}

function step(by) {
  const { row, grip } = held;
  moving = true;
  const moved = row.dataset.article ? stepArticle(row, by) : stepSection(row, by);
  grip.focus();
  moving = false;
  row.scrollIntoView({ block: "nearest" });
  say(moved ? "At" : "Edge", values(row));
}

function putDown() {
  const row = letGo();
  say("Down", values(row));
  save();
}

function takeBack() {
  const { order, grip } = held;
  moving = true;
  const row = letGo();
  restore(order);
  grip.focus();
  moving = false;
  say("Back", values(row));
}

const keys = { " ": putDown, Enter: putDown, ArrowUp: () => step(-1), ArrowDown: () => step(1), Escape: takeBack };

function undo() {
  const form = document.querySelector("#flash form");
  if (form && root()) send(form);
  return Boolean(form && root());
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing) return;
    const grip = event.target.closest?.("#contents .grip");
    if (held && grip && keys[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    } else if (grip && (event.key === " " || event.key === "Enter")) {
      event.preventDefault();
      pickUp(grip);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && event.target.closest("#contents") && !event.target.matches("input.input")) {
      if (undo()) event.preventDefault();
    }
  },
  true,
);

// Going elsewhere without putting it down takes it back.
document.addEventListener("focusout", () => held && !moving && takeBack());

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("#flash form") || !root()) return;
  event.preventDefault();
  send(form);
});
