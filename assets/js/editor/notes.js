// Footnotes: a reference in the text, and a block at the end that says what it stands for. Numbers are never stored; they are
// counted in the order of the references, and drawn.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { schema } from "./schema.js";
import { noteMark } from "./marker.js";
import { freshId } from "./ids.js";

const { footnote, reference } = schema.nodes;

function find(doc) {
  const notes = new Map();
  const references = [];
  doc.forEach((node, pos) => {
    if (node.type === footnote) notes.set(node.attrs.id, { node, pos });
  });
  doc.descendants((node, pos) => {
    if (node.type === reference) references.push({ note: node.attrs.note, pos });
  });
  return { notes, references };
}

// Footnotes that went with their references, in case a reference comes back by paste.
const gone = new Map();

// keepNotes lets a footnote go with its last reference, and references with their footnote. A reference that comes back, cut
// and pasted, brings its footnote again.
export function keepNotes(tr, before) {
  const was = find(before);
  const now = find(tr.doc);
  const referred = new Set(now.references.map(({ note }) => note));
  const orphans = was.references.filter(({ note }) => was.notes.has(note) && now.notes.has(note) && !referred.has(note)).map(({ note }) => note);
  for (const note of now.references.map((one) => one.note)) {
    if (now.notes.has(note) || was.references.some((one) => one.note === note) || !gone.has(note)) continue;
    tr.insert(tr.doc.content.size, gone.get(note));
    now.notes.set(note, {});
  }
  const lost = now.references.filter(({ note }) => !now.notes.has(note)).map(({ pos }) => [pos, pos + 1]);
  const left = [...new Set(orphans)].map((note) => {
    const { node, pos } = now.notes.get(note);
    gone.set(note, node);
    return [pos, pos + node.nodeSize];
  });
  [...lost, ...left].sort(([a], [b]) => b - a).forEach(([from, to]) => tr.delete(from, to));
}

// insertNote puts a reference at the cursor and goes to its footnote, which stands in its place among the others at the end.
export function insertNote(state, dispatch) {
  const { $to } = state.selection;
  if (!$to.parent.inlineContent || $to.parent.type === footnote || !$to.parent.type.contentMatch.matchType(reference)) return false;
  if (!dispatch) return true;
  const id = freshId();
  const tr = state.tr.setSelection(TextSelection.create(state.doc, $to.pos)).replaceSelectionWith(reference.create({ note: id }), false);
  const { notes, references } = find(tr.doc);
  const next = references.slice(references.findIndex(({ note }) => note === id) + 1).find(({ note }) => notes.has(note));
  const pos = next ? notes.get(next.note).pos : tr.doc.content.size;
  tr.insert(pos, footnote.create({ id }));
  dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView());
  return true;
}

// jump goes from a footnote to its reference, and from the reference at the cursor to its footnote.
export function jump(state, dispatch) {
  const { $from, node } = state.selection;
  const { notes, references } = find(state.doc);
  const own = $from.parent.type === footnote && references.find(({ note }) => note === $from.parent.attrs.id);
  const aim = node?.type === reference && notes.get(node.attrs.note);
  const pos = own ? own.pos + 1 : aim ? aim.pos + 1 : -1;
  if (pos < 0) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, pos)).scrollIntoView());
  return true;
}

function numbers(doc) {
  const { notes, references } = find(doc);
  const out = new Map();
  for (const { note } of references) if (notes.has(note) && !out.has(note)) out.set(note, out.size + 1);
  return { notes, references, out };
}

function draw(doc, words) {
  const { notes, references, out } = numbers(doc);
  const mark = (n) => ({ "data-mark": noteMark(n), "aria-label": words.note.replace("{n}", n) });
  const drawn = references.filter(({ note }) => out.has(note)).map(({ note, pos }) => Decoration.node(pos, pos + 1, mark(out.get(note))));
  for (const [id, { node, pos }] of notes) {
    const shown = out.has(id) ? noteMark(out.get(id)) : node.attrs.marker;
    drawn.push(Decoration.node(pos, pos + node.nodeSize, { "data-mark": shown }));
  }
  return DecorationSet.create(doc, drawn);
}

// noteMarks draws the numbers. While nothing but text changes they are moved, not counted again.
export function noteMarks(words) {
  const key = new PluginKey("notes");
  const signature = (doc) => {
    const { notes, references } = find(doc);
    return [...notes.keys(), "/", ...references.map(({ note }) => note)].join(" ");
  };
  const make = (doc) => ({ signature: signature(doc), set: draw(doc, words) });
  return new Plugin({
    key,
    state: {
      init: (_, { doc }) => make(doc),
      apply: (tr, value) => {
        if (!tr.docChanged) return value;
        return signature(tr.doc) === value.signature ? { ...value, set: value.set.map(tr.mapping, tr.doc) } : make(tr.doc);
      },
    },
    props: { decorations: (state) => key.getState(state).set },
  });
}
