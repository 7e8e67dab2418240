// `notify`: a box with a title, in which text of others is mere text.

import { dry } from './function.js';
import { result } from './output.js';

export async function notify({ chatwork, token, ids, values, options }) {
  const { code, info, join, notation, to, toAll } = await import('#package/notation');
  const text = values.body ?? '';
  const box = info(values.title, values.code ? code(text) : text);
  const people = (values.accountId ?? '').split(',').filter(Boolean);
  const mentions = [...(values['to-all'] ? [toAll()] : []), ...people.map((id) => to(id))];
  const body = mentions.length > 0 ? notation`${join(mentions, ' ')}\n${box}` : box;
  // A run of CI that nobody watches: where an answer is lost, look into the room before posting again.
  const call = (more) => chatwork.postRoomMessage(token, ...ids, { body }, { dedupe: true, ...options, ...more });
  return result(await (values['dry-run'] ? dry(call) : call()), values);
}
