// What is put in order after an edit: ids, numbers of items, footnotes. Nothing is while an input method composes, which any
// change of the document would disturb; it waits for the end of the composition.
import { Plugin, PluginKey } from "prosemirror-state";
import { repairIds } from "./ids.js";
import { renumber } from "./lists.js";
import { keepNotes } from "./notes.js";

const key = new PluginKey("settle");
const wait = 60; // ms after the end of a composition; ProseMirror itself takes 20

export function settle() {
  let view = null;
  let timer = 0;
  const composing = () => Boolean(view?.composing);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!view) return;
      if (view.composing) later();
      else view.dispatch(view.state.tr.setMeta(key, true));
    }, wait);
  };
  return new Plugin({
    key,
    // The document as it was when everything in it was last in order.
    state: {
      init: (_, state) => state.doc,
      apply: (tr, settled, _, state) => (composing() ? settled : state.doc),
    },
    appendTransaction(transactions, before, state) {
      if (composing() || !transactions.some((tr) => tr.docChanged || tr.getMeta(key))) return null;
      const settled = key.getState(before);
      const tr = state.tr;
      repairIds(tr);
      renumber(tr, settled);
      keepNotes(tr, settled);
      if (!tr.docChanged) return null;
      return tr.setStoredMarks(state.storedMarks);
    },
    props: { handleDOMEvents: { compositionend: () => void later() } },
    view(mounted) {
      view = mounted;
      return {
        destroy() {
          view = null;
          clearTimeout(timer);
        },
      };
    },
  });
}
