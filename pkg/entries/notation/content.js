// What builders are given to write.

import { harmless } from '#notation';
import { start } from '#notation/start';
import { misfit } from './arguments.js';
import { isNotation } from './notation.js';

// As much as a bracket needs to meet the name of a tag.
const NEAR = -32;

// Deeper than anybody writes: only an array that contains itself goes on.
const MOST_LEVELS = 1000;

// Text that grows by pieces. They are put together at the end, because looking at what is written puts it together each
// time: only its end is looked at, and kept by itself.
export class Writing {
  #pieces = [];
  #end = '';

  constructor(name) {
    this.name = name;
  }

  // What is a string is text of others, and made harmless.
  add(content, level = 0) {
    if (isNothing(content)) return;
    if (Array.isArray(content)) {
      if (level > MOST_LEVELS) throw misfit(this.name, 'content', 'an array that does not contain itself', content);
      for (const each of content) this.add(each, level + 1);
      return;
    }
    if (isNotation(content)) {
      this.addNotation(content.text);
      return;
    }
    if (!['string', 'number', 'bigint'].includes(typeof content)) {
      throw misfit(this.name, 'content', 'strings, numbers, notation, or arrays of these', content);
    }
    start();
    this.addNotation(harmless(`${content}`, this.#end));
  }

  addNotation(text) {
    this.#pieces.push(text);
    this.#end = (this.#end + text.slice(NEAR)).slice(NEAR);
  }

  finish() {
    return this.#pieces.join('');
  }
}

export function isNothing(content) {
  return content === undefined || content === null || content === false;
}

export function written(name, ...content) {
  const writing = new Writing(name);
  writing.add(content);
  return writing.finish();
}
