// How many columns of a terminal a text takes: full-width letters take two.

// https://www.unicode.org/reports/tr11/ (classes W and F), but for pictures, which the regular expression below knows.
const WIDE = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x20000, 0x3fffd],
];
const PICTURE = /\p{Emoji_Presentation}|\ufe0f/u;
const NOTHING = /[\p{Mn}\p{Me}\p{Cf}]/u;

const segmenter = new Intl.Segmenter();

const graphemes = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);

export function widthOf(text) {
  return graphemes(text).reduce((width, grapheme) => width + widthOfOne(grapheme), 0);
}

export function padded(text, width) {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

// Not wider than this; an ellipsis says that there is more.
export function cut(text, width) {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const grapheme of graphemes(text)) {
    left -= widthOfOne(grapheme);
    if (left < 0) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

// A picture of several characters is drawn as one. Other graphemes are not: half-width marks of kana have a column.
function widthOfOne(grapheme) {
  if (PICTURE.test(grapheme)) return 2;
  return [...grapheme].reduce((width, character) => {
    if (NOTHING.test(character)) return width;
    const code = character.codePointAt(0);
    return width + (WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1);
  }, 0);
}
