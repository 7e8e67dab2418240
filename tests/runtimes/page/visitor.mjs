// Somebody who opens the page, and notes whatever a visitor must never be shown.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { temporaryFolder } from '../processes.mjs';

export class Visitor {
  // The text in the language of the page.
  say;
  #context;
  #site;
  #loaded = [];
  #problems = [];

  // `allowed` is an address that may be asked besides the site; with `mayKeep: false` nothing may be stored.
  static async come(executablePath, site, { language = 'ja', width = 1200, allowed, mayKeep = true }) {
    const visitor = new Visitor();
    visitor.say = (ja, en) => (language === 'ja' ? ja : en);
    visitor.#site = site;
    visitor.#context = await chromium.launchPersistentContext(profile(mayKeep), {
      executablePath,
      args: ['--no-sandbox'],
      viewport: { width, height: 900 },
      locale: visitor.say('ja-JP', 'en-US'),
      timezoneId: 'Asia/Tokyo',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    visitor.#context.setDefaultTimeout(10_000);
    await visitor.#watch([site, allowed]);
    return visitor;
  }

  async open(hash = '') {
    const page = await this.#context.newPage();
    await page.goto(`${this.#site}${hash}`, { waitUntil: 'networkidle' });
    return page;
  }

  // What was loaded of the site so far, as it was sent.
  async bytes() {
    const sizes = await Promise.all(this.#loaded.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  }

  sawNothingWrong() {
    assert.deepEqual(this.#problems, []);
  }

  async leave() {
    await this.#context.close();
  }

  async #watch(addresses) {
    const origins = addresses.filter(Boolean).map((address) => new URL(address).origin);
    const note = (...words) => this.#problems.push(words.join(' '));
    await this.#context.route(
      (url) => !origins.includes(url.origin) && url.protocol !== 'data:',
      (route) => {
        note('asked another host:', route.request().url());
        return route.abort();
      },
    );
    this.#context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) note(message.type(), message.text(), message.location().url);
    });
    this.#context.on('weberror', (error) => note('not caught:', error.error().stack));
    this.#context.on('requestfailed', (request) => note('failed:', request.url(), request.failure().errorText));
    this.#context.on('requestfinished', (request) => {
      if (request.url().startsWith(this.#site)) this.#loaded.push(request);
    });
  }
}

// Settings of a browser that is used for the first time, perhaps by somebody who blocks what sites keep.
function profile(mayKeep) {
  const folder = temporaryFolder();
  const preferences = { profile: { default_content_setting_values: { cookies: mayKeep ? 1 : 2 } } };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
  return folder;
}

// Names an address and tokens, in place of the Chatwork inside the page.
export async function connect(page, { baseUrl, tokens, say }) {
  const details = page.locator('#connection');
  await details.locator('summary').click();
  await details.getByRole('textbox', { name: say('アドレス', 'Address') }).fill(baseUrl);
  // Fields of passwords have no role, and the text of a label has both languages.
  await details.locator('[name="token"]').fill(tokens[0]);
  await details.locator('[name="token-2"]').fill(tokens[1] ?? '');
  await details.getByRole('button', { name: say('接続する', 'Connect') }).click();
  await details.locator('summary', { hasText: baseUrl }).waitFor();
}
