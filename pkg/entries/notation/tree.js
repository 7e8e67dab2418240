// Messages as trees.

import { parse, spell } from '#notation';
import { start } from '#notation/start';
import { refusal } from '../refusal.js';
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
  return nodesWritten(tree, 0);
}

function nodesWritten(nodes, level) {
  if (!Array.isArray(nodes)) throw misfit('stringifyNotation', 'tree', 'an array of nodes', nodes);
  if (level > MOST_LEVELS) throw misfit('stringifyNotation', 'tree', 'a tree that does not contain itself', nodes);
  const pieces = [];
  let hidesLineBreak = false;
  for (const node of nodes) {
    const isText = ['text', 'emoticon'].includes(node?.type) && typeof node.text === 'string';
    const [open, content, close, next] = isText ? ['', node.text, '', false] : nodeWritten(node ?? {}, level);
    const piece = open + content + close;
    pieces.push(hidesLineBreak ? kept(piece) : piece);
    hidesLineBreak = next && !piece.endsWith('\n');
  }
  return pieces.join('');
}

function nodeWritten(node, level) {
  const { type, text, url, name, size, children, source } = node;
  const isHolder = ['quote', 'info', 'title', 'task'].includes(type);
  if (isHolder !== (children !== undefined)) throw strange(type);
  if (isHolder) return spelled(node, nodesWritten(children, level + 1), '');
  const content = { code: text, url, download: size === undefined ? name : `${name} (${size})` }[type] ?? '';
  const texts = [content, source?.open ?? '', source?.close ?? ''];
  if (texts.some((each) => typeof each !== 'string')) throw strange(type);
  return spelled(node, content, content);
}

// What stands before, in and after a node, and whether a line break directly behind it would not be shown. `literal` is
// content that decides what kind of node it is: nothing may be a tag there.
function spelled({ type, text, url, name, size, children, source, start: _, end, ...fields }, content, literal) {
  start();
  const [open, close, isBlock] = spell({ type, ...fields }, source?.open ?? '', source?.close ?? '', literal);
  if (open === undefined) throw strange(type);
  return [open, isBlock === '' || open.endsWith('\n') ? content : kept(content), close, isBlock !== ''];
}

// A tag around content that is already written.
export function enclosed(node, content = '') {
  return spelled(node, content, '').slice(0, 3).join('');
}

// A line break directly behind the tag of a block is not shown, so another one goes before it.
function kept(text) {
  return /^\r?\n/.test(text) ? `\n${text}` : text;
}

function strange(type) {
  const got = /^[a-z]+$/i.test(type) ? `a wrong one of type '${type}'` : 'one without a type';
  return refusal('stringifyNotation', 'tree', 'nodes as parseNotation gives them', got);
}
