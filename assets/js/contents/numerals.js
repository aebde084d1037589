// Printed numbers as models/numbering.go computes them; models/testdata/numbers.json is tried on both.
const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

export function chineseNumeral(n) {
  if (n < 1 || n > 99) return String(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[ones];
}

export const sectionNumber = (n) => `${chineseNumeral(n)}、`;
export const articleNumber = (n) => `（${chineseNumeral(n)}）`;

// The number of every article: sizes are the numbers of articles of each section.
export function numberArticles(mode, sizes) {
  let next = 1;
  return sizes.map((size) => {
    if (mode === "per_section") next = 1;
    return Array.from({ length: size }, () => next++);
  });
}
