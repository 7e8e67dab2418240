// Whether a webhook is genuine, and if not, what would make it so.

import { parseWebhook, verifyWebhook } from '../../chatwork-wasm/index.js';

const HEADER = 'x-chatworkwebhooksignature';

// What goes wrong most often between the service and the check, each undone.
const repairs = [
  {
    undo: ({ body, ...rest }) => ({ ...rest, body: body.replace(/\s+$/, '') }),
    hint: [
      '本文の末尾に空白か改行が足されています。取り除くと署名が合います。',
      'White space was added behind the body: without it, the signature fits.',
    ],
  },
  {
    undo: ({ body, ...rest }) => ({ ...rest, body: compact(body) }),
    hint: [
      '本文が解析され、書き直されています。1 行の JSON に戻すと署名が合います。受け取ったままのバイト列を渡してください。',
      'The body was parsed and written again: as JSON in one line, the signature fits. Pass on the bytes as they were received.',
    ],
  },
  {
    undo: ({ signature, ...rest }) => ({ ...rest, signature: signature.trim() }),
    hint: ['署名の前後に空白か改行があります。', 'There is white space around the signature.'],
  },
  {
    undo: ({ signature, ...rest }) => ({ ...rest, signature: signature.trim().replaceAll(' ', '+') }),
    hint: [
      '署名の `+` が空白になっています。URL のクエリから取り出すときに変わったものです。',
      'In the signature each `+` has become a space, as it happens in the query of a URL.',
    ],
  },
  {
    undo: ({ signature, ...rest }) => ({ ...rest, signature: decoded(signature) }),
    hint: [
      '署名が URL エンコードされたままです。デコードすると合います。',
      'The signature is still encoded as in a URL: decoded, it fits.',
    ],
  },
  {
    undo: ({ token, ...rest }) => ({ ...rest, token: token.trim() }),
    hint: ['トークンの前後に空白か改行があります。', 'There is white space around the token.'],
  },
];

// { event }, or { error, isGenuine, hint }: `isGenuine` where only the body is none, and the hint in both languages.
export async function verdictOf({ token, body, signature }) {
  const headers = signature === '' ? {} : { [HEADER]: signature };
  try {
    const event = await parseWebhook({ headers, body }, { token });
    return { event, isGenuine: true };
  } catch (error) {
    const given = { token, body, signature };
    const isGenuine = fits(given);
    const hint = isGenuine ? undefined : repairs.find(({ undo }) => fits(undo(given)))?.hint;
    return { error, isGenuine, hint };
  }
}

function fits(given) {
  try {
    return verifyWebhook(given);
  } catch {
    // The token is none.
    return false;
  }
}

function compact(body) {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}

function decoded(signature) {
  try {
    return decodeURIComponent(signature);
  } catch {
    return signature;
  }
}
