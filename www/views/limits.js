// The two limits, drawn while calls go out: what is sent, held back, answered and refused.

import { createClient, rateLimitOf } from '../chatwork-wasm/index.js';
import { accountChoice } from '../account.js';
import { connection, onConnection } from '../connection.js';
import { both, element } from '../element.js';
import { failure } from '../failure.js';
import { accountGauge, roomGauge, say } from './limits/gauges.js';
import { shape, svg } from './limits/shapes.js';
import { timeline } from './limits/timeline.js';

const READS = 100;
const SECOND = 1000;

const legend = {
  called: ['呼び出し、点線は待機', 'called; dashed while it waits'],
  sent: ['送信', 'sent'],
  answered: ['成功', 'answered'],
  refused: ['429', '429'],
  failed: ['エラー', 'rejected'],
  stopped: ['中断', 'stopped'],
};

export function mount(section) {
  let stopping = new AbortController();
  let tally;
  let token;
  let saidAt = 0;

  const account = accountChoice(enter);
  const room = element('select', { onchange: () => windowOfRoom.clear() });
  const pace = element('input', { type: 'checkbox', checked: true });
  const rejects = ['wait', 'reject'].map((value) => {
    return element('input', { type: 'radio', name: 'rateLimit', value, checked: value === 'wait' });
  });
  const stop = element('button', { type: 'button', 'aria-disabled': 'true', onclick: stopAll }, both('止める', 'Stop'));
  const trouble = element('div', { role: 'alert' });
  const windowOfRoom = roomGauge();
  const budget = accountGauge();
  const summary = element('p', { id: 'limits-summary', role: 'status' });
  const heading = element('h2', { id: 'limits-timeline' }, both('呼び出しの流れ', 'The calls'));
  const calls = timeline({ class: 'timeline', 'aria-labelledby': heading.id, 'aria-describedby': summary.id });

  section.append(
    element(
      'div',
      { class: 'columns' },
      element(
        'div',
        { class: 'panel' },
        element('div', { class: 'pair' }, account.label, element('label', {}, both('ルーム', 'Room'), room)),
        element(
          'div',
          { class: 'choices' },
          ...[1, 15, 30].map((count) => button(() => post(count), `${count} 件投稿`, `Post ${count}`)),
          button(read, `${READS} 回読み込み`, `Read ${READS} times`),
          stop,
        ),
        element(
          'label',
          {},
          pace,
          ' ',
          both('`pace`: 断られると分かっている送信を待たせる', '`pace`: hold back what is known to be refused'),
        ),
        element(
          'fieldset',
          { class: 'choices' },
          element('legend', {}, both('制限に達したとき: `rateLimit`', 'At a limit: `rateLimit`')),
          ...rejects.map((input) => element('label', {}, input, ' ', element('code', {}, `'${input.value}'`))),
        ),
        trouble,
      ),
      element(
        'div',
        { class: 'panel gauges' },
        element('h2', {}, both('このルームへの投稿', 'Posts to this room')),
        windowOfRoom.root,
        element('h2', {}, both('このアカウントの 5 分間', 'The 5 minutes of this account')),
        budget.root,
      ),
    ),
    element(
      'div',
      { class: 'panel' },
      heading,
      summary,
      calls.root,
      element('ul', { class: 'legend' }, ...Object.keys(legend).map(explained)),
    ),
  );
  onConnection(enter);
  const wake = animate(section, draw, calls.isEmpty);

  async function enter() {
    stopAll();
    calls.clear();
    windowOfRoom.clear();
    tally = new Tally();
    ({ token } = account.current() ?? {});
    trouble.replaceChildren();
    room.replaceChildren();
    if (!token) return;
    const { signal } = stopping;
    try {
      const rooms = await createClient({ ...connection.options, token, signal }).getRooms();
      if (signal.aborted) return;
      // The chat of somebody's own is the one in which nobody is disturbed.
      const own = ({ type }) => type === 'my';
      room.append(...rooms.map((each) => element('option', { value: each.room_id, selected: own(each) }, each.name)));
    } catch (error) {
      if (!signal.aborted) trouble.replaceChildren(failure(error));
    }
  }

  function post(count) {
    const roomId = room.value;
    start(count, (chatwork, number) => chatwork.postRoomMessage(roomId, { body: `${number} / ${count}` }));
  }

  function read() {
    start(READS, (chatwork) => chatwork.getMe());
  }

  function start(count, call) {
    if (!token) return;
    if (tally.active() === 0) {
      tally = new Tally();
      trouble.replaceChildren();
    }
    for (let number = 1; number <= count; number += 1) follow(call, number);
    wake();
  }

  async function follow(call, number) {
    const { signal } = stopping;
    const own = tally;
    const track = calls.begin();
    let state;
    let posted;
    mark('called');
    const chatwork = createClient({
      ...connection.options,
      token,
      signal,
      pace: pace.checked,
      rateLimit: rejects.find(({ checked }) => checked).value,
      onRequest: ({ path }) => {
        if (path === `/rooms/${room.value}/messages`) posted = windowOfRoom.add();
        mark('sent');
      },
      onResponse: ({ status }) => {
        if (status !== 429) return;
        windowOfRoom.remove(posted);
        mark('refused');
      },
    });
    try {
      await call(chatwork, number);
      mark('answered');
    } catch (error) {
      mark(signal.aborted ? 'stopped' : 'failed');
      if (!signal.aborted) trouble.replaceChildren(failure(error));
    }

    function mark(next) {
      own.move(state, next);
      state = next;
      track.mark(next);
      if (own === tally) isBusy(own.active() > 0);
    }
  }

  function isBusy(busy) {
    if (busy) stop.removeAttribute('aria-disabled');
    else stop.setAttribute('aria-disabled', 'true');
  }

  // Also whatever waits.
  function stopAll() {
    stopping.abort();
    stopping = new AbortController();
  }

  function draw(now) {
    calls.draw(now);
    windowOfRoom.draw(now);
    budget.draw(token && rateLimitOf(token, connection.options));
    // Read aloud: not with each frame.
    if (now < saidAt + SECOND && tally.active() > 0) return;
    saidAt = now;
    say(summary, tally.sentences());
  }
}

