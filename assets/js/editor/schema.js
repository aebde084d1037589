// What the editor can hold: one node for each kind of block of the stored tree (models/body.go), and its marks. Nothing here
// writes a style attribute. Two nodes are the editor's own: a line of a cell, and a slot where a picture is still missing.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";
import { safeHref } from "./links.js";

const read = (names) => (dom) => Object.fromEntries(names.map((name) => [name, dom.getAttribute(`data-${name}`) ?? ""]));

// Text blocks carry the marker that stood before their text, so that it is taken off again as it was.
const block = { id: { default: "" } };
const written = { ...block, marker: { default: "" }, likely: { default: false } };

function textBlock(kind, tag, className) {
  return {
    content: "inline*",
    group: "block",
    defining: kind !== "paragraph",
    attrs: written,
    parseDOM: [{ tag: `${tag}[data-kind=${kind}]`, getAttrs: read(["id", "marker"]) }],
    toDOM: ({ attrs }) => [tag, { class: className, "data-kind": kind, "data-id": attrs.id, "data-marker": attrs.marker }, 0],
  };
}

const heading = {
  ...textBlock("heading", "p", ""),
  attrs: { ...written, level: { default: 1 } },
  parseDOM: [1, 2, 3].map((level) => ({ tag: `h${level + 3}[data-kind=heading]`, getAttrs: (dom) => ({ ...read(["id", "marker"])(dom), level }) })),
  toDOM: ({ attrs: { id, marker, level, likely } }) => [
    `h${level + 3}`,
    { class: `ed-heading ed-heading-${level}${likely ? " is-likely" : ""}`, "data-kind": "heading", "data-id": id, "data-marker": marker },
    0,
  ],
};

const list = {
  content: "item+",
  group: "block",
  attrs: { ...block, rest: { default: null } },
  parseDOM: [{ tag: "ul[data-kind=list]", getAttrs: read(["id"]) }],
  toDOM: ({ attrs }) => ["ul", { class: "ed-list ed-list-marked", role: "list", "data-kind": "list", "data-id": attrs.id }, 0],
};

const item = {
  content: "inline*",
  defining: true,
  attrs: { marker: { default: "" }, level: { default: 0 } },
  parseDOM: [{ tag: "li[data-level]", getAttrs: (dom) => ({ marker: dom.dataset.marker ?? "", level: Math.min(8, Math.max(0, Number(dom.dataset.level) || 0)) }) }],
  toDOM: ({ attrs: { marker, level } }) => [
    "li",
    { class: `item-${level}${marker ? "" : " item-bullet"}`, "data-marker": marker, "data-level": String(level) },
    0,
  ],
};

const caption = {
  content: "inline*",
  isolating: true,
  defining: true,
  parseDOM: [{ tag: "figcaption" }],
  toDOM: () => ["figcaption", 0],
};

const tableBlock = {
  content: "caption table",
  group: "block",
  isolating: true,
  attrs: { ...block, rest: { default: null } },
  parseDOM: [{ tag: "figure[data-kind=table]", getAttrs: read(["id"]) }],
  toDOM: ({ attrs }) => ["figure", { class: "ed-table", "data-kind": "table", "data-id": attrs.id }, 0],
};

const imageBlock = {
  content: "caption",
  group: "block",
  isolating: true,
  draggable: true,
  attrs: { ...block, sha256: {}, alt: { default: "" }, width: { default: 0 }, height: { default: 0 }, inlined: { default: false }, rest: { default: null } },
  parseDOM: [
    {
      tag: "figure[data-kind=image]",
      getAttrs: (dom) => ({ ...read(["id", "sha256", "alt"])(dom), width: Number(dom.dataset.width) || 0, height: Number(dom.dataset.height) || 0 }),
    },
  ],
  toDOM: ({ attrs: { id, sha256, alt, width, height } }) => [
    "figure",
    { class: "ed-figure", "data-kind": "image", "data-id": id, "data-sha256": sha256, "data-alt": alt, "data-width": String(width), "data-height": String(height) },
    0,
  ],
};

const slot = {
  group: "block",
  atom: true,
  draggable: true,
  attrs: { ...block, name: { default: "" } },
  parseDOM: [{ tag: "div[data-kind=slot]", getAttrs: read(["id", "name"]) }],
  toDOM: ({ attrs }) => ["div", { class: "slot", "data-kind": "slot", "data-id": attrs.id, "data-name": attrs.name }],
};

const reference = {
  group: "inline",
  inline: true,
  atom: true,
  marks: "",
  attrs: { note: {} },
  parseDOM: [{ tag: "sup[data-note]", getAttrs: read(["note"]) }],
  toDOM: ({ attrs }) => ["sup", { class: "ed-reference", role: "link", "data-note": attrs.note }],
};

const cells = tableNodes({ cellContent: "line+", cellAttributes: {} });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: textBlock("paragraph", "p", "ed-paragraph"),
    heading,
    quote: textBlock("quote", "p", "ed-quote"),
    attachment: textBlock("attachment", "p", "ed-attachment"),
    note: textBlock("note", "p", "ed-note"),
    footnote: textBlock("footnote", "p", "ed-footnote"),
    list,
    item,
    tableBlock,
    imageBlock,
    slot,
    caption,
    ...cells,
    line: { content: "inline*", parseDOM: [{ tag: "td p, th p", priority: 60 }], toDOM: () => ["p", 0] },
    text: { group: "inline" },
    reference,
    hardBreak: { group: "inline", inline: true, selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"], leafText: () => "\n" },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => safeHref(dom.getAttribute("href")) && { href: dom.getAttribute("href") } }],
      toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener nofollow" }, 0],
    },
    bold: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    italic: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    underline: { parseDOM: [{ tag: "u" }], toDOM: () => ["u", 0] },
    superscript: { excludes: "subscript superscript", parseDOM: [{ tag: "sup:not([data-note])" }], toDOM: () => ["sup", 0] },
    subscript: { excludes: "superscript subscript", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
  },
});

// The kinds of text block, by which the tools change one into another.
export const textKinds = ["paragraph", "heading", "quote", "attachment", "note", "footnote"];
