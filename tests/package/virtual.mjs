// A clock that stands still while a request is on its way, and else jumps to the next timer. The emulator's clock goes
// along, so that minutes of waiting for its limits pass in a moment, over real sockets.

const real = { setTimeout, clearTimeout, now: Date.now, fetch };

export class VirtualTime {
  #now = real.now();
  #timers = new Set();
  #busy = 0;
  #controlUrl;
  #offset = 0;

  constructor({ controlUrl }) {
    this.#controlUrl = controlUrl;
    Date.now = () => this.#now;
    globalThis.setTimeout = (callback, milliseconds, ...rest) => {
      // Node's fetch has timers, too, which go by the real time.
      if (!new Error().stack.includes('chatwork-wasm')) return real.setTimeout(callback, milliseconds, ...rest);
      return this.after(milliseconds, callback);
    };
    globalThis.clearTimeout = (timer) => this.#timers.delete(timer) || real.clearTimeout(timer);
  }

  stop() {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
  }

  get timers() {
    return this.#timers.size;
  }

  // Calls back when so much time has passed.
  after(milliseconds, callback) {
    const timer = { callback, at: this.#now + milliseconds };
    this.#timers.add(timer);
    return timer;
  }

  // Puts the emulator's clock so many milliseconds ahead.
  async shift(offset) {
    this.#offset = offset;
    await this.#tellEmulator();
  }

  // Reads the whole answer, because the clock must not go on before that.
  fetch = async (url, init) => {
    this.#busy += 1;
    try {
      const response = await real.fetch(url, init);
      const bytes = await response.arrayBuffer();
      return { status: response.status, headers: response.headers, text() {}, arrayBuffer: async () => bytes };
    } finally {
      this.#busy -= 1;
    }
  };

  // Lets time pass until something has settled, and returns it.
  async until(promise) {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    promise.then(over, over);
    await this.#tellEmulator();
    for (;;) {
      await this.#quiet();
      if (isOver) return promise;
      const due = [...this.#timers].sort((one, other) => one.at - other.at)[0];
      if (due === undefined) throw new Error('nothing is to come any more, and it has not settled');
      this.#now = Math.max(this.#now, due.at);
      await this.#tellEmulator();
      this.#timers.delete(due);
      due.callback();
    }
  }

  // Some turns of the event loop in which no request is on its way.
  async #quiet() {
    for (let turns = 0; turns < 5; turns += 1) {
      await new Promise(setImmediate);
      if (this.#busy > 0) turns = 0;
    }
  }

  async #tellEmulator() {
    const body = JSON.stringify({ freeze: Math.round(this.#now) + this.#offset });
    const response = await real.fetch(`${this.#controlUrl}/clock`, { method: 'PUT', body });
    if (!response.ok) throw new Error(await response.text());
    await response.arrayBuffer();
  }
}
