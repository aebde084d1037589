// Puts the editor into a form.
import { baseKeymap } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { keys } from "./commands.js";
import { hints } from "./hints.js";
import { linking } from "./linking.js";
import { jump, noteMarks } from "./notes.js";
import { pasting } from "./pasting.js";
import { Pictures } from "./pictures.js";
import { settle } from "./settle.js";
import { characters, pages } from "./size.js";
import { toolbar } from "./toolbar.js";
import { readBody, writeBody } from "./tree.js";
import { PictureView, SlotView } from "./views.js";

const statusDelay = 1000; // ms; whoever listens to the page is not told of every key

const escape = (text) => text.replace(/[$()*+.?[\\\]^{|}]/gu, "\\$&");

// wordsOf are the texts of the editor, drawn by the server.
function wordsOf(root) {
  const words = JSON.parse(root.dataset.words);
  const [before, after] = words.slot.split("{name}");
  return {
    ...words,
    slotText: (name) => words.slot.replace("{name}", () => name),
    slotPattern: new RegExp(`^${escape(before)}(.*)${escape(after)}$`, "u"),
  };
}

export function mount(form, root) {
  const field = form.querySelector("textarea[data-body]");
  const plain = form.querySelector("[data-plain]");
  const dialogs = document.getElementById(root.dataset.dialogs);
  const words = wordsOf(root);
  const read = (body) => readBody(body, words);
  const doc = read(JSON.parse(field.value));
  const openLink = linking(dialogs.querySelector("[data-dialog=link]"));
  let pictures = null;
  let tools = null;

  const context = { words, pictures: () => pictures, address: (sha256) => `${root.dataset.pictures}/${sha256}` };
  const plugins = [
    settle(),
    keymap({ ...keys(openLink), "Alt-F10": () => tools.focus() ?? true }),
    keymap(baseKeymap),
    history(),
    dropCursor({ class: "drop-cursor", color: false }),
    gapCursor(),
    tableEditing(),
    noteMarks(words),
    hints(words, wrong(doc)),
    pasting(context),
    new Plugin({ view: () => ({ update: (view, before) => before.doc.eq(view.state.doc) || changed(view) }) }),
  ];
  const view = new EditorView(root.querySelector("[data-sheet]"), {
    state: EditorState.create({ doc, plugins }),
    attributes: { class: "ed-body", role: "textbox", "aria-multiline": "true", "aria-label": words.body },
    nodeViews: { imageBlock: (node) => new PictureView(node, context), slot: (node) => new SlotView(node, context) },
    dispatchTransaction(tr) {
      this.updateState(this.state.apply(tr));
      tools.draw(this.state);
    },
    handleDoubleClickOn: (_, pos, node) => node.type.name === "reference" && jumpFrom(view, pos),
  });

  pictures = new Pictures(view, dialogs.querySelector("[data-dialog=picture]"), {
    url: root.dataset.pictures, role: form.elements.role?.value, words, form, line: root.querySelector("[data-uploads]"),
  });
  tools = toolbar(root, view, {
    image: { run: (state, dispatch) => (dispatch ? (pictures.pick(), true) : true) },
    link: { run: openLink },
  });
  const body = () => writeBody(view.state.doc, words);
  const status = statusLine(form, body, words);

  function changed() {
    field.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new CustomEvent("jianbao:change", { bubbles: true }));
    status();
  }

  form.addEventListener("formdata", ({ formData }) => formData.set("body", JSON.stringify(body())));
  form.jianbaoEditor = {
    body,
    setBody(next) {
      view.updateState(EditorState.create({ doc: read(next), plugins }));
      tools.draw(view.state);
      changed();
    },
    focusBlock: (id) => focusBlock(view, id),
  };
  for (const control of plain.querySelectorAll("input, select, textarea, button")) control.disabled = true;
  plain.hidden = true;
  root.hidden = false;
  tools.draw(view.state);
  status();
  leadToProblems(view, doc);
  if (location.hash.startsWith("#block-")) focusBlock(view, location.hash.slice("#block-".length));
}

function jumpFrom(view, pos) {
  const node = view.state.doc.nodeAt(pos);
  view.state.doc.forEach((block, offset) => {
    if (block.attrs.id !== node.attrs.note) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, offset + 1)).scrollIntoView());
  });
  return true;
}

function focusBlock(view, id) {
  view.state.doc.forEach((block, offset) => {
    if (block.attrs.id !== id) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(offset + 1))).scrollIntoView());
    view.focus();
  });
}

// The summary of what was refused names blocks by their places in the text as it was sent.
const problemLinks = () => [...document.querySelectorAll('#problems a[href^="#f-blocks-"]')];
const placeOf = (link) => Number(link.hash.slice("#f-blocks-".length));

function wrong(doc) {
  return new Set(problemLinks().map((link) => doc.maybeChild(placeOf(link))?.attrs.id));
}

function leadToProblems(view, doc) {
  for (const link of problemLinks()) {
    const block = doc.maybeChild(placeOf(link));
    if (!block) continue;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      focusBlock(view, block.attrs.id);
    });
  }
}

// statusLine tells, a while after the last change, how long the text is.
function statusLine(form, body, words) {
  const line = form.querySelector("[data-characters]");
  const value = (name) => form.elements[name]?.value ?? "";
  let timer = 0;
  const tell = () => {
    const now = body();
    line.textContent = words.status
      .replace("{characters}", characters(now, value("title"), value("source")))
      .replace("{pages}", pages(now, value("title")));
  };
  form.addEventListener("input", ({ target }) => ["title", "source"].includes(target.name) && later());
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, statusDelay);
  };
  tell();
  line.setAttribute("role", "status");
  return later;
}
