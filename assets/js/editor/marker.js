// Printed numbers at the start of a line. splitMarker mirrors models.SplitMarker; both are held to testdata/markers.json.
const inner = /^[\t\n\f\r ]*((?:\d{1,2}[.．、](?:\D|$))|[（(][\t\n\f\r ]*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[\t\n\f\r ]*[）)]|[①-⑳])/u;
const white = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ends = new RegExp(`^${white}|${white}$`, "gu");

// trim takes off the white that Go's strings.TrimSpace takes off.
export const trim = (text) => text.replace(ends, "");

// splitMarker gives the marker at the start of a text, "" without one, and the trimmed rest.
export function splitMarker(text) {
  const found = inner.exec(text);
  if (!found) return { marker: "", rest: trim(text) };
  const number = /^(\d+[.．、])/u.exec(found[1]);
  const marker = number ? number[1] : found[1];
  return { marker: trim(marker), rest: trim(text.slice(found[0].length - found[1].length + marker.length)) };
}

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

function chinese(n) {
  if (n < 10) return digits[n];
  return `${n < 20 ? "" : digits[Math.floor(n / 10)]}十${digits[n % 10]}`;
}

function fromChinese(text) {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  const n = (text.includes("十") ? (tens ? digits.indexOf(tens) : 1) * 10 : 0) + (ones ? digits.indexOf(ones) : 0);
  return n > 0 && chinese(n) === text ? n : 0;
}

const arabic = { read: (text) => (/^[1-9]\d?$/u.test(text) ? Number(text) : 0), write: String, most: 99 };
const han = { read: fromChinese, write: chinese, most: 99 };
const letters = { read: (text) => (/^[a-z]$/u.test(text) ? text.charCodeAt(0) - 96 : 0), write: (n) => String.fromCharCode(96 + n), most: 26 };
const circled = { read: (text) => (/^[①-⑳]$/u.test(text) ? text.charCodeAt(0) - 0x245f : 0), write: (n) => String.fromCharCode(0x245f + n), most: 20 };

// A scheme is how a list counts: what stands before and after the number, and how the number is written.
const schemes = [
  ["", ".", arabic],
  ["（", "）", arabic],
  ["", "", circled],
  ["", "、", han],
  ["（", "）", han],
  ["", "．", arabic],
  ["", "、", arabic],
  ["(", ")", arabic],
  ["", ")", arabic],
  ["", "）", arabic],
  ["(", ")", han],
  ["", ".", letters],
  ["", ")", letters],
  ["", "）", letters],
].map(([before, after, count]) => ({ before, after, count }));

// read says which scheme a marker belongs to, and which number it is; null when it is no number.
export function readMarker(marker) {
  for (const scheme of schemes) {
    const { before, after, count } = scheme;
    if (!marker.startsWith(before) || !marker.endsWith(after) || marker.length <= before.length + after.length) continue;
    const number = count.read(marker.slice(before.length, marker.length - after.length));
    if (number > 0) return { scheme, number };
  }
  return null;
}

// writeMarker is the n-th marker of a scheme; past its last number it counts in brackets, as footnotes do.
export function writeMarker(scheme, n) {
  return n <= scheme.count.most ? scheme.before + scheme.count.write(n) + scheme.after : `（${n}）`;
}

// The scheme with which a level of a list begins: 1. （1） ① as in print.
export const schemeOfLevel = (level) => schemes[level % 3];

// noteMark is the printed mark of the n-th footnote: models.NoteMark.
export const noteMark = (n) => (n <= 20 ? circled.write(n) : `（${n}）`);
