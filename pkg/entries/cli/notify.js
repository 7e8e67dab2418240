// `notify`: a box with a title, in which text of others is mere text.

import { dry } from './function.js';
import { result } from './output.js';
import * as texts from './texts.js';
import { spelled, UsageError } from './usage.js';

export async function notify({ command, chatwork, token, ids, values, options, signal }) {
  const declared = (wanted) => command.params.find(({ name }) => name === wanted);
  const title = declared('title');
  if (values.title.trim() === '') throw new UsageError(texts.wrong(spelled(title), texts.expected(title)));
  const { code, info, join, notation, to, toAll } = await import('#package/notation');
  const text = values.body ?? '';
  const box = info(values.title, values.code ? code(text) : text);
  const people = values.accountId?.split(',') ?? [];
  const mentions = [...(values['to-all'] ? [toAll()] : []), ...people.map((id) => to(id))];
  const body = mentions.length > 0 ? notation`${join(mentions, ' ')}\n${box}` : box;
  // A run of CI that nobody watches: where an answer is lost, look into the room before posting again.
  const call = (more) => chatwork.postRoomMessage(token, ...ids, { body }, { dedupe: true, ...options, ...more });
  try {
    return await result(await (values['dry-run'] ? dry(call) : call()), values, signal);
  } catch (error) {
    // Neither of the two is it alone.
    const isTooLong = error?.code === 'argument' && error.parameter === 'body';
    if (isTooLong) throw new UsageError(texts.tooLong(declared('body').max));
    throw error;
  }
}
