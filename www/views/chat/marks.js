// Small marks beside a name, and names without any.

import { both, element } from '../../element.js';

const DAY = { month: 'numeric', day: 'numeric' };

// The first letter, in a colour of its own.
export function initial(name, id) {
  const made = element('span', { class: 'initial', 'aria-hidden': 'true' }, [...name][0] ?? '');
  made.style.setProperty('--hue', (id * 47) % 360);
  return made;
}

// How much is unread, and how much of it is for this account.
export function badges({ unread_num: unread, mention_num: mentions }) {
  const made = element('span', { class: 'badges' });
  if (mentions > 0) made.append(badge('badge mention', `@${mentions}`, `自分宛て ${mentions} 件`, `${mentions} to you`));
  if (unread > 0) made.append(badge('badge', unread, `未読 ${unread} 件`, `${unread} unread`));
  return made;
}

function badge(kind, shown, ja, en) {
  const seen = element('span', { 'aria-hidden': 'true' }, shown);
  return element('span', { class: kind }, seen, hidden(`、${ja}`, `, ${en}`));
}

// For those only who cannot see what is meant.
export function hidden(ja, en) {
  return element('span', { class: 'hidden-label' }, both(ja, en));
}

// As short as it can be: the day only where it is not today.
export function time(seconds) {
  const isToday = new Date(seconds * 1000).toDateString() === new Date().toDateString();
  return dated(seconds, { ...(isToday ? {} : DAY), hour: '2-digit', minute: '2-digit' });
}

export function day(seconds) {
  return dated(seconds, { year: 'numeric', ...DAY });
}

// The same in both languages: numbers, the year first.
function dated(seconds, form) {
  const date = new Date(seconds * 1000);
  const about = { datetime: date.toISOString(), title: date.toLocaleString('ja') };
  return element('time', about, date.toLocaleString('ja', form));
}
