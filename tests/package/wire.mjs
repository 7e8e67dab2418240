// What `fetch` is given, against the reference.

import assert from 'node:assert/strict';
import { checkFields } from './shapes.mjs';

// Workers throw on most others.
const KNOWN = ['method', 'headers', 'body', 'signal', 'redirect'];

// The names and texts of the query and of the form, after a look at everything else. `isChecked` is false where the
// caller wants the service to judge the parameters.
export async function checkRequest(endpoint, { url, init }, { baseUrl, isChecked = true, hasOwnHeaders = false }) {
  const where = endpoint.function;
  assert.equal(typeof url, 'string', where);
  assert.equal(url.slice(0, baseUrl.length), baseUrl, where);
  const [, path, , query] = /^([^?#]*)(\?([^#]*))?$/.exec(url.slice(baseUrl.length)) ?? assert.fail(`${where}: ${url}`);
  assert.match(path, new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[1-9]\\d*')}$`), where);
  const request = new Request(url, init);
  assert.equal(request.url, url, `${where}: it is read as another URL`);

  assert.deepEqual(Object.keys(init).filter((name) => !KNOWN.includes(name)), [], where);
  assert.equal(init.method, endpoint.method, where);
  assert.equal(init.redirect, 'manual', where);
  assert.ok(init.signal instanceof AbortSignal, where);
  const names = [...new Headers(init.headers).keys()].filter((name) => name !== 'content-type');
  const credentials = names.filter((name) => /^(x-chatworktoken|authorization)$/.test(name));
  assert.equal(credentials.length, 1, `${where}: ${names}`);
  if (!hasOwnHeaders) assert.deepEqual(names, credentials, where);

  const type = request.headers.get('content-type')?.split(';')[0] ?? null;
  if (isChecked) assert.equal(type, endpoint.content_type, where);
  if (type === null) assert.equal(init.body ?? null, null, where);
  const form = type === null ? [] : [...(await request.formData())].map(([name, value]) => [name, textOf(value)]);
  const fields = [...new URLSearchParams(query)];
  if (isChecked) {
    checkFields(fields, endpoint.query, `${where}, query,`);
    checkFields(form, endpoint.form, `${where}, form,`);
  }
  return { query: fields, form };
}

function textOf(value) {
  return typeof value === 'string' ? value : '';
}
