// What the keys and tools do to blocks.
import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { NodeSelection, TextSelection } from "prosemirror-state";
import { goToNextCell, isInTable } from "prosemirror-tables";
import { schema } from "./schema.js";
import { backOut, changeLevel, inList, splitItem } from "./lists.js";
import { insertNote, jump } from "./notes.js";
import { addRowBelow } from "./tables.js";

const { nodes, marks } = schema;
const changeable = new Set([nodes.paragraph, nodes.heading, nodes.quote, nodes.attachment, nodes.note]);

// setKind makes the text blocks selected into another kind. They keep their ids, and no longer are a guess of the import.
export const setKind = (type, attrs) => (state, dispatch) => {
  const tr = state.tr;
  let found = false;
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos, parent) => {
    if (parent !== state.doc) return false;
    if (!changeable.has(node.type)) return true;
    found = true;
    if (node.type === type && node.attrs.level === attrs?.level && !node.attrs.likely) return false;
    const { id, marker } = node.attrs;
    tr.setNodeMarkup(pos, type, { id, marker, ...attrs });
    return false;
  });
  if (found && tr.docChanged) dispatch?.(tr.scrollIntoView());
  return found;
};

// toggleKind makes a paragraph again of what already is of the kind.
export const toggleKind = (type) => (state, dispatch) => setKind(isKind(type)(state) ? nodes.paragraph : type)(state, dispatch);

export const isKind = (type, attrs) => (state) => {
  const node = state.selection.$from.node(1) ?? state.selection.node;
  return node?.type === type && (!attrs || node.attrs.level === attrs.level);
};

export const hasMark = (type) => (state) => {
  const { from, to, $from, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};

// moveBlock moves the block of the cursor past its neighbour; the cursor goes along.
export const moveBlock = (step) => (state, dispatch) => {
  const { doc, selection } = state;
  const index = selection.$from.index(0);
  if (selection.$to.sharedDepth(selection.from) < 1 && !(selection instanceof NodeSelection)) return false;
  const other = index + step;
  if (other < 0 || other >= doc.childCount) return false;
  if (!dispatch) return true;
  const start = selection.$from.posAtIndex(Math.min(index, other), 0);
  const [upper, lower] = [doc.child(Math.min(index, other)), doc.child(Math.max(index, other))];
  const tr = state.tr.replaceWith(start, start + upper.nodeSize + lower.nodeSize, [lower, upper]);
  const by = step < 0 ? -upper.nodeSize : lower.nodeSize;
  const moved =
    selection instanceof NodeSelection
      ? NodeSelection.create(tr.doc, selection.from + by)
      : TextSelection.create(tr.doc, selection.anchor + by, selection.head + by);
  dispatch(tr.setSelection(moved).scrollIntoView());
  return true;
};

function lineBreak(state, dispatch) {
  if (!state.selection.$from.parent.type.contentMatch.matchType(nodes.hardBreak)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create(), true).scrollIntoView());
  return true;
}

// leaveCaption goes on behind the table or picture whose caption is written.
function leaveCaption(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.caption) return false;
  if (!dispatch) return true;
  const after = $from.after(1);
  const tr = state.tr;
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, nodes.paragraph.create());
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
}

const nextCell = (state, dispatch) => goToNextCell(1)(state, dispatch) || (isInTable(state) && addRowBelow(state, dispatch));

// inside keeps Tab in the text where it has a meaning there; elsewhere it moves on through the page.
const inside = (command) => (state, dispatch) => command(state, dispatch) || inList(state) || isInTable(state);

export const commands = {
  bold: toggleMark(marks.bold),
  italic: toggleMark(marks.italic),
  underline: toggleMark(marks.underline),
  superscript: toggleMark(marks.superscript),
  subscript: toggleMark(marks.subscript),
  note: insertNote,
  undo,
  redo,
};

export function keys(openLink) {
  return {
    "Mod-b": commands.bold,
    "Mod-i": commands.italic,
    "Mod-u": commands.underline,
    "Mod-k": openLink,
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-Alt-0": setKind(nodes.paragraph),
    "Mod-Alt-1": setKind(nodes.heading, { level: 1 }),
    "Mod-Alt-2": setKind(nodes.heading, { level: 2 }),
    "Mod-Alt-3": setKind(nodes.heading, { level: 3 }),
    "Alt-ArrowUp": moveBlock(-1),
    "Alt-ArrowDown": moveBlock(1),
    Tab: inside(chainCommands(changeLevel(1), nextCell)),
    "Shift-Tab": inside(chainCommands(changeLevel(-1), goToNextCell(-1))),
    Enter: chainCommands(jump, splitItem, leaveCaption, baseKeymap.Enter),
    "Shift-Enter": lineBreak,
    Backspace: chainCommands(backOut, baseKeymap.Backspace),
  };
}
