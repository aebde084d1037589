// Pictures: files are sent to the server at once, one after the other; a slot keeps the place of each in the text until the picture, with
// its text alternative, takes it. When sending fails the slot stays, and the file can be sent again. A form is not sent while
// pictures wait for their places, unless the person insists.
import { schema } from "./schema.js";
import { ask } from "./dialogs.js";
import { freshId } from "./ids.js";
import { Uploads } from "./uploads.js";

const { slot, imageBlock, caption, paragraph } = schema.nodes;

function find(doc, id) {
  let at = -1;
  doc.forEach((node, pos) => {
    if (node.attrs.id === id) at = pos;
  });
  return at;
}

const filled = (words, values) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);

export class Pictures {
  // options: url and role for sending, words, the form, and the line that tells how far the uploads are.
  constructor(view, dialog, options) {
    Object.assign(this, { view, dialog, options, slots: new Set(), asked: [], job: null, insists: false });
    this.uploads = new Uploads(options, (job) => this.told(job));
    this.part = (name) => dialog.querySelector(`[data-${name}]`);
    this.input = dialog.parentElement.querySelector("input[data-file]");
    this.input.addEventListener("change", () => this.chosen());
    this.part("retry").addEventListener("click", () => this.uploads.retry(this.job?.id));
    options.form.addEventListener("submit", (event) => this.hold(event), { capture: true });
    document.addEventListener("jianbao:leaving", () => (this.insists = true));
    addEventListener("beforeunload", (event) => !this.insists && this.unplaced().length > 0 && event.preventDefault());
  }

  // pick asks for files: for a slot that is there, or for new places behind the cursor.
  pick(id = "") {
    this.aim = id;
    this.input.multiple = !id;
    this.input.value = "";
    this.input.click();
  }

  chosen() {
    const files = [...this.input.files];
    if (files.length > 0) this.start(files, this.aim ? [this.aim] : this.reserve(files), { own: !this.aim });
  }

