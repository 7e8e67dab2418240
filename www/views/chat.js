// Two accounts side by side. What one of them does, the other sees at once, or soon.

import { onConnection } from '../connection.js';
import { element } from '../element.js';
import { Pane } from './chat/pane.js';

// How often somebody else's Chatwork is asked, in milliseconds. An account has 300 requests in 5 minutes, and a pane
// takes two each time.
const PERIOD = 10_000;

export function mount(section) {
  const tabs = element('div', { class: 'chat-tabs' });
  const row = element('div', { class: 'chat-panes' });
  section.append(tabs, row);
  let panes = [];
  let leaving = new AbortController();

  onConnection((connection) => {
    leaving.abort();
    leaving = new AbortController();
    const { signal } = leaving;
    const given = { connection, signal, changed: refresh };
    panes = connection.accounts.slice(0, 2).map((account) => new Pane({ ...given, account }));
    for (const pane of panes) pane.tab.addEventListener('click', () => choose(pane));
    tabs.replaceChildren(...panes.map(({ tab }) => tab));
    tabs.hidden = panes.length < 2;
    row.replaceChildren(...panes.map(({ element }) => element));
    choose(panes[0]);
    if (connection.kind === 'address') poll(signal);
  });
  // The other views talk to the same Chatwork.
  addEventListener('hashchange', () => section.hidden || refresh());

  function refresh() {
    for (const pane of panes) pane.refresh();
  }

  function poll(signal) {
    const timer = setInterval(() => section.hidden || document.hidden || refresh(), PERIOD);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  // A narrow window shows one of them.
  function choose(chosen) {
    for (const { tab, element } of panes) {
      tab.setAttribute('aria-pressed', element === chosen.element);
      element.classList.toggle('is-chosen', element === chosen.element);
    }
  }
}
