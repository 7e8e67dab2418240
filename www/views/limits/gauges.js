// How much of each limit is left, as far as the client knows.

import { both, element } from '../../element.js';
import { svg } from './shapes.js';

const MOST = 10;
const WINDOW = 10_000;
const SLOT = 24;

// One place for each post of the last 10 seconds. Its filling sinks until it is free again.
export function roomGauge() {
  let posts = [];
  const fillings = Array.from({ length: MOST }, (_, index) =>
    svg('rect', { class: 'filling', x: index * SLOT, width: SLOT - 4 }),
  );
  const places = fillings.map((_, index) =>
    svg('rect', { class: 'place', x: index * SLOT, y: 0, width: SLOT - 4, height: SLOT }),
  );
  const drawing = svg('svg', { width: MOST * SLOT, height: SLOT, 'aria-hidden': 'true' }, ...places, ...fillings);
  const text = element('p');
  return { root: element('div', {}, drawing, text), add, remove, clear, draw };

  // Several may go out at the same moment.
  function add() {
    const post = { at: performance.now() };
    posts.push(post);
    return post;
  }

  // What was refused is not counted.
  function remove(post) {
    posts = posts.filter((each) => each !== post);
  }

  function clear() {
    posts = [];
  }

  function draw(now) {
    posts = posts.filter(({ at }) => now - at < WINDOW);
    for (const [index, filling] of fillings.entries()) {
      const age = now - (posts[index]?.at ?? -Infinity);
      const height = Math.max(0, 1 - age / WINDOW) * SLOT;
      filling.setAttribute('y', SLOT - height);
      filling.setAttribute('height', height);
    }
    const free = posts.length >= MOST ? Math.ceil((posts[0].at + WINDOW - now) / 1000) : 0;
    const next = free > 0 ? [`あと ${free} 秒で 1 件分空きます。`, ` The next is free in ${free} s.`] : ['', ''];
    say(text, [
      `10 秒間に ${posts.length} / ${MOST} 件。${next[0]}`,
      `${posts.length} of ${MOST} posts in 10 seconds.${next[1]}`,
    ]);
  }
}

export function accountGauge() {
  const filling = element('div', { class: 'filling' });
  const text = element('p');
  return { root: element('div', {}, element('div', { class: 'bar', 'aria-hidden': 'true' }, filling), text), draw };

  // `rateLimit` is that of the client, undefined where it knows nothing yet.
  function draw(rateLimit) {
    const { limit, remaining, resetAt } = rateLimit ?? {};
    filling.style.setProperty('inline-size', rateLimit ? `${(100 * remaining) / limit}%` : '0');
    if (!rateLimit) {
      say(text, ['応答のヘッダーがまだないので、分かりません。', 'Unknown until an answer brings its headers.']);
      return;
    }
    const seconds = Math.max(0, Math.round((resetAt - Date.now()) / 1000));
    const left = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
    say(text, [
      `残り ${remaining} / ${limit} 回。あと ${left} で戻ります。`,
      `${remaining} of ${limit} requests left. All are back in ${left}.`,
    ]);
  }
}

// Where a text is the same, nothing is written: somebody may be reading or selecting it.
export function say(place, sentences) {
  const key = sentences[0];
  if (place.dataset.said === key) return;
  place.dataset.said = key;
  place.replaceChildren(both(...sentences));
}