  // take starts with pictures among files that were pasted or dropped; pos is where they fell.
  take(files, pos) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length > 0) this.start(pictures, this.reserve(pictures, pos));
    return pictures.length > 0;
  }

  // reserve puts slots for files behind the block at pos, in their order, or in its place where that is empty.
  reserve(files, pos = this.view.state.selection.to) {
    const { tr, doc } = this.view.state;
    const $pos = doc.resolve(pos);
    const whole = $pos.depth > 0 ? $pos.node(1) : null;
    const empty = whole?.isTextblock && whole.content.size === 0;
    const to = $pos.depth > 0 ? $pos.after(1) : pos;
    const places = files.map(({ name }) => slot.create({ id: freshId(), name }));
    tr.replaceWith(empty ? $pos.before(1) : to, to, places);
    if (tr.doc.lastChild.type === slot) tr.insert(tr.doc.content.size, paragraph.create());
    this.view.dispatch(tr.scrollIntoView());
    return places.map(({ attrs }) => attrs.id);
  }

  // start sends the files, and asks for the words of one picture after the other.
  start(files, ids, more) {
    this.insists = false;
    ids.forEach((id, i) => this.uploads.add(id, files[i], more));
    this.asked.push(...ids);
    this.series();
  }

  // series asks for the words of all pictures that wait for them. Who leaves one leaves the rest of them for later.
  async series() {
    if (this.job) return;
    let number = 0;
    for (let id = this.asked.shift(); id; id = this.asked.shift()) {
      if (!this.waits(id)) continue;
      number += 1;
      if (!(await this.words(this.uploads.get(id), number))) this.asked = [];
    }
    this.view.focus();
  }

  async words(job, number) {
    this.job = job;
    this.part("alt").value = job.alt ?? "";
    this.part("caption").value = job.caption ?? "";
    this.part("count").textContent = number + this.asked.length > 1 ? filled(this.options.words.of, { n: number, total: number + this.asked.length }) : "";
    this.caption(true);
    const preview = URL.createObjectURL(job.file);
    this.part("preview").src = preview;
    this.show(job);
    const counted = this.asked.length;
    const confirmed = await ask(this.dialog, () => this.ready());
    URL.revokeObjectURL(preview);
    Object.assign(job, { alt: this.part("alt").value, caption: this.part("caption").value.trim() });
    this.job = null;
    if (confirmed) this.place(job);
    else if (job.own && counted === 0 && number === 1 && job.state !== "failed") this.remove(job.id);
    return confirmed;
  }

  // told draws what has become of a job: in its slot, in the dialog, and in the line.
  told(job) {
    this.slots.forEach((view) => view.node.attrs.id === job.id && view.draw());
    if (job === this.job) this.show(job);
    const { words, line } = this.options;
    const failed = [...this.uploads.jobs.values()].filter(({ id, state }) => state === "failed" && this.waits(id)).length;
    const busy = job.state === "waiting" || job.state === "sending";
    if (busy) line.textContent = filled(words.uploads, this.uploads.count());
    else line.textContent = failed > 0 ? filled(words.uploads_failed, { n: failed }) : "";
  }

  show({ state, problem }) {
    const busy = state === "waiting" || state === "sending";
    this.part("progress").hidden = !busy;
    this.part("problem").hidden = !problem;
    this.part("problem-text").textContent = problem;
    this.part("confirm").disabled = busy || problem !== "";
  }

  caption(shown) {
    this.part("caption-field").hidden = !shown;
  }

  ready() {
    const alt = this.part("alt");
    alt.value = alt.value.trim();
    return alt.reportValidity() && !this.part("confirm").disabled;
  }

  // waits tells a file whose picture does not stand in the text yet: a slot keeps its place.
  waits(id) {
    const { doc } = this.view.state;
    return this.uploads.get(id) !== undefined && doc.nodeAt(Math.max(find(doc, id), 0))?.type === slot;
  }

  unplaced() {
    return [...this.uploads.jobs.keys()].filter((id) => this.waits(id));
  }

  // complete asks for the words of one picture whose slot says that they are missing.
  complete(id) {
    this.asked.push(id);
    this.series();
  }

  // hold keeps a form back until its pictures have their places. Who leaves that undone and sends it again sends it as it is.
  async hold(event) {
    const left = this.unplaced();
    if (left.length === 0 || this.insists) {
      this.insists = true; // the page may be left now
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.asked = left;
    await this.series();
    const still = this.unplaced().length;
    if (still === 0) this.options.form.requestSubmit(event.submitter);
    else this.options.line.textContent = filled(this.options.words.left, { n: still });
    this.insists = still > 0;
  }

  place(job) {
    const pos = find(this.view.state.doc, job.id);
    if (pos < 0 || !job.stored) return;
    const { sha256, width = 0, height = 0 } = job.stored;
    const text = job.caption ? schema.text(job.caption) : null;
    const node = imageBlock.create({ id: job.id, sha256, width, height, alt: job.alt }, caption.create(null, text));
    this.view.dispatch(this.view.state.tr.replaceWith(pos, pos + 1, node).scrollIntoView());
  }

  remove(id) {
    const pos = find(this.view.state.doc, id);
    if (pos >= 0) this.view.dispatch(this.view.state.tr.delete(pos, pos + 1));
  }

  // describe asks for the text alternative of a picture that is there.
  async describe(id, src) {
    const node = () => this.view.state.doc.nodeAt(find(this.view.state.doc, id));
    this.part("alt").value = node().attrs.alt;
    this.part("preview").src = src;
    this.part("count").textContent = "";
    this.caption(false);
    this.show({ problem: "" });
    const confirmed = await ask(this.dialog, () => this.ready());
    const pos = find(this.view.state.doc, id);
    if (confirmed && pos >= 0) {
      this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, "alt", this.part("alt").value));
    }
    this.view.focus();
  }
}
