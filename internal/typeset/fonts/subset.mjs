// Cuts the shipped fonts down to what official Chinese needs. Run it with `task fonts` after changing a set; the results are committed.
// Debian's packages unicode-data, bzip2 and fonts-lxgw-wenkai have to be there.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const npm = (name) => `node_modules/@expo-google-fonts/${name}`;

/** Every character of a double-byte code page, without the private-use area. */
function codePage(lead, trail) {
  const decoder = new TextDecoder("gb18030");
  let text = "";
  for (let row = lead[0]; row <= lead[1]; row++) {
    for (let cell = trail[0]; cell <= trail[1]; cell++) {
      const char = decoder.decode(Uint8Array.of(row, cell));
      if ([...char].length === 1 && !/\p{Co}|\uFFFD/u.test(char)) text += char;
    }
  }
  return text;
}

/** The Table of General Standard Chinese Characters (通用规范汉字表, 2013): the characters that names of people and places may have. */
function standardCharacters() {
  const data = execFileSync("bzcat", ["/usr/share/unicode/Unihan_OtherMappings.txt.bz2"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return [...data.matchAll(/^U\+([0-9A-F]+)\tkTGH\t/gm)].map((m) => String.fromCodePoint(parseInt(m[1], 16))).join("");
}

const range = (from, to) => String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
// ASCII, Latin-1, the marks, arrows, numbers in circles and full-width forms that office texts use.
const signs = range(0x20, 0x7e) + range(0xa0, 0xff) + range(0x2010, 0x2027) + range(0x2030, 0x203b) + range(0x2460, 0x249b) +
  range(0x3000, 0x301f) + range(0xff00, 0xffef) + "℃№€™←↑→↓√≈≠≤≥■□▲△●○★☆♀♂㎡㎏㎜㎝㎞";
const general = codePage([0xa1, 0xf7], [0xa1, 0xfe]) + standardCharacters() + signs;
const gbk = general + codePage([0x81, 0xfe], [0x40, 0xfe]);

const fonts = [
  { file: "song.ttf", family: "Jianbao Song", from: npm("noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"), text: gbk },
  { file: "biaosong.ttf", family: "Jianbao Biaosong", from: npm("noto-serif-sc/900Black/NotoSerifSC_900Black.ttf"), text: general },
  { file: "hei.ttf", family: "Jianbao Hei", from: npm("noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf"), text: general },
  { file: "kai.ttf", family: "Jianbao Kai", from: "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", text: general },
  { file: "latin.ttf", family: "Jianbao Latin", from: npm("tinos/400Regular/Tinos_400Regular.ttf"), text: range(0x20, 0x7e) + range(0xa0, 0x24f) + range(0x370, 0x3ff) + range(0x400, 0x45f) + range(0x2010, 0x203a) + "€™" },
];

/** Puts a new name into a font: the licence reserves the names of the originals for the originals. */
function renamed(font, family) {
  const tables = [];
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    const tag = font.toString("latin1", at, at + 4);
    tables.push({ tag, data: font.subarray(font.readUInt32BE(at + 8), font.readUInt32BE(at + 8) + font.readUInt32BE(at + 12)) });
  }
  const wanted = [[1, family], [2, "Regular"], [4, family], [6, family.replace(" ", "")], [13, "SIL Open Font License 1.1"]];
  const strings = wanted.map(([, text]) => Buffer.from(text, "utf16le").swap16());
  const head = Buffer.alloc(6 + 12 * wanted.length);
  head.writeUInt16BE(wanted.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  wanted.forEach(([id], i) => {
    [3, 1, 0x409, id, strings[i].length, offset].forEach((v, k) => head.writeUInt16BE(v, 6 + 12 * i + 2 * k));
    offset += strings[i].length;
  });
  tables.find((t) => t.tag === "name").data = Buffer.concat([head, ...strings]);
  const out = [font.subarray(0, 12)];
  let at = 12 + 16 * tables.length;
  const bodies = [];
  for (const t of tables) {
    const padded = Buffer.concat([t.data, Buffer.alloc((4 - (t.data.length % 4)) % 4)]);
    let sum = 0;
    for (let i = 0; i < padded.length; i += 4) sum = (sum + padded.readUInt32BE(i)) >>> 0;
    const entry = Buffer.alloc(16);
    entry.write(t.tag, 0, "latin1");
    [sum, at, t.data.length].forEach((v, k) => entry.writeUInt32BE(v, 4 + 4 * k));
    out.push(entry);
    bodies.push(padded);
    at += padded.length;
  }
  return Buffer.concat([...out, ...bodies]);
}

for (const f of fonts) {
  const cut = await subsetFont(await readFile(f.from), f.text, { targetFormat: "truetype", noLayoutClosure: true });
  const font = renamed(Buffer.from(cut), f.family);
  await writeFile(f.file, font);
  console.log(f.file, font.length);
}
