// Lists: items have a level and a printed marker. Where the markers of a list count (1. 2. 3.), they go on counting when items
// come, go or move; where they do not, they stay as they were written.
import { TextSelection } from "prosemirror-state";
import { schema } from "./schema.js";
import { readMarker, schemeOfLevel, splitMarker, writeMarker } from "./marker.js";

const { item: itemType, list: listType, paragraph } = schema.nodes;
const deepest = 8;

// counted walks the items of a list and says for each which scheme its run counts by, and its place in it. A run ends at an
// item of a lower level.
function counted(list) {
  const runs = [];
  return list.children.map(({ attrs: { marker, level } }) => {
    runs.length = Math.min(runs.length, level + 1);
    const found = readMarker(marker);
    runs[level] ??= { scheme: found?.scheme, first: found?.number ?? 1, at: 0 };
    return { run: runs[level], place: runs[level].at++, found };
  });
}

// A list counts when each run goes on from its first number, and every run but the outermost begins with one.
const isRegular = (list) =>
  counted(list).every(({ run, place, found }, i) => {
    if (!run.scheme) return !found;
    const first = list.child(i).attrs.level === 0 ? run.first : 1;
    return found?.scheme === run.scheme && found.number === first + place;
  });

const firstNumber = (list) => readMarker(list.firstChild.attrs.marker)?.number ?? 1;

// renumber lets the lists that changed go on counting. before is the document in which they last did.
export function renumber(tr, before) {
  const old = new Map(before.children.filter(({ type }) => type === listType).map((list) => [list.attrs.id, list]));
  tr.doc.forEach((list, offset) => {
    const was = old.get(list.attrs.id);
    if (list.type !== listType || list === was || !isRegular(was ?? list)) return;
    const start = was && readMarker(was.firstChild.attrs.marker) ? firstNumber(was) : firstNumber(list);
    let pos = offset + 1;
    counted(list).forEach(({ run, place }, index) => {
      const node = list.child(index);
      const first = node.attrs.level === 0 ? start : 1;
      const marker = run.scheme ? writeMarker(run.scheme, first + place) : node.attrs.marker;
      if (marker !== node.attrs.marker) tr.setNodeMarkup(pos, null, { ...node.attrs, marker });
      pos += node.nodeSize;
    });
  });
}

// at gives the item that holds the cursor, its list, and their places.
function at(state) {
  const { $from } = state.selection;
  if ($from.parent.type !== itemType) return null;
  return { $from, item: $from.parent, list: $from.node(1), index: $from.index(1), pos: $from.before(2), listPos: $from.before(1) };
}

export const inList = (state) => at(state) !== null;

// splitItem begins the next item at the cursor; in an empty item it goes one level out, or leaves the list.
export function splitItem(state, dispatch) {
  const here = at(state);
  if (!here) return false;
  if (here.item.content.size === 0) return here.item.attrs.level > 0 ? changeLevel(-1)(state, dispatch) : leaveList(state, dispatch);
  if (!dispatch) return true;
  const tr = state.tr.deleteSelection();
  const { level, marker } = here.item.attrs;
  tr.split(tr.selection.from, 1, [{ type: itemType, attrs: { level, marker } }]);
  dispatch(tr.scrollIntoView());
  return true;
}

// changeLevel moves the items selected one level in or out; they take the markers of their new neighbours.
export const changeLevel = (step) => (state, dispatch) => {
  const here = at(state);
  if (!here) return false;
  const last = Math.max(here.index, state.selection.$to.node(1) === here.list ? state.selection.$to.index(1) : here.index);
  const tr = state.tr;
  let pos = here.pos;
  for (let i = here.index; i <= last; i++) {
    const node = here.list.child(i);
    const limit = step > 0 ? Math.min(deepest, i === 0 ? 0 : here.list.child(i - 1).attrs.level + 1) : 0;
    const level = step > 0 ? Math.min(node.attrs.level + 1, Math.max(limit, node.attrs.level)) : Math.max(0, node.attrs.level - 1);
    if (level !== node.attrs.level) tr.setNodeMarkup(pos, null, { level, marker: markerAt(here.list, i, level, node.attrs.marker) });
    pos += node.nodeSize;
  }
  if (!tr.docChanged) return false;
  dispatch?.(tr.scrollIntoView());
  return true;
};

// markerAt is the marker that an item takes on at a level: as its neighbours before it there, else as print begins that level.
function markerAt(list, index, level, marker) {
  for (let i = index - 1; i >= 0 && list.child(i).attrs.level >= level; i--) {
    if (list.child(i).attrs.level === level) return list.child(i).attrs.marker;
  }
  return readMarker(marker) ? writeMarker(schemeOfLevel(level), 1) : marker;
}

