// The signature tester: who signed a webhook, and what it says. Nothing is sent.

import { signWebhook } from '../chatwork-wasm/index.js';
import { copyable } from '../copyable.js';
import { both, element } from '../element.js';
import { failure } from '../failure.js';
import { examples } from './webhook/examples.js';
import { verdictOf } from './webhook/verdict.js';

// Made up: the base64 of "a made-up token for this page".
const SAMPLE_TOKEN = 'YSBtYWRlLXVwIHRva2VuIGZvciB0aGlzIHBhZ2U=';

const titles = {
  genuine: ['✓ 署名は本物です', '✓ The signature is genuine'],
  strange: ['✗ 署名は合いますが、イベントではありません', '✗ The signature fits, but the body is no event'],
  forged: ['✗ 信用できません', '✗ It cannot be trusted'],
};

const WORKER = `import { webhookHandler } from 'chatwork-wasm';

export default {
  fetch: webhookHandler({
    token: (env) => env.CHATWORK_WEBHOOK_TOKEN,
    async onEvent({ webhook_event: event }) {
      console.log(event.room_id, event.body);
    },
    onError: (error) => console.error(error),
  }),
};`;

export function mount(section) {
  const token = element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', value: SAMPLE_TOKEN });
  const body = element('textarea', { rows: 8, spellcheck: 'false' });
  const signature = element('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const bytes = element('p', { class: 'quiet' });
  const trouble = element('div', { role: 'alert' });
  const verdict = element('div', { 'aria-live': 'polite' });
  const event = element('code');
  const eventBox = element(
    'div',
    {},
    element('h2', {}, both('イベント', 'The event')),
    element('pre', { tabindex: 0 }, event),
  );
  const worker = copyable();
  worker.show(WORKER);

  section.append(
    element(
      'div',
      { class: 'columns' },
      element(
        'form',
        { class: 'panel', oninput: edited, onsubmit: (submit) => submit.preventDefault() },
        field(both('Webhook のトークン (base64)', 'Token of the webhook (base64)'), token),
        element(
          'p',
          { class: 'quiet' },
          both(
            '最初から入っているのは見本のトークンです。本物のトークンを入れてよいのは、このページが何も送らず、何も保存しないからです。ネットワークを切っても動きます。ほかのサイトには入れないでください。知られると、だれでも Webhook を偽造できます。',
            'The token that is here already is made up. A real one is safe here only because this page sends and keeps nothing: it works with the network switched off, too. Give it to no other site: anyone who knows it can forge webhooks.',
          ),
        ),
        field(both('本文 (受け取ったまま)', 'Body (as it was received)'), body),
        bytes,
        element(
          'div',
          { class: 'choices' },
          element('span', {}, both('例:', 'Examples:')),
          ...Object.entries(examples).map(([name, text]) => button(() => fill(text), element('code', {}, name))),
          button(() => change(`${body.value}\n`), both('末尾に改行を足す', 'Append a line break')),
        ),
        field(both('署名 (`x-chatworkwebhooksignature`)', 'Signature (`x-chatworkwebhooksignature`)'), signature),
        element('div', { class: 'choices' }, button(sign, both('このトークンで署名する', 'Sign with this token'))),
        trouble,
      ),
      element(
        'div',
        { class: 'panel results' },
        element('h2', {}, both('判定', 'The verdict')),
        verdict,
        eventBox,
        element('h2', {}, both('受け取る Worker', 'A Worker that receives it')),
        worker.root,
        element(
          'p',
          { class: 'quiet' },
          both(
            '署名は本文のバイト列から計算します。末尾の改行 1 つ、JSON の書き直し、文字コードの変換のどれでも合わなくなるので、本文は解析する前に検証してください。',
            'The signature is that of the very bytes of the body: one line break at its end, JSON that was written again, or another encoding, and it does not fit. Check the body before anything parses it.',
          ),
        ),
      ),
    ),
  );
  fill(examples.message_created);

  function fill(text) {
    body.value = text;
    sign();
  }

  function change(text) {
    body.value = text;
    edited();
  }

  // What could not be signed was something else.
  function edited() {
    trouble.replaceChildren();
    check();
  }

  function sign() {
    try {
      signature.value = signWebhook({ token: token.value, body: body.value });
      trouble.replaceChildren();
    } catch (error) {
      trouble.replaceChildren(failure(error));
    }
    check();
  }

  async function check() {
    const given = { token: token.value, body: body.value, signature: signature.value };
    const { length } = new TextEncoder().encode(given.body);
    bytes.replaceChildren(both(`${length} バイト`, `${length} bytes`));
    show(await verdictOf(given));
  }

  function show({ event: told, error, isGenuine, hint }) {
    const title = isGenuine ? (told ? 'genuine' : 'strange') : 'forged';
    verdict.className = title;
    verdict.replaceChildren(
      element('p', {}, element('strong', {}, both(...titles[title]))),
      ...(error ? [failure(error)] : []),
      ...(error?.reason ? [element('p', {}, element('code', {}, `reason: '${error.reason}'`))] : []),
      ...(hint ? [element('p', { class: 'hint' }, both(...hint))] : []),
    );
    eventBox.hidden = told === undefined;
    event.textContent = told ? JSON.stringify(told, null, 2) : '';
  }
}

function field(text, input) {
  return element('label', {}, text, input);
}

function button(onclick, label) {
  return element('button', { type: 'button', onclick }, label);
}
