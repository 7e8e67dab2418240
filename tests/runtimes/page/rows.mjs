// The demo page with the packed package, used in Chromium as a person uses it. For people to look at, screenshots of
// each view are written to target/screenshots.

import assert from 'node:assert/strict';
import { browser } from '../browsers/browsers.mjs';
import { isAccessible, isNarrowEnough, photograph } from './look.mjs';
import { serveInstalled } from './publish.mjs';
import { connect, Visitor } from './visitor.mjs';

// Each has a file here that exports `use(page, given)`. The one that takes longest begins.
const VIEWS = ['limits', 'chat', 'console', 'webhook', 'notation'];
// What a page may cost, as it is sent.
const BUDGET = 300_000;

export async function rows(harness) {
  const found = await browser('Chromium', harness);
  if (found === undefined) return;
  const site = await serveInstalled(harness);

  const checks = {};
  for (const view of VIEWS) {
    checks[view] = async () => {
      const { use } = await import(`./${view}.mjs`);
      for (const language of ['ja', 'en']) {
        for (const width of [1200, 360]) {
          await visit({ language, width }, async (visitor) => {
            const page = await visitor.open(`#${view}`);
            await use(page, { say: visitor.say, isInside: true });
            await isNarrowEnough(page);
            for (const theme of ['light', 'dark']) {
              await page.emulateMedia({ colorScheme: theme });
              await isAccessible(page);
              await photograph(page, `${view}-${language}-${theme}-${width}`);
            }
          });
        }
      }
    };
  }

  checks['a Chatwork with an address'] = async ({ baseUrl, control }) => {
    const { accounts } = await (await fetch(`${control}/world`)).json();
    await visit({ allowed: baseUrl }, async (visitor) => {
      const page = await visitor.open();
      const tokens = accounts.slice(0, 2).map(({ token }) => token);
      await connect(page, { baseUrl, tokens, say: visitor.say });
      for (const view of ['chat', 'console']) {
        await page.locator(`nav a[href="#${view}"]`).click();
        const { use } = await import(`./${view}.mjs`);
        await use(page, { say: visitor.say, isInside: false });
      }
    });
  };

  checks['news from elsewhere'] = async ({ baseUrl, control, room }) => {
    const { accounts } = await (await fetch(`${control}/world`)).json();
    await visit({ allowed: baseUrl }, async (visitor) => {
      const page = await visitor.open();
      // With one token there is one pane.
      await connect(page, { baseUrl, tokens: [accounts[0].token], say: visitor.say });
      const log = page.getByRole('log');
      await log.waitFor();
      const headers = { 'x-chatworktoken': accounts[1].token };
      const body = new URLSearchParams({ body: 'ほかの画面から' });
      await fetch(`${baseUrl}/rooms/${room}/messages`, { method: 'POST', headers, body });
      await log.getByText('ほかの画面から').waitFor({ timeout: 30_000 });
      await page.getByRole('button', { name: 'ページ内の Chatwork に戻る' }).click();
      await page.getByRole('region', { name: '田中 翔太' }).getByRole('log').waitFor();
      assert.equal(await page.getByText('ほかの画面から').count(), 0);
    });
  };

  checks['the chat waits for the limit'] = () =>
    visit({}, async (visitor) => {
      const { hurry } = await import('./chat.mjs');
      await hurry(await visitor.open(), { say: visitor.say });
    });

  checks['keyboard'] = () =>
    visit({ language: 'en' }, async (visitor) => {
      const page = await visitor.open();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await isInContent(page);
      const link = page.getByRole('link', { name: 'Notation' });
      await link.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Message notation' }).waitFor();
      await isInContent(page);
      assert.equal(await link.getAttribute('aria-current'), 'page');
    });

  checks['language and theme are kept'] = () =>
    visit({ language: 'en' }, async (visitor) => {
      const page = await visitor.open();
      await choose(page);
      await page.reload();
      await isChosen(page);
    });

  checks['nothing may be kept'] = () =>
    visit({ language: 'en', mayKeep: false }, async (visitor) => {
      const page = await visitor.open();
      await assert.rejects(page.evaluate(() => localStorage.length), /SecurityError/);
      await choose(page);
      await isChosen(page);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Chat' }).waitFor();
    });

  checks[`all views in ${BUDGET} bytes`] = () =>
    visit({}, async (visitor) => {
      const page = await visitor.open();
      for (const link of await page.locator('nav a[href^="#"]').all()) {
        await link.click();
        // Heading and lead stand there before the view is loaded.
        await page.locator(`${await link.getAttribute('href')} > :nth-child(3)`).waitFor({ state: 'attached' });
      }
      const bytes = await visitor.bytes();
      console.log(`  ${bytes} bytes with gzip`);
      assert.ok(bytes <= BUDGET, `${bytes} bytes were loaded`);
    });

  await inLanes(Object.entries(checks).map(([name, act]) => () => harness.check(`page: ${name}`, act)));

  async function visit(options, act) {
    const visitor = await Visitor.come(found.path, site, options);
    try {
      await act(visitor);
      visitor.sawNothingWrong();
    } finally {
      await visitor.leave();
    }
  }
}

async function choose(page) {
  await page.getByRole('radio', { name: '日本語' }).check();
  await page.locator('#theme select').selectOption('dark');
}

async function isChosen(page) {
  await page.getByRole('heading', { level: 1, name: 'チャット' }).waitFor();
  assert.equal(await page.locator('#theme select').inputValue(), 'dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
}

function isInContent(page) {
  return page.locator('main:focus').waitFor();
}

// Two at a time: most of the time a page waits.
async function inLanes(checks) {
  const lane = async () => {
    while (checks.length > 0) await checks.shift()();
  };
  await Promise.all([lane(), lane()]);
}
