// Calls along the time, which ends at the right edge with the present.

import { shape, svg } from './shapes.js';

// On a phone, too, there is room for the 10 seconds of the limit.
const PIXELS_PER_SECOND = 24;
const LANES = 30;
const LANE = 9;
const AXIS = 20;
const HEIGHT = LANES * LANE + AXIS;
// So far behind the end of one, another may stand in the same lane.
const GAP = 600;
const WINDOW = 10;

// Which line follows a mark, until the next one.
const lines = { called: 'held', sent: 'flight', refused: 'held' };

export function timeline(attributes) {
  const origin = performance.now();
  const tracks = new Set();
  const lanes = [];
  let made = 0;
  const band = svg('rect', { class: 'band', y: 0, width: WINDOW * PIXELS_PER_SECOND, height: HEIGHT - AXIS });
  const axis = svg('g', { class: 'axis' });
  const moving = svg('g');
  const root = svg('svg', { ...attributes, role: 'img', height: HEIGHT }, band, axis, moving);
  const xOf = (at) => ((at - origin) / 1000) * PIXELS_PER_SECOND;
  return { root, begin, draw, clear, isEmpty: () => tracks.size === 0 };

  // A call; `mark(kind)` notes what happens to it, first that it was `called`.
  function begin() {
    const lane = laneAt(performance.now());
    const y = (lane + 0.5) * LANE;
    const group = svg('g');
    const track = { group, line: undefined, end: undefined, mark };
    lanes[lane] = track;
    tracks.add(track);
    moving.append(group);
    return track;

    function mark(kind) {
      const now = performance.now();
      const x = xOf(now);
      track.line?.setAttribute('x2', x);
      track.line = lines[kind] && svg('line', { class: lines[kind], x1: x, x2: x, y1: y, y2: y });
      if (track.line) group.prepend(track.line);
      else track.end = now;
      group.append(shape(kind, x, y));
    }
  }

  function laneAt(now) {
    made += 1;
    const free = Array.from({ length: LANES }, (_, lane) => lanes[lane]).findIndex(
      (track) => !track || track.end < now - GAP,
    );
    return free >= 0 ? free : made % LANES;
  }

  function draw(now) {
    const width = root.clientWidth;
    const left = xOf(now) - width;
    moving.setAttribute('transform', `translate(${-left} 0)`);
    band.setAttribute('x', width - WINDOW * PIXELS_PER_SECOND);
    for (const track of tracks) {
      track.line?.setAttribute('x2', xOf(now));
      if (track.end !== undefined && xOf(track.end) < left) {
        tracks.delete(track);
        track.group.remove();
      }
    }
    drawAxis(width);
  }

  function drawAxis(width) {
    if (axis.dataset.width === `${width}`) return;
    axis.dataset.width = width;
    axis.replaceChildren();
    for (let seconds = 0; seconds * PIXELS_PER_SECOND < width; seconds += 5) {
      const x = width - seconds * PIXELS_PER_SECOND;
      axis.append(svg('line', { x1: x, x2: x, y1: 0, y2: HEIGHT - AXIS }));
      const anchor = seconds === 0 ? 'end' : 'middle';
      const label = svg('text', { x, y: HEIGHT - 5, 'text-anchor': anchor }, seconds === 0 ? '0 s' : `−${seconds} s`);
      if (x > 20) axis.append(label);
    }
  }

  function clear() {
    tracks.clear();
    lanes.length = 0;
    moving.replaceChildren();
  }
}
