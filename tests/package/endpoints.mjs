// The reference of the service as the tests use it, and the smallest right arguments of every function.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const endpoints = JSON.parse(readFileSync(join(import.meta.dirname, 'endpoints.json'), 'utf8'));

export const MESSAGE_ID = '1976543210987654321';

// The parameters in the order they are declared. `filename` is no field on the wire: it names the part of the file.
export function parametersOf(endpoint) {
  const declared = [...endpoint.query, ...endpoint.form];
  if (endpoint.function !== 'postRoomFiles') return declared;
  return [...declared, { name: 'filename', type: 'string', required: false, minLength: 1 }];
}

export function isList(endpoint) {
  return endpoint.response_type.includes('[]');
}

// Path ids, and one object with the required parameters where the function takes any.
export function smallestArguments(endpoint) {
  const ids = endpoint.path_params.map(({ type }) => (type === 'string' ? MESSAGE_ID : 7));
  const parameters = parametersOf(endpoint);
  if (parameters.length === 0) return ids;
  const required = parameters.filter(({ required }) => required);
  return [...ids, Object.fromEntries(required.map((parameter) => [parameter.name, valueFor(parameter)]))];
}

export function allArguments(endpoint) {
  const ids = endpoint.path_params.map(({ type }) => (type === 'string' ? MESSAGE_ID : 7));
  const parameters = parametersOf(endpoint);
  return [...ids, Object.fromEntries(parameters.map((parameter) => [parameter.name, valueFor(parameter)]))];
}

export function valueFor({ name, type, format, enum: words }) {
  if (type === 'binary') return new Blob(['x']);
  if (words) return words[0];
  if (format || name === 'to_ids') return [7, '8', 9n];
  if (name === 'message_id') return MESSAGE_ID;
  return type === 'integer' ? 7 : 'x';
}