// leaveList makes a paragraph of the item at the cursor; what follows in the list stays a list of its own.
export function leaveList(state, dispatch) {
  const here = at(state);
  if (!here) return false;
  if (dispatch) dispatch(unlist(state.tr, here.list, here.listPos, here.index, here.index, state.selection).scrollIntoView());
  return true;
}

function unlist(tr, list, listPos, from, to, selection) {
  const items = list.children;
  const attrs = { ...list.attrs, id: "" };
  const freed = items.slice(from, to + 1).map((item, i) => {
    const { marker } = item.attrs;
    const text = marker ? [schema.text(marker), ...item.content.content] : item.content;
    return paragraph.create({ id: from === 0 && i === 0 ? list.attrs.id : "", marker }, text);
  });
  const out = [...freed];
  if (from > 0) out.unshift(listType.create(list.attrs, items.slice(0, from)));
  if (to + 1 < items.length) out.push(listType.create(attrs, items.slice(to + 1)));
  tr.replaceWith(listPos, listPos + list.nodeSize, out);
  const start = listPos + (from > 0 ? out[0].nodeSize : 0) + 1;
  const shown = freed[0].textContent.length - items[from].textContent.length;
  const offset = selection.$from.parent.type === itemType ? selection.$from.parentOffset : 0;
  return tr.setSelection(TextSelection.create(tr.doc, start + shown + Math.min(offset, items[from].content.size)));
}

// backOut is Backspace at the start of an item: one level out, or out of the list where nothing stands before.
export function backOut(state, dispatch) {
  const here = at(state);
  if (!here || !state.selection.empty || here.$from.parentOffset > 0) return false;
  if (here.item.attrs.level > 0) return changeLevel(-1)(state, dispatch);
  return here.index === 0 ? leaveList(state, dispatch) : false;
}

// selectedBlocks are the blocks of the document that the selection touches.
function selectedBlocks(state) {
  const { $from, $to } = state.selection;
  const [first, last] = [$from.index(0), Math.min($to.index(0), state.doc.childCount - 1)];
  return { first, last, blocks: state.doc.children.slice(first, last + 1), start: $from.posAtIndex(first, 0), end: $to.posAtIndex(last + 1, 0) };
}

// toggleList makes a list of the paragraphs selected, numbered or with bullets, and paragraphs of a list of that sort.
export const toggleList = (numbered) => (state, dispatch) => {
  const here = at(state);
  if (here) return relist(state, dispatch, here, numbered);
  const { blocks, start, end } = selectedBlocks(state);
  if (!blocks.every((node) => node.isTextblock && node.type !== schema.nodes.footnote)) return false;
  if (!dispatch) return true;
  const items = blocks.map((node, i) => listed(node, numbered, i + 1));
  const list = listType.create({ id: blocks[0].attrs.id }, items.map(({ item }) => item));
  const tr = state.tr.replaceWith(start, end, list);
  const { $from } = state.selection;
  const offset = Math.max(0, $from.parentOffset - items[0].taken);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 2 + Math.min(offset, items[0].item.content.size))).scrollIntoView());
  return true;
};

// listed is a paragraph as an item. A marker that stood before its text becomes the item's.
function listed(node, numbered, n) {
  const { marker, rest } = splitMarker(node.textContent);
  const taken = marker && node.firstChild?.isText ? node.textContent.length - rest.length : 0;
  const own = numbered ? marker || writeMarker(schemeOfLevel(0), n) : "";
  return { item: itemType.create({ marker: own, level: 0 }, node.content.cut(taken)), taken };
}

function relist(state, dispatch, { list, listPos, index }, numbered) {
  const isNumbered = Boolean(list.child(index).attrs.marker);
  const { $to } = state.selection;
  const last = $to.node(1) === list ? $to.index(1) : list.childCount - 1;
  if (isNumbered === numbered) {
    dispatch?.(unlist(state.tr, list, listPos, index, last, state.selection).scrollIntoView());
    return true;
  }
  const tr = state.tr;
  const places = new Map();
  let pos = listPos + 1;
  for (const { attrs, nodeSize } of list.children) {
    places.set(attrs.level, (places.get(attrs.level) ?? 0) + 1);
    [...places.keys()].filter((level) => level > attrs.level).forEach((level) => places.delete(level));
    const marker = numbered ? writeMarker(schemeOfLevel(attrs.level), places.get(attrs.level)) : "";
    tr.setNodeMarkup(pos, null, { ...attrs, marker });
    pos += nodeSize;
  }
  dispatch?.(tr);
  return true;
}
