// Drawing rows with a pointer or a finger, by their grips: articles within and across sections, several when picked, sections,
// articles of the pool into the contents and articles of the contents onto the pool.
import { put, read, renumber, restore, root, rows, sections } from "./order.js";
import { save } from "./page.js";

const threshold = 4; // pixels before a press becomes a drag
const edge = 72; // pixels from the edge of the window where the page moves along

let drag = null;

const picked = () => [...root().querySelectorAll("[data-article]")].filter((row) => row.querySelector(".pick")?.checked);

function begin(grip, event) {
  const pooled = grip.closest("[data-pooled]");
  const row = grip.closest("[data-article]");
  const many = picked();
  const moving = row && many.includes(row) ? many : [pooled ? ghost(pooled) : row ?? grip.closest("[data-section]")];
  drag = { moving, pooled, section: !pooled && !row, order: read(), x: event.clientX, y: event.clientY, begun: false };
}

// What an article of the pool looks like while it is carried to its place.
function ghost(pooled) {
  const row = document.createElement("li");
  row.className = "contents-line incoming";
  row.dataset.article = pooled.dataset.pooled;
  const cells = ["grips", "contents-number", "contents-text"].map((name) => Object.assign(document.createElement("span"), { className: name }));
  cells[2].textContent = pooled.querySelector(".pool-title").textContent;
  row.append(...cells);
  return row;
}

function start() {
  drag.begun = true;
  drag.moving.forEach((row) => row.classList.add("dragging"));
  root().classList.add("arranging");
  requestAnimationFrame(follow);
}

// The page moves along while the pointer waits at its edge.
function follow() {
  if (!drag?.begun) return;
  const by = drag.y < edge ? -12 : drag.y > innerHeight - edge ? 12 : 0;
  if (by) {
    scrollBy(0, by);
    place();
  }
  requestAnimationFrame(follow);
}

const middle = (element) => {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
};

function place() {
  const panel = document.getElementById("pool-panel");
  const over = !drag.section && panel?.contains(document.elementFromPoint(drag.x, drag.y));
  panel?.classList.toggle("drop-here", Boolean(over) && !drag.pooled);
  drag.out = over;
  if (drag.section) placeSection();
  else if (!over) placeArticles();
  else if (drag.pooled) {
    drag.moving[0].remove();
    renumber();
  }
}

function placeSection() {
  const [moving] = drag.moving;
  const before = sections().find((s) => s !== moving && middle(s) > drag.y) ?? document.getElementById("order-form");
  if (moving.nextElementSibling !== before) before.before(moving);
  renumber();
}

function placeArticles() {
  const all = sections();
  if (all.length === 0) return;
  const into = all.findLast((s) => s.getBoundingClientRect().top <= drag.y) ?? all[0];
  const before = rows(into).find((row) => !drag.moving.includes(row) && middle(row) > drag.y) ?? null;
  put(drag.moving, into, before);
}

function end(keep) {
  const { moving, pooled, out, order, begun } = drag;
  drag = null;
  moving.forEach((row) => row.classList.remove("dragging"));
  root().classList.remove("arranging");
  document.getElementById("pool-panel")?.classList.remove("drop-here");
  if (!begun) return;
  if (!keep) restore(order);
  else if (out && !pooled) {
    moving.forEach((row) => row.remove());
    renumber();
    save(moving.map((row) => row.dataset.article));
  } else save();
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip || event.button !== 0 || !event.isPrimary) return;
  event.preventDefault(); // no text is marked
  grip.focus?.({ preventScroll: true });
  begin(grip, event);
});

document.addEventListener("pointermove", (event) => {
  if (!drag || !event.isPrimary) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > threshold;
  if (!drag.begun && !far) return;
  if (!drag.begun) start();
  [drag.x, drag.y] = [event.clientX, event.clientY];
  place();
});

document.addEventListener("pointerup", () => drag && end(true));
document.addEventListener("pointercancel", () => drag && end(false));
document.addEventListener("keydown", (event) => {
  if (!drag || event.key !== "Escape") return;
  event.preventDefault();
  end(false);
});
