// Between the stored tree (models.Body, canonical JSON) and the editor's document. A document read and written again without
// an edit is the same tree, but for white at the ends of a text, which the plain form takes off too.
import { schema } from "./schema.js";
import { splitMarker, trim } from "./marker.js";
import { freshId } from "./ids.js";

const markKinds = ["bold", "italic", "underline", "link", "superscript", "subscript"];
const { nodes, marks } = schema;

function readMarks(list = []) {
  const out = list.filter(({ kind }) => kind in marks).map(({ kind, href }) => marks[kind].create(kind === "link" ? { href } : null));
  return out.reduce((set, mark) => mark.addToSet(set), []);
}

function readInlines(inlines) {
  return (inlines ?? []).flatMap(({ text = "", marks: list, note }) => {
    if (note) return [nodes.reference.create({ note })];
    const set = readMarks(list);
    return text.split("\n").flatMap((line, i) => [
      ...(i > 0 ? [nodes.hardBreak.create(null, null, set)] : []),
      ...(line ? [schema.text(line, set)] : []),
    ]);
  });
}

// A line of a cell ends at a break.
function readLines(inlines) {
  const lines = [[]];
  for (const node of readInlines(inlines)) {
    if (node.type === nodes.hardBreak) lines.push([]);
    else lines.at(-1).push(node);
  }
  return lines.map((line) => nodes.line.create(null, line));
}

const plain = (inlines) => (inlines ?? []).map(({ text = "" }) => text).join("");

function readText(block, { slotPattern }) {
  const { id = "", kind, level, marker = "", likely = false, inlines } = block;
  const name = kind === "paragraph" && !marker && slotPattern.exec(plain(inlines));
  if (name) return nodes.slot.create({ id, name: name[1] });
  const type = nodes[kind] ?? nodes.paragraph;
  const shown = marker && type !== nodes.footnote ? [schema.text(marker)] : [];
  const attrs = { id, marker, likely };
  return type.create(type === nodes.heading ? { ...attrs, level: Math.min(3, Math.max(1, level || 1)) } : attrs, [...shown, ...readInlines(inlines)]);
}

// What a block of another shape may also hold, and nothing prints: kept as it is.
const rest = (block, names) => {
  const kept = names.filter((name) => block[name]?.length > 0).map((name) => [name, block[name]]);
  return kept.length > 0 ? Object.fromEntries(kept) : null;
};

function readList(block) {
  const items = (block.items ?? []).map(({ marker = "", level = 0, inlines }) => nodes.item.create({ marker, level }, readInlines(inlines)));
  return nodes.list.create({ id: block.id, rest: rest(block, ["marker", "inlines", "caption"]) }, items.length > 0 ? items : [nodes.item.create()]);
}

function readTable(block) {
  const rows = (block.rows ?? []).map((row, r) => {
    const type = r < (block.header_rows ?? 0) ? nodes.table_header : nodes.table_cell;
    return nodes.table_row.create(null, row.map((cell) => type.create({ colspan: cell.colspan || 1, rowspan: cell.rowspan || 1 }, readLines(cell.inlines))));
  });
  const table = nodes.table.create(null, rows.some((row) => row.childCount > 0) ? rows : [nodes.table_row.create(null, [nodes.table_cell.createAndFill()])]);
  const caption = nodes.caption.create(null, readInlines([{ text: block.caption ?? "" }]));
  return nodes.tableBlock.create({ id: block.id, rest: rest(block, ["marker", "inlines"]) }, [caption, table]);
}

function readImage(block) {
  const { sha256 = "", alt = "", width = 0, height = 0 } = block.picture ?? {};
  const inlined = !block.caption && (block.inlines?.length ?? 0) > 0;
  const caption = nodes.caption.create(null, inlined ? readInlines(block.inlines) : readInlines([{ text: block.caption ?? "" }]));
  const kept = inlined ? ["marker"] : ["marker", "inlines"];
  return nodes.imageBlock.create({ id: block.id, sha256, alt, width, height, inlined, rest: rest(block, kept) }, caption);
}

const readers = { list: readList, table: readTable, image: readImage };

// readBody makes a document of a stored body.
export function readBody(body, words) {
  const blocks = (body?.blocks ?? []).map((block) => (readers[block.kind] ?? readText)(block, words));
  return nodes.doc.create(null, blocks.length > 0 ? blocks : [nodes.paragraph.create({ id: freshId() })]);
}

function writeMarks(node) {
  const list = node.marks.map(({ type, attrs }) => (type.name === "link" ? { kind: "link", href: attrs.href } : { kind: type.name }));
  return list.sort((a, b) => markKinds.indexOf(a.kind) - markKinds.indexOf(b.kind));
}

const same = (a, b) => JSON.stringify(a ?? []) === JSON.stringify(b ?? []);

