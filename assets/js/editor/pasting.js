// What is pasted or dropped: a text from here as it was, any other through paste/read.js, files as pictures.
import { DOMParser, Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { schema } from "./schema.js";
import { freshened } from "./ids.js";
import { readFragment, readLines } from "./paste/read.js";
import { strip } from "./paste/strip.js";

const { nodes } = schema;

// A slice of whole blocks stays whole where its ends are no paragraphs: a heading or a table never melts into a sentence.
function closed(slice) {
  const open = (node) => node?.type === nodes.paragraph;
  return new Slice(slice.content, open(slice.content.firstChild) ? 1 : 0, open(slice.content.lastChild) ? 1 : 0);
}

// Pasted references follow their footnotes where those got new ids.
function followed(fragment, renamed) {
  if (renamed.size === 0) return fragment;
  let out = fragment;
  fragment.forEach((node, _, index) => {
    const id = node.type === nodes.reference && renamed.get(node.attrs.note);
    out = out.replaceChild(index, id ? nodes.reference.create({ note: id }, null, node.marks) : node.copy(followed(node.content, renamed)));
  });
  return out;
}

export function pasting({ words, pictures }) {
  const own = DOMParser.fromSchema(schema);
  let foreign = false;
  const parser = {
    parseSlice(dom, options) {
      foreign = !dom.querySelector?.("[data-pm-slice]") && !dom.closest?.("[data-pm-slice]");
      if (!foreign) return own.parseSlice(dom, options);
      return new Slice(readFragment(dom, words), 0, 0);
    },
  };
  const finish = (slice, view) => {
    const mine = foreign ? closed(slice) : slice;
    foreign = false;
    if (view.dragging) return mine; // moved within the text: ids stay
    const { content, renamed } = freshened(mine, view.state.doc);
    return new Slice(followed(content, renamed), mine.openStart, mine.openEnd);
  };
  const files = (transfer) => (transfer?.types.includes("text/html") ? [] : (transfer?.files ?? []));
  return new Plugin({
    props: {
      clipboardParser: parser,
      transformPastedHTML: strip,
      clipboardTextParser(text, $context) {
        foreign = true;
        return new Slice(readLines(text, $context.marks()), 0, 0);
      },
      transformPasted: finish,
      handlePaste: (_, event) => pictures().take(files(event.clipboardData)),
      handleDrop(view, event) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        return pictures().take(files(event.dataTransfer), at?.pos);
      },
    },
  });
}
