// Reads HTML of any origin into blocks. What it does not know becomes plain paragraphs; no text of it is lost.
import { Fragment } from "prosemirror-model";
import { schema } from "../schema.js";
import { freshId } from "../ids.js";
import { trim } from "../marker.js";
import { readTable } from "./table.js";
import { itemMarker, listItems } from "./list.js";
import { footnoteId, isNoteText, noteIds } from "./footnote.js";
import { headingLevel, isHidden, isMsoMarker, marksOf, msoList } from "./styles.js";

const { nodes } = schema;
const blocks = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL CAPTION".split(" "),
);
const unread = new Set("STYLE SCRIPT TITLE META LINK HEAD TEMPLATE NOSCRIPT IFRAME OBJECT".split(" "));

const isElement = (node) => node.nodeType === 1;
const isText = (node) => node.nodeType === 3;

// Reader collects blocks. Inline content gathers in a line until a block begins or ends.
export class Reader {
  constructor(words) {
    this.words = words;
    this.out = [];
    this.line = [];
    this.notes = new Map();
    this.kind = { type: nodes.paragraph, attrs: {} };
  }

  text(text, marks, keep) {
    const lines = keep ? text.split("\n") : [text.replace(/[\t\n\f\r ]+/gu, " ")];
    lines.forEach((line, i) => {
      if (i > 0) this.line.push(nodes.hardBreak.create());
      const clean = line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/gu, "");
      if (clean) this.line.push(schema.text(clean, marks));
    });
  }

  // flush ends the line as a block of the kind around it, without the white at its ends.
  flush() {
    const content = trimmed(this.line);
    this.line = [];
    if (content.length > 0) this.out.push(this.kind.type.create({ id: freshId(), ...this.kind.attrs }, content));
  }

  block(node) {
    this.flush();
    this.out.push(node);
  }

  as(kind, read) {
    this.flush();
    const outer = this.kind;
    this.kind = kind;
    read();
    this.flush();
    this.kind = outer;
  }

  children(el, marks, keep) {
    for (const node of el.childNodes) this.node(node, marks, keep);
  }

  node(node, marks, keep) {
    if (isText(node)) this.text(node.data, marks, keep);
    else if (isElement(node) && !unread.has(node.tagName.toUpperCase())) this.element(node, marks, keep);
  }

  element(el, around, keep) {
    if (isHidden(el) || isMsoMarker(el)) return;
    const read = readers[el.tagName];
    const marks = marksOf(el, around);
    if (read) read(this, el, marks);
    else if (blocks.has(el.tagName)) this.container(el, marks, keep);
    else if (!this.reference(el)) this.children(el, marks, keep);
  }

  // container reads a block that holds text, blocks or both.
  container(el, marks, keep) {
    const level = headingLevel(el);
    if (msoList(el) >= 0 && level === 0) return this.item(el, marks);
    if (level > 0) return this.heading(el, level, marks);
    if (isNoteText(el)) return this.note(el, marks);
    if (el.tagName === "BLOCKQUOTE") return this.as({ type: nodes.quote, attrs: {} }, () => this.children(el, marks));
    this.flush();
    this.children(el, marks, keep || el.tagName === "PRE");
    this.flush();
  }

  heading(el, level, marks) {
    const marker = itemMarker(el);
    this.as({ type: nodes.heading, attrs: { level } }, () => {
      if (marker) this.line.push(schema.text(marker));
      this.children(el, unbolded(marks));
    });
  }

  // item reads a paragraph that Word calls an item; it joins the list before it.
  item(el, marks) {
    this.flush();
    const inner = this.inner(el, marks);
    const item = nodes.item.create({ level: msoList(el), marker: itemMarker(el) }, inner.line);
    this.join([item]);
    this.out.push(...inner.rest);
  }

  join(items) {
    if (items.length === 0) return;
    const last = this.out.at(-1);
    if (last?.type === nodes.list && this.open === last) this.out[this.out.length - 1] = last.copy(last.content.append(Fragment.from(items)));
    else this.out.push(nodes.list.create({ id: freshId() }, items));
    this.open = this.out.at(-1);
  }

  // inner reads an element by itself: its first line, what follows it, and the lines of all of it.
  inner(el, marks) {
    const reader = new Reader(this.words);
    reader.notes = this.notes;
    reader.children(el, marks);
    reader.flush();
    const [first, ...rest] = reader.out;
    return first?.type === nodes.paragraph ? { line: first.content, rest } : { line: Fragment.empty, rest: reader.out };
  }

  reference(el) {
    const id = footnoteId(el, "reference");
    if (!this.notes.has(id)) return false;
    this.line.push(nodes.reference.create({ note: this.notes.get(id) }));
    return true;
  }

  note(el, marks) {
    const [anchor, id] = noteAnchor(el);
    anchor.remove();
    this.as({ type: nodes.footnote, attrs: { id: this.notes.get(id) } }, () => this.children(el, marks));
  }

  // picture leaves a slot, by the name of the file or what the picture shows.
  picture(el) {
    const source = el.getAttribute("src") ?? "";
    const file = /^data:/iu.test(source) ? "" : source.split(/[?#]/u)[0].split(/[\\/]/u).at(-1);
    const name = trim(el.getAttribute("alt") ?? "") || decoded(file) || this.words.unnamed;
    this.block(nodes.slot.create({ id: freshId(), name: name.slice(0, 200) }));
  }

  // finish gives the blocks, footnotes last.
  finish() {
    this.flush();
    const isNote = (node) => node.type === nodes.footnote;
    return Fragment.from([...this.out.filter((node) => !isNote(node)), ...this.out.filter(isNote)]);
  }
}

const readers = {
  BR: (reader) => reader.flush(),
  HR: (reader) => reader.flush(),
  IMG: (reader, el) => reader.picture(el),
  "V:IMAGEDATA": (reader, el) => reader.picture(el),
  UL: (reader, el, marks) => readList(reader, el, marks),
  OL: (reader, el, marks) => readList(reader, el, marks),
  TABLE: (reader, el, marks) => {
    const inner = (cell, around) => {
      const one = new Reader(reader.words);
      one.notes = reader.notes;
      one.children(cell, around);
      one.flush();
      return one.out;
    };
    const { table, loose } = readTable(el, marks, inner);
    reader.flush();
    reader.out.push(...(table ? [table] : []), ...loose);
  },
  INPUT: () => {},
};

function readList(reader, el, marks) {
  reader.flush();
  for (const { items, rest } of listItems(el, (li) => reader.inner(li, marksOf(li, marks)))) {
    reader.join(items);
    reader.out.push(...rest);
  }
  reader.open = null;
}

function noteAnchor(el) {
  const anchor = [...el.querySelectorAll("a, span, sup")].find((one) => footnoteId(one, "text"));
  return [anchor, footnoteId(anchor, "text")];
}

function unbolded(marks) {
  return schema.marks.bold.removeFromSet(marks);
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

// trimmed takes the white off both ends of a line, full-width indents too, and joins spaces where runs met.
function trimmed(line) {
  const white = /^[\s\u0085]+/u;
  const end = /[\s\u0085]+$/u;
  const out = [...line];
  const cut = (at, pattern) => {
    while (out.length > 0 && out.at(at).isText) {
      const node = out.at(at);
      const text = node.text.replace(pattern, "");
      if (text === node.text) return;
      out.splice(at < 0 ? out.length - 1 : 0, 1, ...(text ? [schema.text(text, node.marks)] : []));
      if (text) return;
    }
  };
  cut(0, white);
  cut(-1, end);
  return out;
}

// readFragment reads a pasted document.
export function readFragment(root, words) {
  const reader = new Reader(words);
  for (const id of noteIds(root)) reader.notes.set(id, freshId());
  reader.children(root, []);
  const out = reader.finish();
  return out.childCount > 0 ? out : Fragment.from(nodes.paragraph.create());
}

// readLines makes a paragraph of each line of a plain text.
export function readLines(text, marks = []) {
  const lines = text.split(/[\r\n\u0085\u2028\u2029]+/u).map(trim).filter(Boolean);
  const made = lines.map((line) => nodes.paragraph.create({ id: freshId() }, schema.text(line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, ""), marks)));
  return Fragment.from(made.length > 0 ? made : [nodes.paragraph.create()]);
}
