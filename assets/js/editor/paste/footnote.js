// Footnotes in pasted HTML, as Word, WPS and LibreOffice write them: an anchor in the text and one before the note.
const patterns = [
  { text: /^#_ftn(\d+)$/u, note: /^#_ftnref(\d+)$/u },
  { text: /^#_edn(\d+)$/u, note: /^#_ednref(\d+)$/u },
  { text: /^#sdfootnote(\d+)sym$/u, note: /^#sdfootnote(\d+)anc$/u },
];

// The part of the address that names a footnote: Word writes the file's own address before it.
const hashOf = (el) => {
  const href = el.getAttribute("href") ?? "";
  const at = href.indexOf("#");
  return at < 0 ? "" : href.slice(at);
};

// footnoteId names the footnote that an anchor leads to: from the text ("reference") or from the note back ("text").
export function footnoteId(el, side) {
  if (el.tagName !== "A") return "";
  for (const [i, pattern] of patterns.entries()) {
    const found = (side === "reference" ? pattern.text : pattern.note).exec(hashOf(el));
    if (found) return `${i}:${found[1]}`;
  }
  return "";
}

// isNoteText reports whether a paragraph is the text of a footnote.
export const isNoteText = (el) => el.tagName === "P" && [...el.querySelectorAll("a[href]")].some((anchor) => footnoteId(anchor, "text"));

// noteIds names the footnotes whose text is among what was pasted; a reference to any other stays the text that it is.
export const noteIds = (root) => [...root.querySelectorAll("p a[href]")].map((anchor) => footnoteId(anchor, "text")).filter(Boolean);
