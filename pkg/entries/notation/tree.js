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
  return nodes.map((node) => (isText(node) ? node.text : enclosed(node, contentOf(node, level)))).join('');
}

function isText(node) {
  return ['text', 'emoticon'].includes(node?.type) && typeof node.text === 'string';
}

function contentOf({ type, text, url, name, size, children } = {}, level) {
  const content = { code: text, url, download: size === undefined ? name : `${name} (${size})` }[type];
  if (children !== undefined) return written(children, level + 1);
  return content ?? '';
}

const LINE_BREAK = /^\r?\n/;

// What a tag holds, between its start and its end.
export function enclosed({ type, children, text, source, ...fields }, content = '') {
  start();
  const [open, close] = spell({ type, ...fields }, source?.open ?? '', source?.close ?? '');
  if (open === undefined) throw misfit('stringifyNotation', 'tree', 'nodes as parseNotation gives them', type);
  // One directly behind the tag would not be shown.
  const isLost = LINE_BREAK.test(content) && ['quote', 'info', 'title', 'code'].includes(type) && !open.endsWith('\n');
  return open + (isLost ? '\n' : '') + content + close;
}
