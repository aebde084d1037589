// Tables: their own tools, over prosemirror-tables.
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRow, addRowAfter, deleteColumn, deleteRow, isInTable, mergeCells, selectedRect, splitCell,
} from "prosemirror-tables";
import { schema } from "./schema.js";
import { headerRows } from "./tree.js";

const { nodes } = schema;
const fresh = { rows: 3, columns: 3 };

const row = (type, columns) => nodes.table_row.create(null, Array.from({ length: columns }, () => type.createAndFill()));

// insertTable puts an empty table behind the block of the cursor, or in its place where that is empty.
export function insertTable(state, dispatch) {
  const { $from } = state.selection;
  if ($from.depth === 0 || isInTable(state) || $from.node(1).type === nodes.footnote) return false;
  if (!dispatch) return true;
  const rows = Array.from({ length: fresh.rows }, (_, i) => row(i === 0 ? nodes.table_header : nodes.table_cell, fresh.columns));
  const table = nodes.tableBlock.create({ id: "" }, [nodes.caption.create(), nodes.table.create(null, rows)]);
  const empty = $from.parent.isTextblock && $from.depth === 1 && $from.parent.content.size === 0;
  const pos = empty ? $from.before(1) : $from.after(1);
  const tr = state.tr.replaceWith(pos, $from.after(1), table);
  if (pos + table.nodeSize === tr.doc.content.size) tr.insert(pos + table.nodeSize, nodes.paragraph.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 4))).scrollIntoView());
  return true;
}

// addRowBelow is Tab in the last cell: a new row, and its first cell.
export function addRowBelow(state, dispatch) {
  const rect = selectedRect(state);
  if (!dispatch) return true;
  const tr = addRow(state.tr, rect, rect.map.height);
  const end = rect.tableStart + tr.doc.resolve(rect.tableStart).parent.content.size;
  const last = tr.doc.resolve(rect.tableStart).parent.lastChild;
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end - last.nodeSize + 1))).scrollIntoView());
  return true;
}

// toggleHeader makes header rows of all rows down to the one of the cursor, or of none from there on.
export function toggleHeader(state, dispatch) {
  if (!isInTable(state)) return false;
  if (!dispatch) return true;
  const { table, tableStart, top, bottom } = selectedRect(state);
  const until = headerRows(table) > top ? top : bottom;
  const tr = state.tr;
  let pos = tableStart;
  table.forEach((line, _, index) => {
    const type = index < until ? nodes.table_header : nodes.table_cell;
    let at = pos + 1;
    line.forEach((cell) => {
      if (cell.type !== type) tr.setNodeMarkup(at, type, cell.attrs);
      at += cell.nodeSize;
    });
    pos += line.nodeSize;
  });
  dispatch(tr);
  return true;
}

export function isHeader(state) {
  if (!isInTable(state)) return false;
  const { table, top } = selectedRect(state);
  return headerRows(table) > top;
}

// deleteTable takes the table away with its caption.
export function deleteTable(state, dispatch) {
  const { $from } = state.selection;
  if ($from.depth === 0 || $from.node(1).type !== nodes.tableBlock) return false;
  if (!dispatch) return true;
  const tr = state.tr.delete($from.before(1), $from.after(1));
  if (tr.doc.childCount === 0) tr.insert(0, nodes.paragraph.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min($from.before(1), tr.doc.content.size)))).scrollIntoView());
  return true;
}

// A last row or column goes with its table.
const orTable = (command, isLast) => (state, dispatch) => {
  if (!isInTable(state)) return false;
  return isLast(selectedRect(state)) ? deleteTable(state, dispatch) : command(state, dispatch);
};

export const tableCommands = {
  addRow: addRowAfter,
  addColumn: addColumnAfter,
  deleteRow: orTable(deleteRow, ({ top, bottom, map }) => top === 0 && bottom === map.height),
  deleteColumn: orTable(deleteColumn, ({ left, right, map }) => left === 0 && right === map.width),
  headerRow: toggleHeader,
  mergeCells,
  splitCell,
  deleteTable,
};
