// Who calls: a choice among the accounts of the connection.

import { onConnection } from './connection.js';
import { both, element } from './element.js';

// `current()` is { name, token }, or undefined where there is none. `onchange` is called where somebody chooses.
export function accountChoice(onchange) {
  const select = element('select', { onchange });
  let accounts = [];
  onConnection((connection) => {
    accounts = connection.accounts;
    select.replaceChildren(...accounts.map(({ name }, index) => element('option', { value: index }, name)));
  });
  const label = element('label', {}, both('アカウント', 'Account'), select);
  return { label, current: () => accounts[select.value] };
}