// How many calls are where.
class Tally {
  #states = { called: 0, sent: 0, answered: 0, refused: 0, failed: 0, stopped: 0 };
  #refusals = 0;

  move(from, to) {
    if (from) this.#states[from] -= 1;
    this.#states[to] += 1;
    if (to === 'refused') this.#refusals += 1;
  }

  active() {
    const { called, sent, refused } = this.#states;
    return called + sent + refused;
  }

  sentences() {
    const { called, sent, answered, refused, failed, stopped } = this.#states;
    const all = this.active() + answered + failed + stopped;
    const waiting = called + refused;
    return [
      `${all} 回の呼び出し: 成功 ${answered}、待機 ${waiting}、送信中 ${sent}、エラー ${failed}、中断 ${stopped}。429 は ${this.#refusals} 回。`,
      `${all} ${all === 1 ? 'call' : 'calls'}: ${answered} answered, ${waiting} waiting, ${sent} under way, ${failed} rejected, ${stopped} stopped. 429 came ${this.#refusals} times.`,
    ];
  }
}

// Draws while somebody can see it: with each frame, or once a second where nothing moves or somebody wants no motion.
// Returns a function that draws at once.
function animate(section, draw, isStill) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let isSeen = false;
  let timer;
  let request;
  new IntersectionObserver((entries) => {
    isSeen = entries.at(-1).isIntersecting;
    frame();
  }).observe(section);
  return frame;

  function frame() {
    clearTimeout(timer);
    cancelAnimationFrame(request);
    if (!isSeen) return;
    draw(performance.now());
    if (calm.matches || isStill()) timer = setTimeout(frame, SECOND);
    else request = requestAnimationFrame(frame);
  }
}

function explained(kind) {
  const drawing = svg('svg', { class: 'timeline', width: 24, height: 12, 'aria-hidden': 'true' }, shape(kind, 12, 6));
  return element('li', {}, drawing, both(...legend[kind]));
}

function button(onclick, ja, en) {
  return element('button', { type: 'button', onclick }, both(ja, en));
}
