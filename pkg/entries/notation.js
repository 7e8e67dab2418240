// `chatwork-wasm/notation`: messages read, written and shown.

export {
  code,
  hr,
  info,
  join,
  notation,
  picon,
  piconname,
  pname,
  quote,
  raw,
  reply,
  text,
  to,
  toAll,
} from './notation/builders.js';
export { attachmentsOf, isMentioned, mentionsOf, repliesTo } from './notation/mentions.js';
export { renderHtml, renderMarkdown, renderText } from './notation/render.js';
export { splitMessage } from './notation/split.js';
export { parseNotation, stringifyNotation } from './notation/tree.js';
