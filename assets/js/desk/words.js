// Comments on selected words: a button beside the selection, and its key, carry the words into the form of a comment. Where the page
// has no such form, as beside a text that is being written, they go along to the reading view.
const button = document.querySelector("[data-comment-words]");
const form = document.querySelector("[data-comment-form] form");
const most = 500; // models.MaxQuote
const aside = ".passage-sign, .passage-tools, .ed-marker, .ed-reference, .ProseMirror-trailingBreak";
const part = /^(?:LI|TD|TH)$/u;
const holder = /^(?:UL|TABLE|THEAD|TBODY|TR)$/u;

// lettersOf is a piece of a block as models.Block.Letters has it: items and cells one a line, without what is printed before them.
function lettersOf(piece) {
  let text = "";
  let parts = 0;
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (!holder.test(node.nodeName)) text += child.data;
      } else if (!child.matches(aside)) {
        if (part.test(child.nodeName) && parts++ > 0) text += "\n";
        if (child.nodeName === "BR") text += "\n";
        walk(child);
      }
    }
  };
  walk(piece);
  return text;
}

const blockOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('[data-reading] [id^="block-"], [data-sheet] [data-id]');

// chosen are the selected words and where they stand; words beyond the block in which the selection begins do not count.
function chosen() {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const block = blockOf(range.startContainer);
  if (!block) return null;
  if (!block.contains(range.endContainer)) range.setEnd(block, block.childNodes.length);
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const letters = lettersOf(range.cloneContents());
  const quote = [...letters.trim()].slice(0, most).join("");
  if (!quote) return null;
  const lead = letters.slice(0, letters.length - letters.trimStart().length);
  return { range, quote, block: block.dataset.id ?? block.id.slice("block-".length), at: [...lettersOf(before.cloneContents()), ...lead].length };
}

function fill({ block, quote, at }) {
  const { elements } = form;
  elements.block.value = block;
  elements.quote.value = quote;
  elements.at.value = at;
  elements.quote.dispatchEvent(new Event("input", { bubbles: true }));
  elements.text.focus();
}

function carry({ block, quote, at }) {
  const to = new URL(button.dataset.commentWords, location.href);
  to.searchParams.set("at", block);
  to.searchParams.set("quote", quote);
  to.searchParams.set("from", at);
  to.hash = "comment-form";
  location.assign(to);
}

if (button) {
  let dragging = false;
  document.body.append(button); // its place is counted from the page's corner

  const hide = () => {
    button.hidden = true;
  };
  const show = () => {
    const words = dragging ? null : chosen();
    if (!words) {
      hide();
      return;
    }
    button.hidden = false;
    const lines = [...words.range.getClientRects()].filter((line) => line.width > 0);
    const last = lines.at(-1) ?? words.range.getBoundingClientRect();
    const left = Math.max(8, Math.min(last.right, document.documentElement.clientWidth - button.offsetWidth - 8));
    button.style.setProperty("--words-x", `${left + scrollX}px`);
    button.style.setProperty("--words-y", `${last.bottom + scrollY + 8}px`);
  };
  const comment = () => {
    const words = chosen();
    hide();
    if (!words) return false;
    if (form) fill(words);
    else carry(words);
    return true;
  };

  document.addEventListener("selectionchange", show);
  document.addEventListener("pointerdown", (event) => {
    dragging = event.pointerType === "mouse" && !button.contains(event.target);
  });
  document.addEventListener("pointerup", () => {
    dragging = false;
    show();
  });
  addEventListener("resize", show);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", comment);
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") hide();
    else if (event.ctrlKey && event.altKey && event.code === "KeyM" && comment()) event.preventDefault();
  });
}

if (form) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-comment]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fill({ block: link.dataset.comment, quote: "", at: "" });
  });
  // A browser moves to the place that the address names, and its focus with it, as late as when everything is there.
  if (location.hash === "#comment-form" && form.elements.quote.value) addEventListener("load", () => requestAnimationFrame(() => form.elements.text.focus()));
}
