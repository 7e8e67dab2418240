// Text of others, on a terminal: what would move the cursor, set colours or turn the direction is shown instead.

// Control characters, line separators, and the marks that turn the direction of writing.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function visible(text) {
  return text.replace(HIDDEN, (character) => (character === '\n' ? ' ↵ ' : escaped(character)));
}

// JSON leaves some of them as they are. To a program that reads it the escape is the same.
export function jsonOf(value, indent) {
  return JSON.stringify(value, undefined, indent).replace(HIDDEN, (character) =>
    character === '\n' ? character : escaped(character),
  );
}

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
