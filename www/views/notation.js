// The notation editor: what a message looks like, and the tree that is read from it.

import {
  parseNotation,
  renderHtml,
  renderMarkdown,
  renderText,
  splitMessage,
  text,
} from '../chatwork-wasm/notation.js';
import { onConnection } from '../connection.js';
import { both, element } from '../element.js';
import { onLanguage } from '../language.js';
import { tagButtons } from './notation/buttons.js';
import { editor } from './notation/editor.js';
import { emoticons } from './notation/emoticons.js';
import { treeView } from './notation/tree.js';

const INVISIBLE = '\u200b';

// A longer text takes more time to lay out than there is between two keys.
const LONG = 10_000;
const PAUSE = 250;

const samples = {
  ja: `[To:1210399] 田中 翔太さん
[info][title]リリースのお知らせ[/title]18:00 に公開します (bow)
https://example.com/notes[/info]
[qt][qtmeta aid=1210345 time=1795000000]設計書を見てください[/qt]
確認しました :)
[hr]
[code]npm install chatwork-wasm[/code]`,
  en: `[To:1210399] 田中 翔太さん
[info][title]Release[/title]We go live at 18:00 (bow)
https://example.com/notes[/info]
[qt][qtmeta aid=1210345 time=1795000000]Please see the draft[/qt]
I have :)
[hr]
[code]npm install chatwork-wasm[/code]`,
};

export function mount(section) {
  const { lang } = document.documentElement;
  let later;
  const message = editor(both('メッセージ', 'Message'), samples[lang], typed);
  const tags = tagButtons(message.insert);
  const counts = element('p', { class: 'quiet counts' });
  const isOthers = element('input', { type: 'checkbox', onchange: update });
  const harmless = element('div', { class: 'harmless', 'aria-live': 'polite' });
  const preview = element('div', { class: 'message' });
  const treeHeading = element('h2', { id: 'notation-tree' }, both('構文木', 'Tree'));
  const tree = treeView(treeHeading.id, {
    onmark: (node) => (node ? message.mark(...rangeOf(node)) : message.mark()),
    onselect: (node) => message.select(...rangeOf(node)),
  });
  const plain = element('code');
  const markdown = element('code');
  section.append(
    element(
      'div',
      { class: 'panel write' },
      tags.root,
      message.root,
      counts,
      emoticons((code) => message.insert(() => code)),
      element(
        'label',
        {},
        isOthers,
        ' ',
        both('外部から来た文字列として扱う: `text()`', 'Treat as untrusted text: `text()`'),
      ),
      harmless,
    ),
    element(
      'div',
      { class: 'columns' },
      panel(element('h2', {}, both('表示', 'Preview')), preview),
      panel(treeHeading, tree.root),
      panel(element('h2', {}, both('テキスト: `renderText`', 'Plain text: `renderText`')), block(plain)),
      panel(element('h2', {}, 'Markdown: ', element('code', {}, 'renderMarkdown')), block(markdown)),
    ),
  );
  // Names may be others in another world.
  onConnection(update);
  onLanguage(show);

  function typed() {
    clearTimeout(later);
    count();
    if (message.text().length <= LONG) update();
    else later = setTimeout(update, PAUSE);
  }

  function update() {
    const source = shown();
    tree.show(parseNotation(source));
    count();
    explain(source);
    show();
  }

  function shown() {
    return isOthers.checked ? String(text(message.text())) : message.text();
  }

  function show() {
    const source = shown();
    const options = {
      names: tags.names(),
      language: document.documentElement.lang,
      utcOffset: -new Date().getTimezoneOffset(),
    };
    // No message can bring a script or an element of its own into this.
    preview.innerHTML = renderHtml(source, options);
    plain.textContent = renderText(source, options);
    markdown.textContent = renderMarkdown(source, options);
  }

  function count() {
    const source = shown();
    const [now, most] = [source.length, 65_535].map((length) => length.toLocaleString('en'));
    const parts = partsOf(source);
    const [ja, en] =
      parts === undefined
        ? ['タグが多すぎて `splitMessage` では分割できません。', '`splitMessage` cannot cut it: there are too many tags around it.']
        : [
            `\`splitMessage\` では ${parts} 件のメッセージになります。`,
            `\`splitMessage\` makes ${parts} ${parts === 1 ? 'message' : 'messages'} of it.`,
          ];
    counts.replaceChildren(both(`${now} / ${most} 文字。${ja}`, `${now} of ${most} characters. ${en}`));
  }

  function partsOf(source) {
    try {
      return splitMessage(source).length;
    } catch {
      return undefined;
    }
  }

  // Shows the characters that nobody sees.
  function explain(source) {
    harmless.replaceChildren();
    if (!isOthers.checked) return;
    const parts = source.split(INVISIBLE);
    const marked = parts.flatMap((part, index) => (index === 0 ? [part] : [element('mark', {}, 'U+200B'), part]));
    const added = source.length - message.text().length;
    harmless.append(
      element(
        'p',
        {},
        both(
          `\`notation\` のテンプレートに差し込んだ文字列と同じ扱いです。見えない文字 (U+200B) を ${added} 個入れたので、タグはありません。リンクと絵文字は残ります。`,
          `As a string that is put into the template \`notation\`: ${added} invisible characters (U+200B) were added, and no tag is left. Links and emoticons stay.`,
        ),
      ),
      element('pre', { tabindex: 0 }, ...marked),
    );
  }

  // Of the text in the field, in which the invisible characters are not.
  function rangeOf({ start, end }) {
    const [source, typed] = [shown(), message.text()];
    const typedAt = (position) => {
      let at = 0;
      for (let index = 0; index < position; index += 1) if (source[index] === typed[at]) at += 1;
      return at;
    };
    return [typedAt(start), typedAt(end)];
  }
}

function panel(...content) {
  return element('div', { class: 'panel' }, ...content);
}

function block(code) {
  return element('pre', { tabindex: 0 }, code);
}
