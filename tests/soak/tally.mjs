// Counts how calls ended, and looks whether that is what happened.

// What a tenth of a percent of the calls must have ended with, each.
const EXPECTED = [
  'done',
  'aborted',
  'argument',
  'authentication',
  'bad_request',
  'connection',
  'hook',
  'not_found',
  'parse',
  'permission',
  'rate_limit',
  'server',
  'timeout',
  'unexpected_status',
];
const RARE = 1000;
const MOST_PROBLEMS = 5;

export class Tally {
  calls = 0;
  #ends = new Map();
  #problems = [];

  // `world` is what the service has after a batch.
  add(scripts, ends, { rooms }) {
    const missing = scripts.length - new Set(ends.map(({ index }) => index)).size;
    if (missing > 0) this.#problems.push(`${missing} calls without an end`);
    const byIndex = new Map(scripts.map((script) => [script.index, script]));
    const bodies = new Map();
    for (const { body } of rooms.flatMap(({ messages }) => messages)) bodies.set(body, (bodies.get(body) ?? 0) + 1);
    for (const end of ends) {
      const script = byIndex.get(end.index);
      this.calls += 1;
      const kinds = this.#ends.get(script.trouble) ?? new Map();
      this.#ends.set(script.trouble, kinds.set(end.end, (kinds.get(end.end) ?? 0) + 1));
      const problem = problemOf(script, end, bodies.get(script.body) ?? 0);
      if (problem) this.#problems.push(`${problem}: ${JSON.stringify({ ...script, ...end, args: undefined })}`);
    }
  }

  rows() {
    const rows = [...this.#ends].map(([trouble, kinds]) => {
      const ends = [...kinds].sort(([, one], [, other]) => other - one).map(([end, count]) => `${end} ${count}`);
      return [trouble, `${sum(kinds)}`, ends.join(', ')];
    });
    return [['trouble', 'calls', 'ends'], ...rows.sort(([, one], [, other]) => other - one)];
  }

  problems() {
    const found = [...this.#problems.slice(0, MOST_PROBLEMS)];
    if (this.#problems.length > MOST_PROBLEMS) found.push(`and ${this.#problems.length - MOST_PROBLEMS} more`);
    for (const kind of EXPECTED) {
      const count = [...this.#ends.values()].reduce((all, kinds) => all + (kinds.get(kind) ?? 0), 0);
      // Of a few calls, some kinds may be none.
      if (count < Math.floor(this.calls / RARE)) found.push(`only ${count} calls ended with ${kind}`);
    }
    return found;
  }
}

// `posted` is how often the message of a script stands in its room.
function problemOf({ trouble, body }, { end, outcome, message }, posted) {
  if (end === 'hung') return 'a call that never settled';
  if (end.startsWith('strange')) return 'an end that is none of ours';
  if (trouble === 'none' && end !== 'done' && end !== 'left') return 'a call with which nothing was wrong';
  if (body === undefined) return undefined;
  if (posted > 1) return `a message that stands there ${posted} times`;
  if (end === 'done' && message !== undefined && posted === 0) return 'a message that is not there';
  if (['not-sent', 'refused'].includes(outcome) && posted > 0) return 'a message that was posted after all';
  return undefined;
}

function sum(counts) {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}
