// The form of a function, made of its declaration alone.

import { both, element } from '../../element.js';
import { fieldOf, pathId } from './fields.js';

export function formOf(declaration) {
  const { ids, params } = declaration;
  const pathFields = ids.map((name) => ({ name, kind: name.replace('Id', ''), ...pathId(name) }));
  const fields = params.map((parameter) => ({ ...parameter, kind: kindOf(parameter), ...fieldOf(parameter) }));
  const all = [...pathFields, ...fields];
  const root = element('div', { class: 'fields' }, ...all.map((field) => field.root));
  if (all.length === 0)
    root.append(element('p', { class: 'quiet' }, both('引数はありません。', 'It takes no arguments.')));
  // What somebody typed is theirs: the world does not write over it.
  const typed = new Set();
  let latest;
  for (const { input } of all) input.addEventListener('input', () => typed.add(input));
  for (const { required, min, input, fill } of fields) if (required && min > 0) prefill(input, fill, greeting());
  return { root, values, fillFrom };

  function values() {
    const given = fields.map(({ name, value }) => [name, value()]).filter(([, value]) => value !== undefined);
    // A function without parameters takes none, not even an empty object.
    return {
      ids: pathFields.map(({ value }) => value()),
      params: params.length > 0 ? Object.fromEntries(given) : undefined,
    };
  }

  // Offers what exists, and fills in what is needed.
  async function fillFrom(known) {
    latest = known;
    const [first, ...rest] = all;
    if (first?.kind !== 'room') return fillEach(all);
    await fillEach([first]);
    const room = first.value();
    if (room !== '') await fillEach(rest, room);

    async function fillEach(some, room) {
      for (const field of some.filter(({ offer }) => offer)) {
        const choices = await known.list(field.kind, room);
        const likely = await likelyOf(field, choices, known, declaration);
        // The visitor may have gone to another world or room meanwhile.
        if (latest !== known || (room !== undefined && first.value() !== room)) return;
        field.offer(choices);
        if (likely !== undefined) prefill(field.input, field.fill, likely);
      }
    }
  }

  // Nor below the fingers of who is about to type.
  function prefill(input, fill, value) {
    if (!typed.has(input) && document.activeElement !== input) fill(value);
  }
}

// What a parameter names.
function kindOf({ name, kind }) {
  if (name === 'message_id') return 'message';
  return ['id', 'ids'].includes(kind) ? 'account' : kind;
}

async function likelyOf({ name, kind, required }, choices, known, { method }) {
  const role = name.match(/^members_(admin|member|readonly)_ids$/)?.[1];
  if (role && choices.some((each) => each.role)) {
    // All members are replaced: these are as they were.
    return choices
      .filter((each) => each.role === role)
      .map(({ id }) => id)
      .join();
  }
  if (required === false) return undefined;
  if (kind === 'account') return idOf(await known.list('me'));
  // Only its author may change a message.
  if (kind === 'message' && method !== 'GET') {
    const me = idOf(await known.list('me'));
    return idOf(choices.filter(({ by }) => by === me)) || idOf(choices);
  }
  return idOf(choices);
}

function idOf([first]) {
  return first?.id ?? '';
}

function greeting() {
  return document.documentElement.lang === 'ja' ? 'こんにちは (bow)' : 'Hello (bow)';
}