function push(out, inline) {
  const last = out.at(-1);
  if (last && !last.note && !inline.note && same(last.marks, inline.marks)) last.text += inline.text;
  else out.push(inline);
}

export function writeInlines(parent) {
  const out = [];
  parent.forEach((node) => {
    if (node.type === nodes.reference) return push(out, { text: "", note: node.attrs.note });
    const list = writeMarks(node);
    push(out, { text: node.isText ? node.text : "\n", ...(list.length > 0 ? { marks: list } : {}) });
  });
  return out;
}

function writeLines(cell) {
  const out = [];
  cell.forEach((line, _, index) => {
    if (index > 0) push(out, { text: "\n" });
    writeInlines(line).forEach((inline) => push(out, inline));
  });
  return out;
}

// cut takes characters off both ends of inlines; references to footnotes stay.
function cut(inlines, head, tail) {
  const trimmed = inlines.map((inline) => ({ ...inline }));
  for (const inline of trimmed) {
    const n = Math.min(head, inline.text.length);
    inline.text = inline.text.slice(n);
    head -= n;
  }
  for (const inline of [...trimmed].reverse()) {
    const n = Math.min(tail, inline.text.length);
    inline.text = inline.text.slice(0, inline.text.length - n);
    tail -= n;
  }
  return trimmed.filter(({ text, note }) => text || note);
}

// markerOf finds the marker at the start of a text as the plain form does: the one that stood there before, or one of the
// inner levels.
function markerOf(kind, before, text) {
  if (before && text.startsWith(before)) return { marker: before, rest: text.slice(before.length).replace(/^[ \u3000]+/u, "") };
  return kind === "paragraph" || kind === "heading" ? splitMarker(text) : { marker: "", rest: text };
}

function writeText(node) {
  const kind = node.type.name;
  const { id, level, marker: before, likely } = node.attrs;
  const inlines = writeInlines(node);
  const text = plain(inlines);
  const core = trim(text);
  const { marker, rest: shown } = kind === "footnote" ? { marker: before, rest: core } : markerOf(kind, before, core);
  const tail = text.length - text.indexOf(core) - core.length;
  const left = cut(inlines, text.length - tail - shown.length, tail);
  return {
    id,
    kind,
    ...(kind === "heading" ? { level } : {}),
    ...(marker ? { marker } : {}),
    ...(likely ? { likely } : {}),
    ...(left.length > 0 ? { inlines: left } : {}),
  };
}

function writeList(node) {
  const items = node.children.map((item) => {
    const { marker, level } = item.attrs;
    return { ...(marker ? { marker } : {}), ...(level ? { level } : {}), inlines: writeInlines(item) };
  });
  return { id: node.attrs.id, kind: "list", ...node.attrs.rest, items };
}

const isHeader = (row) => row.children.every((cell) => cell.type === nodes.table_header);

// headerRows counts the rows at the top that hold nothing but header cells.
export function headerRows(table) {
  const first = table.children.findIndex((row) => row.childCount > 0 && !isHeader(row));
  return first < 0 ? table.childCount : first;
}

function writeCell(cell) {
  const { colspan, rowspan } = cell.attrs;
  const inlines = writeLines(cell);
  return { ...(inlines.length > 0 ? { inlines } : {}), ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) };
}

const captionOf = (node) => trim(node.firstChild.textContent);

function writeTable(node) {
  const table = node.lastChild;
  const header = headerRows(table);
  const caption = captionOf(node);
  return {
    id: node.attrs.id,
    kind: "table",
    ...node.attrs.rest,
    ...(caption ? { caption } : {}),
    ...(header > 0 ? { header_rows: header } : {}),
    rows: table.children.map((row) => row.children.map(writeCell)),
  };
}

function writeImage(node) {
  const { id, sha256, alt, width, height, inlined, rest: kept } = node.attrs;
  const inlines = writeInlines(node.firstChild);
  const marked = inlined || inlines.some((inline) => inline.marks || inline.note);
  const text = captionOf(node);
  return {
    id,
    kind: "image",
    ...kept,
    ...(marked && inlines.length > 0 ? { inlines } : {}),
    ...(!marked && text ? { caption: text } : {}),
    picture: { sha256, alt, ...(width ? { width } : {}), ...(height ? { height } : {}) },
  };
}

const writers = { list: writeList, tableBlock: writeTable, imageBlock: writeImage };

// writeBody makes the stored body of a document. A slot whose picture never came stays in the text by its name.
export function writeBody(doc, { slotText }) {
  const slot = ({ attrs: { id, name } }) => ({ id, kind: "paragraph", inlines: [{ text: slotText(name) }] });
  return { blocks: doc.children.map((node) => (node.type === nodes.slot ? slot(node) : (writers[node.type.name] ?? writeText)(node))) };
}
