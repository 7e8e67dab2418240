// What there is to know of a function before a call.

import { both, element } from '../../element.js';

const replays = {
  safe: [
    '届いたか分からないときは送り直します。2 回届いても結果は同じです。',
    'Yes, where nobody knows whether it arrived: a second arrival changes nothing.',
  ],
  never: ['届いたかもしれないときは送り直しません。', 'Not where it may have arrived already.'],
  'with-force': [
    '届いたか分からないときは、`force: true` の場合だけ送り直します。',
    'Where nobody knows whether it arrived, only with `force: true`.',
  ],
};

const limits = {
  account: ['アカウントごとに 5 分間で 300 回', '300 requests in 5 minutes for an account'],
  'room-post': [
    'アカウントごとに 5 分間で 300 回、ルームごとに 10 秒間で 10 件',
    '300 requests in 5 minutes for an account, and 10 posts in 10 seconds for a room',
  ],
};

export function notesOf({ name, docs, method, path, answer, replay, limit, scopes, reference }) {
  const codes = scopes.flatMap((scope) => [element('code', {}, scope), ' ']);
  const link = element(
    'a',
    { href: reference, target: '_blank', rel: 'noopener' },
    both('公式リファレンス', 'Official reference'),
  );
  return [
    element('h2', {}, name),
    element('p', {}, both(docs.ja, docs.en)),
    element('p', { class: 'route' }, element('code', {}, `${method} ${path}`), ' → ', element('code', {}, answer)),
    element(
      'details',
      {},
      element('summary', {}, both('スコープ・制限・再送', 'Scopes, limits, what is sent again')),
      element(
        'dl',
        {},
        element('dt', {}, both('OAuth スコープ (どれか 1 つ)', 'OAuth scopes (any one)')),
        element('dd', {}, ...codes),
        element('dt', {}, both('回数制限', 'Limits')),
        element('dd', {}, both(...limits[limit])),
        element('dt', {}, both('再送', 'Sent again?')),
        element('dd', {}, both(...replays[replay])),
      ),
    ),
    element('p', {}, link),
  ];
}
