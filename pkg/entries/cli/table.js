// Results as a table, for people.

import { visible } from './visible.js';
import { cut, padded, widthOf } from './width.js';

const GAP = '  ';
// A column is not made narrower than this.
const NARROWEST = 8;

// Addresses of pictures take half a line and tell nothing.
const PICTURE = /(^|\.)(avatar_image_url|icon_path)$/;
const TIME = /(^|[._])time$/;

// `columns` is the width of the terminal, if it is one. What does not fit is cut; where nothing would be left, each
// object is a block of its own.
export function tableOf(value, columns = Infinity) {
  if (!Array.isArray(value)) return blockOf(flat(value), columns);
  if (value.length === 0) return '';
  const rows = value.map(flat);
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))].filter((name) => !PICTURE.test(name));
  const lines = [names, ...rows.map((row) => names.map((name) => row.get(name) ?? ''))];
  const widths = fitted(
    names.map((_, index) => Math.max(...lines.map((cells) => widthOf(cells[index])))),
    columns,
  );
  if (widths === undefined) return rows.map((row) => blockOf(row, columns)).join('\n');
  return lines
    .map((cells) => lineOf(cells.map((cell, index) => padded(cut(cell, widths[index]), widths[index]))))
    .join('');
}

function blockOf(row, columns) {
  const width = Math.max(0, ...[...row.keys()].map(widthOf));
  const left = Math.max(NARROWEST, columns - width - GAP.length);
  return [...row].map(([name, cell]) => lineOf([padded(name, width), cut(cell, left)])).join('');
}

const lineOf = (cells) => `${cells.join(GAP).trimEnd()}\n`;

// The widths that fit, the widest made narrower first; nothing where none do.
function fitted(widths, columns) {
  const room = columns - GAP.length * (widths.length - 1);
  const sum = (limit) => widths.reduce((total, width) => total + Math.min(width, limit), 0);
  let limit = Math.max(...widths, NARROWEST);
  while (sum(limit) > room) {
    if (limit === NARROWEST) return undefined;
    limit -= 1;
  }
  return widths.map((width) => Math.min(width, limit));
}

// One level: `account.name`.
function flat(value) {
  const cells = new Map();
  const visit = (name, inner) => {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      for (const [key, part] of Object.entries(inner)) visit(name === '' ? key : `${name}.${key}`, part);
    } else cells.set(visible(name), cellOf(name, inner));
  };
  visit('', value);
  return cells;
}

function cellOf(name, value) {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((part) => cellOf('', part)).join(', ');
  if (typeof value === 'object') return visible(JSON.stringify(value));
  return TIME.test(name) && Number.isInteger(value) ? timeOf(value) : visible(`${value}`);
}

// Where the person is. 0 is never.
function timeOf(seconds) {
  if (seconds === 0) return '';
  const time = new Date(seconds * 1000);
  const two = (number) => `${number}`.padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
