// What the token endpoint answers, with all that it may leave out.

import { isToken } from './arguments.js';

// The shortest life that is documented, for where the answer does not tell one.
const SHORTEST = 15 * 60;
// No access token lives longer. One published answer holds milliseconds of an epoch instead of a time span.
const LONGEST = 31 * 24 * 60 * 60;

// The tokens of a JSON body, or what is wrong with it. `start` is when they were asked for: they cannot be older.
export function tokensOf(body, start) {
  if (typeof body !== 'object' || body === null) return 'no JSON object';
  if (!isToken(body.access_token)) return 'no access_token';
  const { token_type: tokenType = 'Bearer', refresh_token: refreshToken, scope } = body;
  if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') return 'a token_type other than Bearer';
  return {
    accessToken: body.access_token,
    ...(isToken(refreshToken) && { refreshToken }),
    expiresAt: start + lifeOf(body.expires_in) * 1000,
    scope: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    tokenType: 'Bearer',
  };
}

// What an error says: in its body or, where that is empty, in its header.
export function complaintOf(body, header) {
  const { error, error_description: description, errors } = Object(body);
  if (typeof error === 'string') return { error, description };
  if (Array.isArray(errors)) return { description: errors.filter((text) => typeof text === 'string').join('; ') };
  return { error: parameterOf(header, 'error'), description: parameterOf(header, 'error_description') };
}

// Seconds, which the service writes as text.
function lifeOf(expiresIn) {
  const seconds = typeof expiresIn === 'string' && expiresIn.trim() !== '' ? Number(expiresIn) : expiresIn;
  return typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST ? seconds : SHORTEST;
}

// `Bearer error="invalid_token", error_description="The access token expired"`
function parameterOf(header, name) {
  const [, quoted, plain] =
    new RegExp(`[\\s,]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(` ${header}`) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? plain;
}
