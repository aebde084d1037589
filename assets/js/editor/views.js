// How pictures and their empty slots are drawn while they are edited.

function element(tag, className, text = "") {
  const el = document.createElement(tag);
  el.className = className;
  el.textContent = text;
  return el;
}

function button(className, text, press) {
  const el = element("button", className, text);
  el.type = "button";
  el.addEventListener("click", press);
  return el;
}

export class PictureView {
  constructor(node, { words, address, pictures }) {
    this.node = node;
    this.words = words;
    this.dom = element("figure", "ed-figure");
    this.image = document.createElement("img");
    this.image.draggable = false;
    this.missing = element("p", "ed-figure-missing");
    this.alt = element("span", "");
    this.bar = element("p", "figure-bar");
    const src = () => address(this.node.attrs.sha256);
    this.bar.append(this.alt, button("button button-quiet", words.alt_edit, () => pictures().describe(this.node.attrs.id, src())));
    this.contentDOM = document.createElement("figcaption");
    const frame = element("div", "figure-frame");
    frame.contentEditable = "false";
    frame.append(this.image, this.missing, this.bar);
    this.dom.append(frame, this.contentDOM);
    this.image.addEventListener("error", () => this.broken(true));
    this.src = src;
    this.draw();
  }

  draw() {
    const { alt, width, height, id } = this.node.attrs;
    this.dom.dataset.id = id;
    this.dom.dataset.kind = "image";
    this.missing.textContent = alt;
    this.alt.textContent = this.words.alt_shown.replace("{alt}", alt);
    this.image.alt = alt;
    if (width && height) Object.assign(this.image, { width, height });
    if (this.image.getAttribute("src") !== this.src()) {
      this.broken(false);
      this.image.src = this.src();
    }
  }

  broken(yes) {
    this.image.hidden = yes;
    this.missing.hidden = !yes;
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event) {
    return this.bar.contains(event.target);
  }

  ignoreMutation(record) {
    return record.type !== "selection" && !this.contentDOM.contains(record.target);
  }
}

export class SlotView {
  constructor(node, { words, pictures }) {
    this.node = node;
    this.words = words;
    this.pictures = pictures;
    this.dom = element("div", "slot");
    this.dom.dataset.kind = "slot";
    this.name = element("span", "slot-name");
    this.state = element("span", "slot-state");
    const { id } = node.attrs;
    this.buttons = {
      retry: button("button", words.retry, () => pictures().uploads.retry(id)),
      complete: button("button", words.complete, () => pictures().complete(id)),
      pick: button("button", words.upload, () => pictures().pick(id)),
    };
    this.dom.append(this.name, this.state, ...Object.values(this.buttons));
    this.draw();
    pictures()?.slots.add(this);
  }

  // draw shows what has become of the file of the slot, and what can be done about it.
  draw() {
    const job = this.pictures()?.uploads.get(this.node.attrs.id);
    const { words } = this;
    const states = { waiting: words.waiting, sending: words.uploading, stored: words.stored, failed: job?.problem };
    this.dom.dataset.id = this.node.attrs.id;
    this.dom.dataset.state = job?.state ?? "";
    this.name.textContent = words.slot.replace("{name}", () => this.node.attrs.name);
    this.state.textContent = states[job?.state] ?? "";
    this.buttons.retry.hidden = job?.state !== "failed";
    this.buttons.complete.hidden = job?.state !== "stored";
    this.buttons.pick.hidden = job !== undefined && job.state !== "failed";
    this.buttons.pick.textContent = job ? words.other : words.upload;
  }

  update(node) {
    if (node.type !== this.node.type || node.attrs.id !== this.node.attrs.id) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event) {
    return Object.values(this.buttons).some((b) => b.contains(event.target));
  }

  ignoreMutation(record) {
    return record.type !== "selection";
  }

  destroy() {
    this.pictures()?.slots.delete(this);
  }
}
