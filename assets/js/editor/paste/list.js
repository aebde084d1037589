// Lists in pasted HTML: <ul> and <ol> with their levels and numbers, and the markers that Word writes before its items.
import { schema } from "../schema.js";
import { readMarker, schemeOfLevel, trim, writeMarker } from "../marker.js";
import { counterOf, isMsoMarker } from "./styles.js";

const { item } = schema.nodes;
const deepest = 8;
const first = { a: readMarker("a."), han: readMarker("一、") };

// itemMarker is the number that Word wrote before a paragraph. A bullet is a letter of another font, and no number.
export function itemMarker(el) {
  const written = [...el.querySelectorAll("[data-style]")].find(isMsoMarker);
  const marker = trim(written?.textContent ?? "").replace(/[\s\u00a0]+/gu, "");
  return readMarker(marker) || /\d|[一二三四五六七八九十]/u.test(marker) ? marker.slice(0, 16) : "";
}

const isList = (node) => node.tagName === "UL" || node.tagName === "OL";

// listItems gives the items of a list and the lists in it, with their levels, and behind each what no item can hold.
export function listItems(el, read, level = 0) {
  const out = [];
  let number = Number(el.getAttribute("start")) || 1;
  for (const child of [...el.children]) {
    if (isList(child)) {
      out.push(...listItems(child, read, Math.min(deepest, level + 1)));
      continue;
    }
    const inner = [...child.children].filter(isList);
    inner.forEach((list) => list.remove());
    const { line, rest } = read(child);
    const marker = el.tagName === "OL" ? markerOf(el, level, Number(child.getAttribute("value")) || number) : "";
    const written = line.size > 0 || inner.length + rest.length === 0;
    out.push({ items: written ? [item.create({ level, marker }, line)] : [], rest });
    if (written) number++;
    inner.forEach((list) => out.push(...listItems(list, read, Math.min(deepest, level + 1))));
  }
  return out;
}

function markerOf(el, level, number) {
  return writeMarker(first[counterOf(el)]?.scheme ?? schemeOfLevel(level), number);
}
