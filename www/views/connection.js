// Where to connect, and why a page cannot call the service itself.

import { connectInside, connectTo, onConnection } from '../connection.js';
import { both, element } from '../element.js';

export function mountConnection(details) {
  const address = input('url', { placeholder: 'https://proxy.example/v2', required: true });
  const tokens = ['token', 'token-2'].map((name, index) => {
    return input('password', { name, autocomplete: 'off', required: index === 0 });
  });
  const back = element('button', { type: 'button', onclick: connectInside });
  const form = element(
    'form',
    { onsubmit: submit },
    label(both('アドレス (`baseUrl`)', 'Address (`baseUrl`)'), address),
    label(both('トークン', 'Token'), tokens[0]),
    label(both('2 人目のトークン (任意)', 'Token of a second account (optional)'), tokens[1]),
    element('button', { type: 'submit' }, both('接続する', 'Connect')),
    back,
  );
  details.append(element('div', { class: 'body' }, why(), form));
  const summary = details.querySelector('summary');
  onConnection(({ kind, options }) => {
    if (kind === 'inside') for (const field of tokens) field.value = '';
    back.replaceChildren(
      kind === 'inside'
        ? both('ページ内の Chatwork をはじめからやり直す', 'Start the Chatwork in this page anew')
        : both('ページ内の Chatwork に戻る', 'Back to the Chatwork in this page'),
    );
    summary.replaceChildren(
      kind === 'inside'
        ? both('接続先: このページの中の Chatwork (トークン不要)', 'Connected to the Chatwork inside this page (no token needed)')
        : both(`接続先: ${options.baseUrl}`, `Connected to ${options.baseUrl}`),
    );
  });

  function submit(event) {
    event.preventDefault();
    const given = tokens.map(({ value }) => value.trim()).filter(Boolean);
    connectTo(address.value, given.map((token, index) => ({ name: `#${index + 1}`, token })));
  }
}

function why() {
  return element(
    'div',
    { class: 'why' },
    element(
      'p',
      {},
      both(
        'ページから `api.chatwork.com` を直接呼び出すことはできません。サービスが CORS ヘッダーを返さないうえ、ページに置いたトークンは訪れた人全員に読まれ、そのトークンには期限がなく、持ち主のすべての権限があるからです。',
        'A page cannot call `api.chatwork.com` itself: the service sends no CORS headers, and a token in a page can be read by every visitor. It never expires and has all rights of its owner.',
      ),
    ),
    element(
      'p',
      {},
      both(
        '自分のプロキシか、`cargo xtask serve` が起動するエミュレーターのアドレスを入れてください。入力したトークンはそのアドレスだけに送り、保存しません。本物のトークンは、自分のプロキシにトークンを足させて、ここには入れないのが安全です。',
        'Name a proxy of yours, or the emulator that `cargo xtask serve` starts. What you type is sent to that address only, and not kept. With a real account, let the proxy add the token and type any word here.',
      ),
    ),
  );
}

function input(type, attributes) {
  return element('input', { type, ...attributes });
}

function label(text, field) {
  return element('label', {}, text, field);
}
