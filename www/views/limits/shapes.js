// What a call is drawn with. Each kind has a form of its own, not only a colour.

const SIZE = 4;

const forms = {
  called: `M0 ${-SIZE}V${SIZE}`,
  sent: circle(SIZE),
  answered: circle(2),
  refused: `M${-SIZE} ${-SIZE}L${SIZE} ${SIZE}M${-SIZE} ${SIZE}L${SIZE} ${-SIZE}`,
  failed: `M0 ${-SIZE}L${SIZE} ${SIZE}H${-SIZE}Z`,
  stopped: `M${-SIZE + 1} ${-SIZE + 1}h6v6h-6z`,
};

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function shape(kind, x, y) {
  return svg('path', { class: kind, d: forms[kind], transform: `translate(${x} ${y})` });
}

function circle(radius) {
  return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}
