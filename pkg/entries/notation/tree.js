// Messages as trees.

import { parse, spell } from '#notation';
import { start } from '#notation/start';
import { messageText, misfit } from './arguments.js';

// Deeper than any message is: only a tree that contains itself goes on.
const MOST_LEVELS = 1000;

export function parseNotation(message) {
  const source = messageText('parseNotation', 'message', message);
  start();
  return filled(parse(source), source);
}

// With the texts that Rust has left here: on the way to it, half of a surrogate pair would be lost.
export function filled(nodes, source) {
  for (const node of nodes) {
    for (const field of ['text', 'name', 'size', 'url']) {
      if (node[field] !== undefined) node[field] = source.slice(...node[field]);
    }
    if (node.children) filled(node.children, source);
  }
  return nodes;
}

export function stringifyNotation(tree) {
  return written(tree, 0);
}

function written(nodes, level) {
  if (!Array.isArray(nodes)) throw misfit('stringifyNotation', 'tree', 'an array of nodes', nodes);
  if (level > MOST_LEVELS) throw misfit('stringifyNotation', 'tree', 'a tree that does not contain itself', nodes);
  let text = '';
  let isBehindBlock = false;
  for (const node of nodes) {
    const piece = isText(node ?? {}) ? node.text : enclosed(node ?? {}, contentOf(node ?? {}, level));
    text += isBehindBlock ? kept(piece) : piece;
    isBehindBlock = BLOCKS.includes(node.type) && !piece.endsWith('\n');
  }
  return text;
}

function isText({ type, text }) {
  return ['text', 'emoticon'].includes(type) && typeof text === 'string';
}

function contentOf({ type, text, url, name, size, children }, level) {
  if (children !== undefined) return written(children, level + 1);
  const content = { code: text, url, download: size === undefined ? name : `${name} (${size})` }[type];
  if (['code', 'url', 'download'].includes(type) && typeof content !== 'string') throw strange(type);
  return content ?? '';
}

const BLOCKS = ['quote', 'info', 'title', 'code', 'hr'];

// A line break directly behind the tag of a block would not be shown.
function kept(text) {
  return /^\r?\n/.test(text) ? `\n${text}` : text;
}

// What a tag holds, between its start and its end.
export function enclosed({ type, children, text, source, ...fields }, content = '') {
  start();
  const [open, close] = spell({ type, ...fields }, source?.open ?? '', source?.close ?? '');
  if (open === undefined) throw strange(type);
  return open + (BLOCKS.includes(type) && !open.endsWith('\n') ? kept(content) : content) + close;
}

function strange(type) {
  return misfit('stringifyNotation', 'tree', 'nodes as parseNotation gives them', type, `a wrong one of type ${JSON.stringify(type)}`);
}
