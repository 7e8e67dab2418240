// What became of a call: the requests, the waits between them, and the answer or the error.

import { both, element } from '../../element.js';
import { failure } from '../../failure.js';

const outcomes = {
  'not-sent': both('送信していません。もう一度呼び出しても安全です。', 'It never left: calling again is safe.'),
  refused: both(
    '処理されずに断られました。あとで呼び出しても安全です。',
    'Rejected before processing: calling again later is safe.',
  ),
  answered: both('サービスが応答しました。結果はこの通りです。', 'The service answered; this is its result.'),
  unknown: both('どうなったか分かりません。', 'Outcome unknown.'),
};

// What an error has besides its message, in an order that tells most first.
const fields = (
  'code outcome status errors parameter expected got scope roomId limit retryAfter resetAt ' +
  'hidden limitation which after method path attempts rateLimit text'
).split(' ');

export function outcomeView() {
  const name = element('h2');
  const steps = element('ol', { class: 'steps' });
  const sent = element('div');
  const came = element('div', { 'aria-live': 'polite' });
  const root = element('div', { class: 'outcome', hidden: true }, name, sent, steps, came);
  return { root, begin, request, waits, answer, error };

  function begin(called) {
    root.hidden = called === undefined;
    name.textContent = called;
    for (const part of [steps, sent, came]) part.replaceChildren();
  }

  function request({ method, url, headers, body }) {
    const lines = [
      `${method} ${url}`,
      ...headers.map((header) => header.join(': ')),
      ...(body === '' ? [] : ['', body]),
    ];
    sent.replaceChildren(element('h3', {}, both('送信したリクエスト', 'The request as sent')), block(lines.join('\n')));
    steps.append(element('li', { class: 'sent' }, both('送信', 'Sent')));
  }

  function waits({ wait, scope, beforeSending, error }) {
    const seconds = (wait / 1000).toFixed(1);
    if (error) {
      step(both(`${seconds} 秒待って送り直します`, `Sent again in ${seconds} s`), ` (${error.name})`);
      return;
    }
    const [ja, en] = scope === 'room' ? ['ルーム', 'room'] : ['アカウント', 'account'];
    const [before, after] = beforeSending ? ['送信の前に', 'before sending'] : ['429 のあと', 'after a 429'];
    step(
      both(
        `${ja}の制限のため、${before} ${seconds} 秒待ちます`,
        `Waits ${seconds} s ${after}, for the limit of the ${en}`,
      ),
    );
  }

  function step(...content) {
    steps.append(element('li', {}, ...content));
  }

  function answer(value, { status, headers, attempts, duration }) {
    const took = `${Math.round(duration)} ms`;
    came.replaceChildren(
      element('h3', {}, both('結果', 'The answer')),
      element(
        'p',
        {},
        element('strong', { class: 'good' }, `${status}`),
        ' ',
        both(`${attempts} 回の送信、${took}`, `${attempts} sent, ${took}`),
      ),
      block(JSON.stringify(value, null, 2)),
      headersOf(headers),
    );
    show();
  }

  function error(reason) {
    const rows = fields
      .filter((name) => reason[name] !== undefined)
      .flatMap((name) => {
        const value = element('dd', {}, element('code', {}, shown(reason[name])));
        if (name === 'outcome') value.append(' ', outcomes[reason.outcome].cloneNode(true));
        return [element('dt', {}, element('code', {}, name)), value];
      });
    came.replaceChildren(
      element('h3', {}, both('エラー', 'The error')),
      element('div', { role: 'alert' }, failure(reason)),
      ...(rows.length > 0 ? [element('dl', {}, ...rows)] : []),
      ...(reason.headers ? [headersOf(reason.headers)] : []),
    );
    show();
  }

  // On a phone it stands below the form.
  function show() {
    came.scrollIntoView({ block: 'nearest' });
  }
}

function headersOf(headers) {
  const lines = Object.entries(headers).map((header) => header.join(': '));
  return element(
    'details',
    { open: true },
    element('summary', {}, both('応答のヘッダー', 'Headers of the answer')),
    block(lines.join('\n')),
  );
}

function block(text) {
  return element('pre', { tabindex: 0 }, element('code', {}, text));
}

function shown(value) {
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`;
}
