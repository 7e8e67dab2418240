// The frame of the page: language, theme, connection, and one view at a time.

import { connectInside } from './connection.js';
import { both, element } from './element.js';
import { mountConnection } from './views/connection.js';

const views = {
  chat: () => import('./views/chat.js'),
  console: () => import('./views/console.js'),
  limits: () => import('./views/limits.js'),
  webhook: () => import('./views/webhook.js'),
  notation: () => import('./views/notation.js'),
};
const sections = Object.keys(views).map((name) => document.getElementById(name));
const mounted = new Set();

chooseLanguage();
chooseTheme();
connectInside();
mountConnection(document.getElementById('connection'));
addEventListener('hashchange', () => show({ focus: true }));
show({ focus: false });

async function show({ focus }) {
  const name = location.hash.slice(1);
  // The link to the content is none to a view, but somebody may begin with it.
  if (name === 'view' && mounted.size > 0) return;
  const section = sections.find(({ id }) => id === name) ?? sections[0];
  for (const other of sections) other.hidden = other !== section;
  for (const link of document.querySelectorAll('nav a')) {
    const isCurrent = link.hash === `#${section.id}`;
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  entitle();
  if (focus) {
    document.getElementById('view').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  if (!mounted.has(section.id)) await fill(section);
}

async function fill(section) {
  mounted.add(section.id);
  const view = await views[section.id]().catch(() => undefined);
  if (view) {
    view.mount(section);
  } else {
    mounted.delete(section.id);
    const again = () => {
      trouble.remove();
      fill(section);
    };
    const trouble = element(
      'div',
      { role: 'alert' },
      element('p', {}, both('読み込めませんでした。', 'This could not be loaded.')),
      element('button', { type: 'button', onclick: again }, both('もう一度読み込む', 'Try again')),
    );
    section.append(trouble);
  }
}

function entitle() {
  const heading = document.querySelector('section:not([hidden]) h1');
  const { textContent } = heading.querySelector(`[lang=${document.documentElement.lang}]`);
  document.title = `${textContent} – chatwork-wasm`;
}

function chooseLanguage() {
  const known = kept('language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');
  for (const input of document.querySelectorAll('#language input')) {
    input.checked = input.value === known;
    input.addEventListener('change', () => apply(input.value));
  }
  apply(known);

  function apply(language) {
    document.documentElement.lang = language;
    entitle();
    keep('language', language);
  }
}

function chooseTheme() {
  const select = document.querySelector('#theme select');
  select.value = kept('theme') ?? 'light dark';
  select.addEventListener('change', apply);
  apply();

  function apply() {
    document.documentElement.dataset.theme = select.value;
    keep('theme', select.value);
  }
}

// Somebody may have forbidden to keep anything.
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {}
}
