// A command line that cannot be understood, or not be carried out as it is.

export const PROGRAM = 'chatwork-wasm';

export class UsageError extends Error {
  // `said` is a sentence of texts.js, in both languages.
  constructor(said, command) {
    super(said.en);
    this.said = said;
    this.command = command;
  }
}

// How a parameter is written: as the service spells it, with two hyphens.
export const spelled = ({ name }) => `--${name}`;

const LABELS = {
  text: 'TEXT',
  'link-code': 'CODE',
  id: 'ID',
  ids: 'IDS',
  time: 'TIME',
  file: 'PATH',
  'file-name': 'NAME',
  path: 'PATH',
  number: 'N',
  milliseconds: 'MS',
  url: 'URL',
};

// What stands behind a parameter; nothing behind a flag.
export const labelOf = ({ kind, words }) => (kind === 'one-of' ? words.join('|') : LABELS[kind]);

// `roomId` is `ROOM_ID`.
export const idLabel = (name) => name.replace(/[A-Z]/, '_$&').toUpperCase();

// `--body TEXT`
export const written = (param) => [spelled(param), labelOf(param)].filter(Boolean).join(' ');
