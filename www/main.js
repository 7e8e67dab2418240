// The frame of the page: language, theme, connection, and one view at a time.

import { connectInside } from './connection.js';
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
  // The link to the content is none to a view.
  if (name === 'view') return;
  const section = sections.find(({ id }) => id === name) ?? sections[0];
  for (const other of sections) other.hidden = other !== section;
  for (const link of document.querySelectorAll('nav a')) {
    const isCurrent = link.hash === `#${section.id}`;
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!mounted.has(section.id)) {
    mounted.add(section.id);
    const { mount } = await views[section.id]();
    mount(section);
  }
  if (focus) document.getElementById('view').focus();
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
