// The tree of a message: a tree widget, in which one item at a time can have the focus.

import { both, element } from '../../element.js';

// More would make each key stroke slow, and nobody reads them.
const MOST_NODES = 500;

// What a node has besides its form.
const FORM = ['type', 'start', 'end', 'children', 'source'];

// `onmark` is called with the node that the pointer or the focus comes to, and with none where it leaves; `onselect` with
// one that is chosen.
export function treeView(labelId, { onmark, onselect }) {
  const root = element('ul', {
    role: 'tree',
    'aria-labelledby': labelId,
    onkeydown: press,
    onclick: click,
    onfocusin: ({ target }) => onmark(nodes.get(target)),
    onfocusout: () => onmark(),
    onmouseover: ({ target }) => onmark(nodes.get(target.closest('[role="treeitem"]'))),
    onmouseleave: () => onmark(),
  });
  // Where they are in the tree: it is made anew with each change of the text.
  const collapsed = new Set();
  let nodes = new Map();
  let left;
  return { root, show };

  function show(tree) {
    nodes = new Map();
    left = MOST_NODES;
    root.replaceChildren(...items(tree, ''));
    const [first] = nodes.keys();
    if (first) first.tabIndex = 0;
    if (left < 0) root.append(element('li', { role: 'none', class: 'quiet' }, both('以下省略', 'and more')));
  }

  function items(tree, above) {
    const made = [];
    for (const [index, node] of tree.entries()) {
      left -= 1;
      if (left < 0) break;
      made.push(item(node, `${above}/${index}`));
    }
    return made;
  }

  // A group stands behind its item and not inside of it: what is read of an item is its own line.
  function item(node, path) {
    const [label, group] = ['node', 'group'].map((name) => `${name}${path}`);
    const made = element(
      'div',
      { role: 'treeitem', class: 'node', tabindex: -1, 'aria-labelledby': label, 'data-path': path },
      element('span', { id: label }, ...labelOf(node)),
    );
    nodes.set(made, node);
    if (!node.children?.length) return element('li', { role: 'none' }, made);
    made.setAttribute('aria-owns', group);
    expand(made, !collapsed.has(path));
    return element(
      'li',
      { role: 'none' },
      made,
      element('ul', { role: 'group', id: group }, ...items(node.children, path)),
    );
  }

  function expand(made, isOpen) {
    made.setAttribute('aria-expanded', isOpen);
    if (isOpen) collapsed.delete(made.dataset.path);
    else collapsed.add(made.dataset.path);
  }

  function click({ target }) {
    const made = target.closest('[role="treeitem"]');
    if (!made) return;
    move(made);
    if (made.ariaExpanded) expand(made, made.ariaExpanded !== 'true');
    else onselect(nodes.get(made));
  }

  function press(event) {
    const made = event.target;
    const shown = [...nodes.keys()].filter((each) => !each.closest('[aria-expanded="false"] + [role="group"]'));
    const at = shown.indexOf(made);
    const parent = made.closest('[role="group"]')?.previousElementSibling;
    const keys = {
      ArrowDown: () => move(shown[at + 1]),
      ArrowUp: () => move(shown[at - 1]),
      Home: () => move(shown[0]),
      End: () => move(shown.at(-1)),
      ArrowRight: () => (made.ariaExpanded === 'false' ? expand(made, true) : made.ariaExpanded && move(shown[at + 1])),
      ArrowLeft: () => (made.ariaExpanded === 'true' ? expand(made, false) : move(parent)),
      Enter: () => onselect(nodes.get(made)),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  function move(to) {
    if (!to) return;
    for (const each of root.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

function labelOf(node) {
  const fields = Object.entries(node).filter(([name, value]) => !FORM.includes(name) && value !== undefined);
  const texts = fields.flatMap(([name, value]) => {
    const shown = name === node.type ? [] : [element('span', { class: 'field-name' }, name), ' '];
    return [...shown, `${shortOf(value)} `];
  });
  const at = element('span', { class: 'at' }, `${node.start}–${node.end}`);
  return [element('strong', {}, node.type), ' ', ...texts, at];
}

function shortOf(value) {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
