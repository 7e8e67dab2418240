// Checks values against the declarations of the reference.

import assert from 'node:assert/strict';

const types = {
  integer: (value) => Number.isSafeInteger(value) && value >= 0,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  'integer[]': (value) => Array.isArray(value) && value.every(types.integer),
};

// An answer: exactly the declared fields, each of its type.
export function checkAnswer(value, fields, where, optional = []) {
  assert.equal(Object.getPrototypeOf(value), Object.prototype, `${where} is no plain object`);
  const unknown = Object.keys(value).filter((name) => !(name in fields));
  assert.deepEqual(unknown, [], `${where} has undeclared fields`);
  for (const [name, declared] of Object.entries(fields)) {
    if (!(name in value)) {
      assert.ok(optional.includes(name), `${where} lacks ${name}`);
      continue;
    }
    checkField(value[name], declared, `${where}.${name}`);
  }
}

function checkField(value, declared, where) {
  if (typeof declared === 'object') {
    checkAnswer(value, declared, where);
    return;
  }
  const [type, words] = declared.split(/[ ,]/);
  const fits = type === 'enum' ? words.split('|').includes(value) : types[type](value);
  assert.ok(fits, `${where} is ${JSON.stringify(value)}, declared is ${declared}`);
  if (where.endsWith('message_id')) assert.match(value, /^\d{19}$/, where);
}

// The fields of a query or a form: `pairs` are names and texts as they were decoded from the wire.
export function checkFields(pairs, declared, where) {
  const names = pairs.map(([name]) => name);
  assert.deepEqual(names, [...new Set(names)], `${where} names a field twice`);
  for (const [name, text] of pairs) {
    const field = declared.find((field) => field.name === name);
    assert.ok(field, `${where} sends ${name}, which is not declared`);
    checkText(text, field, `${where} ${name}`);
  }
  for (const { name, required } of declared) {
    if (required) assert.ok(names.includes(name), `${where} lacks ${name}`);
  }
}

function checkText(text, field, where) {
  if (field.type === 'binary') return;
  if (field.type === 'integer') assert.match(text, /^\d+$/, where);
  if (field.enum) assert.ok(field.enum.map(String).includes(text), `${where} is ${text}`);
  if (field.format?.startsWith('comma')) assert.match(text, /^[1-9]\d*(,[1-9]\d*)*$/, where);
  if (field.pattern) assert.match(text, new RegExp(field.pattern), where);
  const length = [...text].length;
  assert.ok(
    length >= (field.minLength ?? 0) && length <= (field.maxLength ?? Infinity),
    `${where}: ${length} characters`,
  );
}
