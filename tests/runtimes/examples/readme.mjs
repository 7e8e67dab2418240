// The Workers of the README, from its own text: with wrangler, as it says.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '../cloudflare/wrangler.mjs';
import { serve } from '../processes.mjs';
import { newerNode, script } from '../programs.mjs';
import { Room, control, enter } from './room.mjs';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

export async function workers(harness) {
  const bot = await harness.projectOf('readme', {}, { type: 'commonjs' });

  await harness.check('README: Your first bot', async (settings, signal) => {
    const { origin } = new URL(settings.baseUrl);
    const section = sectionOf('Your first bot');
    for (const [, name, code] of section.matchAll(/`([^`\n]+)`:\n\n```\w+\n(.*?)^```$/gms)) {
      writeFileSync(join(bot, name), code.replace('http://127.0.0.1:8080', origin));
    }
    const [, command] = section.match(/^npx wrangler (dev --port \d+)$/m);
    const url = await dev(bot, command, signal);
    const { accounts, rooms, webhooks } = await enter(settings, bot);
    const [webhook] = webhooks;
    const [{ webhook_setting_id: id }] = await control(settings, '/webhooks');
    assert.ok(command.endsWith(` --port ${new URL(webhook.url).port}`));
    await control(settings, `/webhooks/${id}`, 'PUT', { url });
    const room = new Room(settings, { token: accounts[0].token, room: rooms[0].room_id });
    const asked = await room.say('[To:102] hello');
    const answer = { author: 102, body: `[rp aid=101 to=500-${asked}]\nHello!` };
    assert.deepEqual(await room.settled(2), [{ author: 101, body: '[To:102] hello' }, answer]);
  });

  await harness.check('README: Many isolates, one limit', async (settings, signal) => {
    const [config, code] = codeOf('Many isolates, one limit');
    // It names the real service.
    const fetched = `answer(url.replace('https://api.chatwork.com/v2', '${settings.baseUrl}'), init)`;
    const url = await redirected(bot, { config, code, exports: 'default, ChatworkPacer', fetched, settings, signal });
    const rooms = await (await fetch(url, { signal })).json();
    assert.ok(rooms.some(({ room_id: id }) => id === settings.room));
    const requests = await control(settings, '/requests');
    assert.deepEqual(requests.map(({ path }) => path), ['/v2/rooms']);
  });

  await harness.check('README: To Cloudflare Workers', async (settings, signal) => {
    const [config, code, commands] = codeOf('To Cloudflare Workers');
    const [, command] = commands.match(/^npx wrangler (dev .*)$/m);
    const page = `Response.json({ date: 'today', title: 'All is well' })`;
    const fetched = `url === 'https://status.example.jp/latest.json' ? ${page} : answer(url, init)`;
    const url = await redirected(bot, { config, code, exports: 'default', fetched, command, settings, signal });
    const trigger = async () => (await fetch(`${url}/__scheduled`, { signal })).status;
    assert.deepEqual([await trigger(), await trigger()], [200, 200]);
    const room = new Room(settings, { token: settings.token, room: settings.room });
    const posted = (await room.messages()).filter(({ body }) => body.endsWith('[title]Status[/title]All is well[/info]'));
    assert.equal(posted.length, 1);
  });
}

// A Worker that asks for what is not on this machine: `fetched` is what it gets in place of `answer(url, init)`.
async function redirected(project, { config, code, exports, fetched, command = 'dev --port 0', settings, signal }) {
  writeFileSync(join(project, 'worker.js'), code);
  writeFileSync(join(project, 'wrangler.jsonc'), config.replace(/"main": "[^"]*"/, '"main": "redirected.js"'));
  const variables = { CHATWORK_BASE_URL: settings.baseUrl, CHATWORK_API_TOKEN: settings.token, ROOM_ID: settings.room };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(project, '.dev.vars'), lines.join(''));
  const redirect = `const answer = globalThis.fetch;\nglobalThis.fetch = (url, init) => ${fetched};\n`;
  writeFileSync(join(project, 'redirect.js'), redirect);
  writeFileSync(join(project, 'redirected.js'), `import './redirect.js';\nexport { ${exports} } from './worker.js';\n`);
  return dev(project, command, signal);
}

function dev(project, command, signal) {
  // A port that nobody has.
  const args = command.replace(/--port \d+/, '--port 0').split(' ');
  const ready = (line) => line.match(/Ready on (http:\S+)/)?.[1];
  return serve(newerNode().path, [script('wrangler'), ...args, '--ip', '127.0.0.1'], { cwd: project, env, signal, ready });
}

function sectionOf(heading) {
  const [, section] = readme.split(new RegExp(`^##+ ${heading}$`, 'm'));
  return section.split(/^##+ /m)[0];
}

function codeOf(heading) {
  return [...sectionOf(heading).matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code]) => code);
}
