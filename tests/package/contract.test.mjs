// What crosses the wire, against the reference: every function once, over real HTTP.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { callAll } from './calls.mjs';
import { startEmulator } from './emulator.mjs';
import { allArguments, endpoints, isList, smallestArguments } from './endpoints.mjs';
import { recording } from './fetches.mjs';
import { checkAnswer, checkFields } from './shapes.mjs';

const FORM = 'application/x-www-form-urlencoded';

let emulator;
const calls = new Map();
let log;

before(async () => {
  emulator = await startEmulator();
  for await (const call of callAll(chatwork, emulator.token, { baseUrl: emulator.baseUrl })) calls.set(call.name, call);
  log = await emulator.control('/requests');
});
after(() => emulator?.stop());

test('every function makes exactly one request', () => {
  assert.deepEqual([...calls.keys()].sort(), endpoints.map((endpoint) => endpoint.function).sort());
  assert.equal(log.length, endpoints.length);
});

for (const [index, endpoint] of endpoints.entries()) {
  test(`${endpoint.function}: the request`, async () => {
    const request = requestOf(endpoint);
    assert.equal(request.method, endpoint.method);
    const template = endpoint.path.replace(/\{\w+\}/g, '[1-9]\\d*');
    assert.match(request.path, new RegExp(`^/v2${template}$`));
    assert.equal(request.credential, 'x-chatworktoken');
    assert.equal(request.headers.authorization, undefined);

    const query = [...new URLSearchParams(request.query)];
    checkFields(query, endpoint.query, `${endpoint.function}, query,`);
    if (endpoint.method !== 'GET') assert.equal(request.query, '');
    await checkBody(request, endpoint);
  });

  test(`${endpoint.function}: the answer as the caller gets it`, () => {
    const { result } = calls.get(endpoint.function);
    const { answer } = requestOf(endpoint);
    assert.ok(answer.status === endpoint.success_status || answer.status === endpoint.empty_status, `${answer.status}`);
    if (answer.status === 204) {
      assert.equal(answer.body, '');
      assert.deepEqual(result, isList(endpoint) ? [] : {});
      return;
    }
    assert.deepEqual(result, JSON.parse(answer.body), 'not the JSON of the service untouched');
    const { status, attempts } = chatwork.responseOf(result);
    assert.deepEqual([status, attempts], [answer.status, 1]);
    assert.equal(Array.isArray(result), isList(endpoint));
    for (const item of [result].flat()) {
      checkAnswer(item, endpoint.response_fields, endpoint.function, optionalIn(endpoint, item));
    }
  });

  test(`${endpoint.function}: the example of the reference arrives untouched, with fields added later`, async () => {
    if (endpoint.example_response === null) return;
    const later = { added_later: { deep: [null, 1.5, '🍣'] } };
    const answered = JSON.parse(JSON.stringify(endpoint.example_response));
    for (const item of [answered].flat()) Object.assign(item, later);
    const { fetch } = recording(() => Response.json(answered));
    const result = await chatwork[endpoint.function]('mark3r-t0ken', ...smallestArguments(endpoint), { fetch });
    assert.deepEqual(result, answered);
  });

  for (const [what, makeArguments] of [
    ['smallest', smallestArguments],
    ['fullest', allArguments],
  ]) {
    test(`${endpoint.function}: what fetch is given for the ${what} arguments`, async () => {
      const { fetch, requests } = recording(() => new Response(null, { status: 204 }));
      const options = parametersAreMissing(endpoint) ? [{ fetch }] : [makeArguments(endpoint).at(-1), { fetch }];
      const ids = makeArguments(endpoint).slice(0, endpoint.path_params.length);
      const result = await chatwork[endpoint.function]('mark3r-t0ken', ...ids, ...options);
      assert.deepEqual(result, isList(endpoint) ? [] : {});

      assert.equal(requests.length, 1);
      const { url, init } = requests[0];
      assert.equal(typeof url, 'string');
      assert.ok(url.startsWith('https://api.chatwork.com/v2/'), url);
      // Workers throw on most others.
      const known = ['method', 'headers', 'body', 'signal', 'redirect'];
      assert.deepEqual(
        Object.keys(init).filter((name) => !known.includes(name)),
        [],
      );
      assert.equal(init.method, endpoint.method);
      assert.equal(init.redirect, 'manual');
      assert.ok(init.signal instanceof AbortSignal);
      const headers = [...new Headers(init.headers)].filter(([name]) => name !== 'content-type');
      assert.deepEqual(headers, [['x-chatworktoken', 'mark3r-t0ken']]);
      const request = new Request(url, init);
      const type = request.headers.get('content-type');
      if (endpoint.content_type === null) {
        assert.equal(type, null);
        assert.equal(init.body ?? null, null);
      } else {
        assert.equal(type.split(';')[0], endpoint.content_type);
        const form = [...(await request.formData())].map(([name, value]) => [
          name,
          typeof value === 'string' ? value : '',
        ]);
        checkFields(form, endpoint.form, endpoint.function);
        assert.equal(form.length, what === 'fullest' ? endpoint.form.length : requiredIn(endpoint.form));
      }
      const query = [...new URL(url).searchParams];
      checkFields(query, endpoint.query, endpoint.function);
      assert.equal(query.length, what === 'fullest' ? endpoint.query.length : 0);
    });
  }

  // The log is in the order of the calls, which is that of the reference but for the deletion of the room.
  function requestOf({ function: name }) {
    const order = [...calls.keys()];
    assert.ok(order.includes(name), `${name} (${index}) was not called`);
    return log[order.indexOf(name)];
  }
}

