// The first pass over pasted HTML, still as text: comments, styles and scripts go, and style="" gets another name, because the
// page's content security policy refuses it even in a document that is never shown. One pass, whatever the text.
const dropped = /^<(style|script|xml|title|template|noscript|iframe|object)\b/iu;
const name = /^<\/?[a-z]/iu;
const rename = (tag) => tag.replace(/(["'\s/])style(\s*=)/giu, "$1data-style$2").replace(/(["'\s/])on[a-z]+(\s*=)/giu, "$1data-on$2");

// endOfTag finds the > of a tag past the quotes of its attributes.
function endOfTag(html, from) {
  let quote = "";
  for (let i = from; i < html.length; i++) {
    const c = html[i];
    if (quote) quote = c === quote ? "" : quote;
    else if (c === ">") return i + 1;
    else if ((c === '"' || c === "'") && /[=\s]/u.test(html[i - 1])) quote = c;
  }
  return html.length;
}

const after = (html, end, from) => {
  const at = html.indexOf(end, from);
  return at < 0 ? html.length : at + end.length;
};

export function strip(html) {
  const lower = html.toLowerCase();
  const out = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    out.push(html.slice(at, open));
    at = past(html, lower, open, out);
  }
  return out.join("") + html.slice(at);
}

// past handles what begins at a <, and says where to go on.
function past(html, lower, open, out) {
  const head = html.slice(open, open + 12);
  if (head.startsWith("<!--")) return after(html, "-->", open + 4);
  if (head.startsWith("<!") || head.startsWith("<?")) return after(html, ">", open);
  const gone = dropped.exec(head);
  if (gone) {
    const close = lower.indexOf(`</${gone[1].toLowerCase()}`, open);
    return close < 0 ? endOfTag(html, open + 1) : after(html, ">", close);
  }
  if (!name.test(head)) {
    out.push("&lt;");
    return open + 1;
  }
  const end = endOfTag(html, open + 1);
  out.push(rename(html.slice(open, end)));
  return end;
}
