// How long a text is: its characters, counted as the server counts them, and the pages it will fill in print.
const page = { lines: 22, characters: 28 };
const white = /[\s\u0085]/gu;

const length = (text) => [...text.replace(white, "")].length;
const plain = (inlines = []) => inlines.map(({ text }) => text).join("");

function texts({ marker = "", caption = "", inlines, items = [], rows = [] }) {
  return [caption, marker + plain(inlines), ...items.map((item) => (item.marker ?? "") + plain(item.inlines)), ...rows.flat().map((cell) => plain(cell.inlines))];
}

export function characters(body, ...others) {
  return [...others, ...body.blocks.flatMap(texts)].reduce((sum, text) => sum + length(text), 0);
}

const lines = (n, width = page.characters) => Math.max(1, Math.ceil(n / width));
const text = (block) => length(texts(block).join(""));

// What each kind of block takes, in lines of the text. Tables and pictures are estimates.
const heights = {
  paragraph: (block) => lines(text(block) + 2),
  list: ({ items = [] }) => items.reduce((sum, item) => sum + lines(length((item.marker ?? "") + plain(item.inlines)) + 2), 0),
  table: ({ rows = [], caption }) => (caption ? 1 : 0) + 1 + rows.reduce((sum, row) => sum + tallest(row), 0),
  image: ({ picture, caption }) => (caption ? 1 : 0) + 1 + (picture?.width && picture.height ? Math.min(18, Math.max(4, (14 * picture.height) / picture.width)) : 9),
  quote: (block) => lines(text(block) + 2, page.characters - 4),
  footnote: (block) => 0.8 * lines(text(block) + 2, 33),
};

function tallest(row) {
  const width = Math.max(2, Math.floor(page.characters / Math.max(1, row.length)) - 1);
  return 1.1 * Math.max(1, ...row.map((cell) => lines(length(plain(cell.inlines)), width * (cell.colspan ?? 1))));
}

// pages estimates the printed pages of an article with its title.
export function pages(body, title) {
  const sum = body.blocks.reduce((total, block) => total + (heights[block.kind] ?? heights.paragraph)(block), lines(length(title)) + 1);
  return Math.max(1, Math.ceil(sum / page.lines));
}
