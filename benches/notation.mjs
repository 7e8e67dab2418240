// Messages: how fast they are read, written and shown.

import { fromMarkdown } from 'chatwork-wasm/markdown';
import * as ours from 'chatwork-wasm/notation';
import { LIMITS, regexHtml } from './regex.mjs';
import { measure } from './rounds.mjs';
import { digits, printTable } from './table.mjs';
import { HOSTILE, TYPICAL, conversation } from './texts.mjs';

const SIZES = { '10 KB': 10_000, '100 KB': 100_000, '1 MB': 1_000_000 };
const REGEX = 'regex to HTML';

// Nobody waits longer for one call.
const MOST_MILLISECONDS = 1000;

const { isMentioned, parseNotation, renderHtml, renderMarkdown, renderText, splitMessage, stringifyNotation } = ours;

function functionsOn(message, markdown) {
  const tree = parseNotation(message);
  return {
    [REGEX]: () => regexHtml(message),
    renderHtml: () => renderHtml(message),
    renderText: () => renderText(message),
    renderMarkdown: () => renderMarkdown(message),
    parseNotation: () => parseNotation(message),
    stringifyNotation: () => stringifyNotation(tree),
    isMentioned: () => isMentioned(message, 1),
    splitMessage: () => splitMessage(message),
    fromMarkdown: () => fromMarkdown(markdown),
  };
}

async function printConversation(title, message, count) {
  const markdown = renderMarkdown(message);
  const times = await measure(only(functionsOn(message, markdown), accepts));
  const rows = Object.entries(times).map(([name, { median, spread }]) => {
    const bytes = Buffer.byteLength(name === 'fromMarkdown' ? markdown : message);
    return [
      name,
      digits(bytes / median / 1000),
      digits((count / median) * 1000),
      `±${digits(spread)}%`,
      digits(median / times[REGEX].median),
    ];
  });
  printTable(title, [['', 'MB/s', 'messages/s', 'spread', 'time / regex'], ...rows]);
}

async function printHostile(name, textOf) {
  const columns = [];
  for (const bytes of Object.values(SIZES)) {
    const message = textOf(bytes);
    const bearable = only(functionsOn(message, message), (_, each) => isBearable(each, columns));
    columns.push(await measure(only(bearable, accepts)));
  }
  const rows = Object.keys(columns[0]).map((each) => {
    const ratio = columns.map((column) => column[each]?.median / column[REGEX]?.median).findLast((known) => known >= 0);
    return [each, ...columns.map((column) => shown(column[each]?.median)), digits(ratio)];
  });
  printTable(`${name}, milliseconds per call`, [['', ...Object.keys(SIZES), 'time / regex'], ...rows]);
}

function only(functions, isWanted) {
  return Object.fromEntries(Object.entries(functions).filter(([name, run]) => isWanted(run, name)));
}

// fromMarkdown takes no more than 1,000,000 characters, and splitMessage nothing that cannot be cut.
function accepts(run) {
  try {
    run();
    return true;
  } catch (error) {
    if (error.code === 'argument') return false;
    throw error;
  }
}

// Whether a call does not take too long, if its time grows once more as it has grown last.
function isBearable(name, columns) {
  const [last, before] = columns.toReversed().map((column) => column[name]?.median);
  return before === undefined || last * (last / before) < MOST_MILLISECONDS;
}

function shown(milliseconds) {
  return milliseconds === undefined ? '-' : digits(milliseconds);
}

console.log(`
Medians of rounds in which all take turns; half of the rounds are within the spread. "${REGEX}" stands for what
people write where there is no library, and "time / regex" says how many times its time is taken. fromMarkdown gets
what renderMarkdown makes of the messages, and hostile texts as they are.
${LIMITS}`);
await printConversation('A typical message', TYPICAL, 1);
for (const [size, bytes] of Object.entries(SIZES)) {
  const { text, count } = conversation(bytes);
  await printConversation(`${size} of messages`, text, count);
}
console.log(`
Hostile texts. What takes ten times as long in each next column takes time in proportion to the length. "-" is what
would take more than ${MOST_MILLISECONDS} ms, or is refused: Markdown of more than 1,000,000 characters, or what cannot be cut.
The ratio is that of the longest text on which there is one.`);
for (const [name, textOf] of Object.entries(HOSTILE)) await printHostile(name, textOf);
