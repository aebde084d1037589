// Which addresses may be stored: the same rule as models.SafeHref, which has the last word.
const longest = 2000;

export function safeHref(href) {
  if (!href || new TextEncoder().encode(href).length > longest) return false;
  try {
    const url = new URL(href);
    if (url.protocol === "mailto:") return url.pathname !== "";
    return (url.protocol === "http:" || url.protocol === "https:") && /^https?:\/\//iu.test(href) && url.host !== "";
  } catch {
    return false;
  }
}
