// Code with a button that copies it.

import { both, element } from './element.js';

export function copyable() {
  const code = element('code');
  const said = element('span', { class: 'quiet', 'aria-live': 'polite' });
  const button = element('button', { type: 'button', onclick: copy }, both('コピー', 'Copy'));
  const pre = element('pre', { tabindex: 0 }, code);
  const root = element('div', { class: 'copyable' }, pre, element('p', {}, button, ' ', said));
  return { root, show };

  function show(text) {
    if (code.textContent === text) return;
    code.textContent = text;
    said.replaceChildren();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.replaceChildren(both('コピーしました', 'Copied'));
    } catch {
      // Without a secure origin or a permission, the visitor still can.
      getSelection().selectAllChildren(code);
      said.replaceChildren(both('選択しました。キー操作でコピーしてください', 'Selected: copy it by the keyboard'));
    }
  }
}
