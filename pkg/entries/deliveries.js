// Sends the webhooks of an emulator and tells it what became of them.

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 2048;

export function deliveries(send, report) {
  const under = new Set();

  async function deliver({ number, url, headers, body }) {
    // The request behind it is answered first, as far as that is up to us.
    await null;
    const { signal, end } = limit();
    try {
      const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      const [status, bytes] = await unless(signal, answer(send, request));
      report(number, status, bytes);
    } catch (error) {
      report(number, 0, 0, reasons(error));
    } finally {
      end();
    }
  }

  return {
    deliver(delivery) {
      const work = deliver(delivery).finally(() => under.delete(work));
      under.add(work);
    },
    // A receiver may answer with a post that is delivered in turn.
    async settled() {
      while (under.size > 0) await Promise.all(under);
    },
  };
}

async function answer(send, request) {
  const response = await send(request);
  if (typeof response?.status !== 'number') throw new TypeError('the receiver returned no Response');
  if (response.bodyUsed) throw new TypeError('the receiver returned a Response whose body was read');
  let bytes = 0;
  const reader = response.body?.getReader();
  // The rest of an answer that is too long is of no interest.
  while (reader && bytes <= MAX_ANSWER_BYTES) {
    const { done, value } = await reader.read();
    if (done) return [response.status, bytes];
    bytes += value.byteLength;
  }
  reader?.cancel().catch(() => {});
  return [response.status, Math.min(bytes, MAX_ANSWER_BYTES + 1)];
}

// Not `AbortSignal.timeout`: its timer does not keep Node running.
function limit() {
  const controller = new AbortController();
  const sentence = `the receiver had not answered after ${TIMEOUT_MS} ms`;
  const timer = setTimeout(() => controller.abort(new Error(sentence)), TIMEOUT_MS);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

// A receiver in this program may not look at the signal.
function unless(signal, work) {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    work.then(resolve, reject);
  });
}

// With the error behind it: "fetch failed" alone says little.
function reasons(error) {
  if (!(error instanceof Error)) return 'the receiver failed with something that is no Error';
  const { message, cause } = error;
  return cause instanceof Error ? `${message}: ${cause.message || cause.code}` : message;
}
