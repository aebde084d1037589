// Cuts the shipped lettering font down to the characters a bulletin's name can need: GB 2312 and common punctuation.
// Run it with `task fonts` after changing the set; the result is committed.
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const source = "node_modules/@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf";

/** Every character of GB 2312: both bytes from 0xA1, decoded without the private-use area. */
function gb2312() {
  const decoder = new TextDecoder("gb18030");
  let text = "";
  for (let row = 0xa1; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = decoder.decode(Uint8Array.of(row, cell));
      if (char.length === 1 && !/\p{Co}|\uFFFD/u.test(char)) text += char;
    }
  }
  return text;
}

const ascii = String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i));
// Han characters outside GB 2312 that names of places and people bring along.
const extras = "—…·“”‘’《》〈〉【】〔〕％‰℃№〇镕堃喆珺祎昇淼囧瞭";

const font = await subsetFont(await readFile(source), gb2312() + ascii + extras, { targetFormat: "truetype", noLayoutClosure: true });
await writeFile("NotoSerifSC-Black-subset.ttf", font);
