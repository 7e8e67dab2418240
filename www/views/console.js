// The console: any function, its form, its code, and what becomes of a call.

import { functions } from '../chatwork-wasm/declarations.js';
import { createClient, responseOf } from '../chatwork-wasm/index.js';
import { accountChoice } from '../account.js';
import { connection, onConnection } from '../connection.js';
import { copyable } from '../copyable.js';
import { both, element } from '../element.js';
import { failure } from '../failure.js';
import { codeOf, names } from './console/code.js';
import { watched } from './console/exchange.js';
import { formOf } from './console/form.js';
import { functionList } from './console/functions.js';
import { Known } from './console/known.js';
import { outcomeView } from './console/outcome.js';
import { notesOf } from './console/notes.js';

export function mount(section) {
  const forms = new Map();
  let chosen;
  let form;
  let known;
  let running;

  const account = accountChoice(enter);
  const validate = element('input', { type: 'checkbox', checked: true });
  const call = element('button', { type: 'submit' }, both('呼び出す', 'Call'));
  const abort = element(
    'button',
    { type: 'button', hidden: true, onclick: () => running.abort() },
    both('中断', 'Abort'),
  );
  const trouble = element('div', { role: 'alert' });
  const about = element('div');
  const fields = element('div');
  const callForm = element(
    'form',
    { onsubmit: run, onkeydown: hesitate, oninput: showCode, onchange: refill },
    account.label,
    fields,
    element(
      'label',
      {},
      validate,
      ' ',
      both('送信前に引数を検査する (`validate`)', 'Check arguments before sending (`validate`)'),
    ),
    trouble,
    element('div', { class: 'choices' }, call, abort),
  );
  const runtimes = names.map((name, index) => {
    return element('input', { type: 'radio', name: 'runtime', value: name, checked: index === 0, onchange: showCode });
  });
  const code = copyable();
  const outcome = outcomeView();
  section.append(
    element(
      'div',
      { class: 'columns' },
      functionList(choose),
      element('div', { class: 'panel call' }, about, callForm),
      element(
        'div',
        { class: 'panel results' },
        element('h2', {}, both('コード', 'The code')),
        element(
          'fieldset',
          { class: 'choices runtimes' },
          element('legend', { class: 'hidden-label' }, both('実行環境', 'Runtime')),
          ...runtimes.map((input) => element('label', {}, input, ' ', element('span', {}, input.value))),
        ),
        code.root,
        outcome.root,
      ),
    ),
  );
  section.querySelector('input[value="postRoomMessage"]').checked = true;
  choose(functions.find(({ name }) => name === 'postRoomMessage'));
  onConnection(enter);

  function choose(declaration) {
    chosen = declaration;
    // What was typed is there when its function is chosen again.
    if (!forms.has(chosen)) forms.set(chosen, formOf(chosen));
    form = forms.get(chosen);
    about.replaceChildren(...notesOf(chosen));
    fields.replaceChildren(form.root);
    refill();
  }

  // Another account may see another world.
  function enter() {
    running?.abort();
    end();
    outcome.begin();
    const { token } = account.current() ?? {};
    known = token && new Known(createClient({ token, ...connection.options }));
    refill();
  }

  async function refill() {
    showCode();
    const asked = { form, known };
    const isStale = () => form !== asked.form || known !== asked.known;
    try {
      await form.fillFrom(known);
      if (!isStale()) trouble.replaceChildren();
    } catch (error) {
      if (!isStale()) trouble.replaceChildren(failure(error));
    }
    showCode();
  }

  function given() {
    const { baseUrl } = connection.kind === 'address' ? connection.options : {};
    const options = { ...(baseUrl && { baseUrl }), ...(!validate.checked && { validate: false }) };
    return { ...chosen, ...form.values(), options };
  }

  function showCode() {
    code.show(codeOf(runtimes.find(({ checked }) => checked).value, given()));
  }

  // What deletes is called by the button only.
  function hesitate(event) {
    if (event.key === 'Enter' && event.target.matches('input') && chosen.method === 'DELETE') event.preventDefault();
  }

  async function run(event) {
    event.preventDefault();
    if (running) return;
    const stopping = new AbortController();
    // A change of the connection ends a call, and nothing is shown of it any more.
    const shown =
      (show) =>
      (...told) =>
        running === stopping && show(...told);
    const { name, method, ids, params } = given();
    outcome.begin(name);
    begin(stopping);
    const chatwork = createClient({
      ...connection.options,
      token: account.current().token,
      fetch: watched(connection.options.fetch ?? fetch, shown(outcome.request)),
      validate: validate.checked,
      signal: stopping.signal,
      onRetry: shown(outcome.waits),
      onRateLimit: shown(outcome.waits),
    });
    try {
      const answer = await chatwork[name](...ids, ...(params ? [params] : []));
      shown(outcome.answer)(answer, responseOf(answer));
    } catch (error) {
      shown(outcome.error)(error);
    }
    if (running !== stopping) return;
    end();
    if (method === 'GET') return;
    known.forget();
    refill();
  }

  function begin(stopping) {
    running = stopping;
    call.setAttribute('aria-disabled', 'true');
    abort.hidden = false;
  }

  function end() {
    running = undefined;
    call.removeAttribute('aria-disabled');
    if (document.activeElement === abort) call.focus();
    abort.hidden = true;
  }
}
