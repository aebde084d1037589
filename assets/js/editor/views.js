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
    this.dom = element("div", "slot");
    this.dom.dataset.kind = "slot";
    this.name = element("span", "slot-name");
    this.upload = button("button", words.upload, () => pictures().pick(this.node.attrs.id));
    this.dom.append(this.name, this.upload);
    this.words = words;
    this.draw();
  }

  draw() {
    this.dom.dataset.id = this.node.attrs.id;
    this.name.textContent = this.words.slot.replace("{name}", this.node.attrs.name);
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  stopEvent(event) {
    return this.upload.contains(event.target);
  }

  ignoreMutation(record) {
    return record.type !== "selection";
  }
}
