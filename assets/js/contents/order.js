// The order of the contents as it stands on the page, written as models.Order writes it: 12:34,35;13:
import { articleNumber, numberArticles, sectionNumber } from "./numerals.js";

export const root = () => document.getElementById("contents");
export const sections = () => [...root().querySelectorAll("[data-section]")];
export const list = (section) => section.querySelector(".contents-list");
export const rows = (section) => [...list(section).querySelectorAll(":scope > [data-article]")];

export const read = () =>
  sections()
    .map((s) => `${s.dataset.section}:${rows(s).map((r) => r.dataset.article).join(",")}`)
    .join(";");

// Puts every row where an order has it. A row that the order does not have goes.
export function restore(order) {
  const kept = new Map([...root().querySelectorAll("[data-article]")].map((r) => [r.dataset.article, r]));
  const end = document.getElementById("order-form");
  for (const part of order.split(";")) {
    const [id, articles] = part.split(":");
    const section = document.getElementById(`section-${id}`);
    end.before(section);
    for (const article of articles.split(",")) {
      if (kept.has(article)) list(section).append(kept.get(article));
      kept.delete(article);
    }
  }
  kept.forEach((row) => row.remove());
  renumber();
}

// Computes the printed numbers anew.
export function renumber() {
  const all = sections();
  const numbers = numberArticles(root().dataset.numbering, all.map((s) => rows(s).length));
  let printed = 0;
  all.forEach((section, s) => {
    const number = section.querySelector(".section-number");
    if (!section.querySelector("h3").classList.contains("untitled")) number.textContent = sectionNumber(++printed);
    section.querySelector(":scope > .paper-empty").hidden = rows(section).length > 0;
    rows(section).forEach((row, i) => {
      row.querySelector(".contents-number").textContent = articleNumber(numbers[s][i]);
    });
  });
}

// Puts rows, in their order, into a section before one of its rows or at its end.
export function put(moving, section, before) {
  const to = list(section);
  const there = moving.every((row, i) => row.parentElement === to && row.nextElementSibling === (moving[i + 1] ?? before));
  if (there) return;
  moving.forEach((row) => to.insertBefore(row, before));
  renumber();
}
