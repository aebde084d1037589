// Links: asks for an address, and puts it under what is selected.
import { schema } from "./schema.js";
import { ask } from "./dialogs.js";
import { safeHref } from "./links.js";

const { link } = schema.marks;

// around is the link at the cursor, with all of its text.
function around(state) {
  const { from, to, empty, $from } = state.selection;
  const mark = link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark || !empty) return { from, to, href: mark?.attrs.href ?? "" };
  let [start, end] = [$from.start(), $from.start()];
  let found = { from, to };
  $from.parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) start = $from.start() + offset + node.nodeSize;
    else end = $from.start() + offset + node.nodeSize;
    if (start <= from && end >= from && end > start) found = { from: start, to: end };
  });
  return { ...found, href: mark.attrs.href };
}

const complete = (text) => (/^[\w.-]+\.[a-z]{2,}(?:[/?#]|$)/iu.test(text) ? `http://${text}` : text);

// linking is the command behind 链接 and Ctrl+K. An empty address takes the link away.
export function linking(dialog) {
  const field = dialog.querySelector("[data-href]");
  const problem = dialog.querySelector("[data-problem]");
  const href = () => complete(field.value.trim());
  const sound = () => {
    problem.hidden = href() === "" || safeHref(href());
    return problem.hidden;
  };
  return (state, dispatch, view) => {
    const { parent } = state.selection.$from;
    if (!parent.inlineContent || !parent.type.allowsMarkType(link)) return false;
    if (!dispatch) return true;
    const place = around(state);
    field.value = place.href;
    problem.hidden = true;
    ask(dialog, sound).then((confirmed) => {
      view.focus();
      if (confirmed) dispatch(linked(view.state.tr, place, href()));
    });
    return true;
  };
}

function linked(tr, { from, to }, href) {
  if (from < to) tr.removeMark(from, to, link);
  if (!href) return tr;
  const mark = link.create({ href });
  return from < to ? tr.addMark(from, to, mark) : tr.replaceSelectionWith(schema.text(href, [mark]), false);
}
