// What is drawn into the text without being text: what an empty caption is for, which heading is only likely, which block the
// server refused.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const key = new PluginKey("hints");

export function hints(words, wrong) {
  const captions = { tableBlock: words.table_caption, imageBlock: words.image_caption };
  const draw = (doc) => {
    const out = [];
    doc.forEach((node, pos) => {
      const end = pos + node.nodeSize;
      const hint = captions[node.type.name];
      if (hint && node.firstChild.content.size === 0) {
        out.push(Decoration.node(pos + 1, pos + 1 + node.firstChild.nodeSize, { class: "is-empty", "data-hint": hint }));
      }
      if (node.attrs.likely) out.push(Decoration.node(pos, end, { "data-hint": words.likely }));
      if (wrong.has(node.attrs.id)) out.push(Decoration.node(pos, end, { class: "is-wrong" }));
      if (doc.childCount === 1 && node.isTextblock && node.content.size === 0) out.push(Decoration.node(pos, end, { class: "is-empty", "data-hint": words.begin }));
    });
    return DecorationSet.create(doc, out);
  };
  return new Plugin({
    key,
    state: { init: (_, { doc }) => draw(doc), apply: (tr, set) => (tr.docChanged ? draw(tr.doc) : set) },
    props: { decorations: (state) => key.getState(state) },
  });
}