test('an empty world: lists are [] and not {}', async (t) => {
  const lonely = await startEmulator();
  t.after(() => lonely.stop());
  const account = { account_id: 1, name: '独り', token: 'lonely-token' };
  const room = { room_id: 5, type: 'group', name: '空', members: [{ account_id: 1, role: 'admin' }] };
  await lonely.control('/reset', { method: 'POST', world: { accounts: [account], rooms: [room] } });
  const options = { baseUrl: lonely.baseUrl };
  const empty = endpoints.filter((endpoint) => endpoint.empty_status === 204);
  assert.ok(empty.length > 0);
  for (const endpoint of empty) {
    const ids = endpoint.path_params.map(() => 5);
    const params = endpoint.query.length > 0 ? [{}] : [];
    assert.deepEqual(
      await chatwork[endpoint.function]('lonely-token', ...ids, ...params, options),
      [],
      endpoint.function,
    );
  }
  for (const { answer } of await lonely.control('/requests')) assert.equal(answer.status, 204);
  assert.deepEqual(await chatwork.getRoomLink('lonely-token', 5, options), { public: false });
});

test('an OAuth access token travels as a bearer token and nothing else does', async () => {
  const options = { baseUrl: emulator.baseUrl };
  const number = (await emulator.control('/requests')).length;
  const tokens = [
    { accessToken: 'emulator-access-token-all' },
    { accessToken: () => 'emulator-access-token-all' },
    { accessToken: async () => 'emulator-access-token-all' },
  ];
  for (const token of tokens)
    assert.equal((await chatwork.getMe(token, options)).account_id, emulator.accounts[0].account_id);
  for (const request of await emulator.control(`/requests?after=${number}`)) {
    assert.equal(request.credential, 'authorization');
    assert.equal(request.headers['x-chatworktoken'], undefined);
  }
});

test('two empty answers are two objects', async () => {
  const { fetch } = recording(() => new Response(null, { status: 204 }));
  const [one, two] = [await chatwork.getContacts('mark3r-t0ken', { fetch }), await chatwork.getContacts('mark3r-t0ken', { fetch })];
  one.push('mine');
  assert.deepEqual(two, []);
});

async function checkBody(request, endpoint) {
  const type = request.headers['content-type'];
  if (endpoint.content_type === null) {
    assert.equal(type, undefined);
    assert.equal(request.body, '');
    return;
  }
  if (endpoint.content_type === FORM) {
    assert.equal(type, FORM);
    assert.match(request.body, /^[\x21-\x7e]*$/, 'a form is ASCII');
    checkFields([...new URLSearchParams(request.body)], endpoint.form, `${endpoint.function}, form,`);
    return;
  }
  assert.match(type, /^multipart\/form-data; ?boundary=\S+$/);
  const body = Buffer.from(request.body_base64, 'base64');
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const texts = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']);
  checkFields(texts, endpoint.form, `${endpoint.function}, form,`);
  const file = form.get('file');
  const sent = calls.get(endpoint.function).args[1];
  assert.equal(file.name, sent.filename);
  assert.deepEqual(new Uint8Array(await file.arrayBuffer()), sent.file);
  assert.equal(form.get('message'), sent.message);
}

// What the reference says is only there at times.
function optionalIn(endpoint, item) {
  const marked = Object.entries(endpoint.response_fields).filter(([, declared]) => /\bonly /.test(declared));
  const optional = marked.map(([name]) => name).filter(() => item.public !== true);
  return [...optional, 'login_mail'];
}

function parametersAreMissing(endpoint) {
  return endpoint.query.length + endpoint.form.length === 0;
}

function requiredIn(fields) {
  return fields.filter(({ required }) => required).length;
}
