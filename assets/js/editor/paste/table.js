// Tables in pasted HTML. A cell holds lines of text; what else stood in it follows the table.
import { Fragment } from "prosemirror-model";
import { schema } from "../schema.js";
import { freshId } from "../ids.js";
import { trim } from "../marker.js";
import { marksOf } from "./styles.js";

const { nodes } = schema;
const widest = 100;

const span = (el, name) => Math.min(widest, Math.max(1, Number(el.getAttribute(name)) || 1));
const rowsOf = (el) => [...el.querySelectorAll("tr")].filter((row) => row.closest("table") === el);

// readTable gives the table, and what it could not hold. A table of one cell is a frame around text, and no table.
export function readTable(el, marks, read) {
  const loose = [];
  const rows = rowsOf(el);
  const cells = rows.map((row) => [...row.children].filter((cell) => /^T[DH]$/u.test(cell.tagName)));
  if (cells.flat().length <= 1) {
    const rest = [...el.children].filter((part) => part.tagName === "CAPTION");
    return { table: null, loose: [...rest, ...cells.flat()].flatMap((cell) => read(cell, marksOf(cell, marks))) };
  }
  const header = headers(rows, cells);
  const made = cells.map((row, r) => row.map((cell) => makeCell(cell, r < header, rows.length - r, marks, read, loose)));
  const body = made.filter((row) => row.length > 0).map((row) => nodes.table_row.create(null, row));
  const caption = trim(el.querySelector(":scope > caption")?.textContent ?? "").replace(/\s+/gu, " ");
  const table = nodes.table.create(null, body);
  return { table: nodes.tableBlock.create({ id: freshId() }, [nodes.caption.create(null, caption ? schema.text(caption) : null), table]), loose };
}

// headers counts the rows at the top that the table calls its head.
function headers(rows, cells) {
  const isHead = (row, r) => row.parentElement.tagName === "THEAD" || (cells[r].length > 0 && cells[r].every((cell) => cell.tagName === "TH"));
  const end = rows.findIndex((row, r) => !isHead(row, r));
  return end < 0 ? 0 : end;
}

function makeCell(el, isHead, rowsLeft, marks, read, loose) {
  const lines = [];
  for (const block of read(el, isHead ? [] : marksOf(el, marks))) lines.push(...linesOf(block, loose));
  const type = isHead ? nodes.table_header : nodes.table_cell;
  const attrs = { colspan: span(el, "colspan"), rowspan: Math.min(rowsLeft, span(el, "rowspan")) };
  return type.create(attrs, lines.length > 0 ? lines : [nodes.line.create()]);
}

// linesOf are the lines of a block inside a cell; tables within tables and pictures come after.
function linesOf(block, loose) {
  if (block.isTextblock) return [nodes.line.create(null, block.content)];
  if (block.type === nodes.list) {
    return block.children.map((item) => {
      const marker = item.attrs.marker ? Fragment.from(schema.text(item.attrs.marker)) : Fragment.empty;
      return nodes.line.create(null, marker.append(item.content));
    });
  }
  loose.push(block);
  return [];
}
