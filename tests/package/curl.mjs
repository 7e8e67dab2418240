// What the READMEs ask of curl, for a machine without one: node curl.mjs ARGUMENTS. Like `curl --fail`, it ends with 22
// where a request is refused.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const several = { type: 'string', multiple: true, default: [] };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { ...several, short: 'd' },
    'data-urlencode': several,
    form: { ...several, short: 'F' },
    header: { ...several, short: 'H' },
    include: { type: 'boolean', short: 'i' },
    request: { type: 'string', short: 'X' },
    user: { type: 'string', short: 'u' },
  },
});

const headers = new Headers(values.header.map((line) => line.split(/: */, 2)));
if (values.user !== undefined) headers.set('authorization', `Basic ${btoa(values.user)}`);
const body = bodyOf(values, headers);
const method = values.request ?? (body === undefined ? 'GET' : 'POST');
const response = await fetch(positionals[0], { method, headers, body, redirect: 'manual' });
if (values.include) {
  console.log(`HTTP/1.1 ${response.status}`);
  for (const [name, value] of response.headers) console.log(`${name}: ${value}`);
}
console.log(await response.text());
if (response.status >= 400) process.exitCode = 22;

function bodyOf({ data, form, 'data-urlencode': encoded }, headers) {
  if (form.length > 0) {
    const body = new FormData();
    for (const [name, path] of form.map((field) => field.split('=@'))) {
      body.append(name, new File([readFileSync(path)], basename(path)));
    }
    return body;
  }
  if (data.length + encoded.length === 0) return undefined;
  headers.set('content-type', 'application/x-www-form-urlencoded');
  const fields = encoded.map((field) => field.split(/=(.*)/s, 2).map(encodeURIComponent).join('='));
  return [...data, ...fields].join('&');
}
