// Pictures: a file is sent to the server at once; a slot keeps its place in the text until the picture, with its text
// alternative, takes it. When sending fails the slot stays, and the file can be sent again.
import { schema } from "./schema.js";
import { ask } from "./dialogs.js";
import { freshId } from "./ids.js";

const { slot, imageBlock, caption, paragraph } = schema.nodes;

function find(doc, id) {
  let at = -1;
  doc.forEach((node, pos) => {
    if (node.attrs.id === id) at = pos;
  });
  return at;
}

// send posts a file and gives what the server stored: {sha256, width, height, url}. It throws words for the person.
async function send(file, { url, role, words }) {
  const data = new FormData();
  if (role) data.append("role", role);
  data.append("file", file, file.name);
  let response;
  try {
    response = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
  } catch {
    throw new Error(words.offline);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || !answer.sha256) throw new Error(answer.message || words.failed);
  return answer;
}

export class Pictures {
  constructor(view, dialog, options) {
    Object.assign(this, { view, dialog, options });
    this.part = (name) => dialog.querySelector(`[data-${name}]`);
    this.input = dialog.parentElement.querySelector("input[data-file]");
    this.input.addEventListener("change", () => this.chosen());
    this.part("retry").addEventListener("click", () => this.upload());
  }

  // pick asks for a file: for a slot that is there, or for a new place behind the cursor.
  pick(id = "") {
    this.aim = id;
    this.input.value = "";
    this.input.click();
  }

  chosen() {
    const [file] = this.input.files;
    if (file) this.start(file, this.aim);
  }

  // take starts with pictures among files that were pasted or dropped; pos is where they fell.
  take(files, pos) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return false;
    const ids = pictures.map((file) => this.reserve(file.name, pos));
    this.start(pictures[0], ids[0]);
    return true;
  }

  // reserve puts a slot behind the block at pos, or in its place where that is empty.
  reserve(name, pos = this.view.state.selection.to) {
    const { state } = this.view;
    const $pos = state.doc.resolve(pos);
    const id = freshId();
    const whole = $pos.depth > 0 ? $pos.node(1) : null;
    const empty = whole?.isTextblock && whole.content.size === 0;
    const to = $pos.depth > 0 ? $pos.after(1) : pos;
    const tr = state.tr.replaceWith(empty ? $pos.before(1) : to, to, slot.create({ id, name }));
    if (tr.doc.lastChild.type === slot) tr.insert(tr.doc.content.size, paragraph.create());
    this.view.dispatch(tr.scrollIntoView());
    return id;
  }

  async start(file, id) {
    const own = !id;
    this.file = file;
    this.slot = id || this.reserve(file.name);
    this.stored = null;
    this.part("alt").value = "";
    this.part("caption").value = "";
    this.caption(true);
    const preview = URL.createObjectURL(file);
    this.part("preview").src = preview;
    this.upload();
    const confirmed = await ask(this.dialog, () => this.ready());
    URL.revokeObjectURL(preview);
    if (confirmed) this.place();
    else if (own && !this.broken) this.remove();
    this.view.focus();
  }

  async upload() {
    const { file } = this;
    this.show({ busy: true });
    try {
      const stored = await send(file, this.options);
      if (file === this.file) this.stored = stored;
      this.show({});
    } catch (error) {
      this.show({ problem: error.message });
    }
  }

  show({ busy = false, problem = "" }) {
    this.broken = problem !== "";
    this.part("progress").hidden = !busy;
    this.part("problem").hidden = !problem;
    this.part("problem-text").textContent = problem;
    this.part("confirm").disabled = busy || this.broken;
  }

  caption(shown) {
    this.part("caption-field").hidden = !shown;
  }

  ready() {
    const alt = this.part("alt");
    alt.value = alt.value.trim();
    return alt.reportValidity() && !this.part("confirm").disabled;
  }

  place() {
    const pos = find(this.view.state.doc, this.slot);
    if (pos < 0 || !this.stored) return;
    const { sha256, width = 0, height = 0 } = this.stored;
    const words = this.part("caption").value.trim();
    const text = words ? schema.text(words) : null;
    const node = imageBlock.create({ id: this.slot, sha256, width, height, alt: this.part("alt").value }, caption.create(null, text));
    this.view.dispatch(this.view.state.tr.replaceWith(pos, pos + 1, node).scrollIntoView());
  }

  remove() {
    const pos = find(this.view.state.doc, this.slot);
    if (pos >= 0) this.view.dispatch(this.view.state.tr.delete(pos, pos + 1));
  }

  // describe asks for the text alternative of a picture that is there.
  async describe(id, src) {
    const node = () => this.view.state.doc.nodeAt(find(this.view.state.doc, id));
    this.part("alt").value = node().attrs.alt;
    this.part("preview").src = src;
    this.caption(false);
    this.show({});
    const confirmed = await ask(this.dialog, () => this.ready());
    const pos = find(this.view.state.doc, id);
    if (confirmed && pos >= 0) {
      this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, "alt", this.part("alt").value));
    }
    this.view.focus();
  }
}
