// What the look of pasted HTML says: marks by tag or by style, levels of headings, levels and numbers of lists.
import { schema } from "../schema.js";
import { safeHref } from "../links.js";

const { marks } = schema;

export const styleOf = (el) => el.getAttribute("data-style") ?? "";

const tagMarks = { B: "bold", STRONG: "bold", I: "italic", EM: "italic", U: "underline", INS: "underline", SUP: "superscript", SUB: "subscript" };

const styleMarks = [
  [/font-weight:\s*(?:bold|bolder|[6-9]00)/iu, "bold", true],
  [/font-weight:\s*(?:normal|lighter|[1-4]00)/iu, "bold", false],
  [/font-style:\s*(?:italic|oblique)/iu, "italic", true],
  [/font-style:\s*normal/iu, "italic", false],
  [/text-decoration(?:-line)?:[^;]*underline/iu, "underline", true],
  [/text-decoration(?:-line)?:\s*none/iu, "underline", false],
  [/vertical-align:\s*super/iu, "superscript", true],
  [/vertical-align:\s*sub/iu, "subscript", true],
];

// marksOf are the marks of an element's text, over those around it.
export function marksOf(el, around) {
  let set = around;
  const tag = tagMarks[el.tagName];
  if (tag) set = marks[tag].create().addToSet(set);
  if (el.tagName === "A" && safeHref(el.getAttribute("href")?.trim())) {
    set = marks.link.create({ href: el.getAttribute("href").trim() }).addToSet(set);
  }
  const style = styleOf(el);
  for (const [look, kind, on] of style ? styleMarks : []) {
    if (look.test(style)) set = on ? marks[kind].create().addToSet(set) : marks[kind].removeFromSet(set);
  }
  return set;
}

const headingTag = /^H([1-6])$/u;
const headingClass = /(?:^|\s)(?:Mso|mso)?(?:Heading|标题)[\s-]?(\d)/u;
const outline = /mso-outline-level:\s*(\d)/iu;

// headingLevel is 1–3 for a heading, 0 for anything else.
export function headingLevel(el) {
  const found = headingTag.exec(el.tagName) ?? headingClass.exec(el.className) ?? outline.exec(styleOf(el));
  return found ? Math.min(3, Math.max(1, Number(found[1]) - (found[0].startsWith("H") ? 1 : 0))) : 0;
}

// msoList is the level that Word gives a paragraph in a list, -1 outside of one.
export function msoList(el) {
  const found = /mso-list:\s*l\d+\s+level(\d+)/iu.exec(styleOf(el));
  return found ? Math.min(8, Number(found[1]) - 1) : -1;
}

export const isMsoMarker = (el) => /mso-list:\s*ignore/iu.test(styleOf(el));

export const isHidden = (el) => /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/iu.test(styleOf(el)) || el.hasAttribute("hidden");

const counters = { "lower-alpha": "a", "lower-latin": "a", "cjk-ideographic": "han", "simp-chinese-informal": "han", "trad-chinese-informal": "han" };

// counterOf says how an <ol> counts: "1", "a" or "han".
export function counterOf(el) {
  const look = /list-style(?:-type)?:\s*([\w-]+)/iu.exec(styleOf(el))?.[1];
  return counters[look] ?? (el.getAttribute("type") === "a" ? "a" : "1");
}
