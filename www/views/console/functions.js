// The list of all functions, by what they are about, with a filter.

import { functions, resources } from '../../chatwork-wasm/declarations.js';
import { both, element } from '../../element.js';

export function functionList(onchoice) {
  const filter = element('input', { type: 'search', autocomplete: 'off', oninput: narrow });
  const found = element('p', { class: 'quiet', 'aria-live': 'polite' });
  const groups = resources.map(({ name, title }) =>
    group(
      title,
      functions.filter(({ resource }) => resource === name),
    ),
  );
  const list = element('div', { class: 'list' }, ...groups.map(({ root }) => root));
  const label = element('label', {}, both('関数をさがす', 'Find a function'), filter);
  narrow();
  return element('div', { class: 'panel functions' }, label, found, list);

  function group(title, members) {
    const labels = members.map((one) => ({ one, label: option(one) }));
    const legend = element('legend', {}, both(title.ja, title.en));
    return { root: element('fieldset', {}, legend, ...labels.map(({ label }) => label)), labels };
  }

  function option(one) {
    const input = element('input', { type: 'radio', name: 'function', value: one.name, onchange: () => onchoice(one) });
    return element('label', {}, input, ' ', element('span', {}, one.name));
  }

  function narrow() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { root, labels } of groups) {
      for (const { one, label } of labels) {
        const text = textOf(one);
        label.hidden = !words.every((word) => text.includes(word));
        if (!label.hidden) count += 1;
      }
      root.hidden = labels.every(({ label }) => label.hidden);
    }
    found.replaceChildren(both(`${count} 個の関数`, `${count} functions`));
  }
}

function textOf({ name, path, docs, params }) {
  return [name, path, docs.ja, docs.en, ...params.map(({ name }) => name)].join(' ').toLowerCase();
}
