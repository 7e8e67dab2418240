// The glue makes both when it is imported. Where they are missing, as in jsdom under Jest, a call has to fail, and not the
// import.

class Missing {
  decode() {}
}

export const TextDecoder = /* @__PURE__ */ (() => globalThis.TextDecoder ?? Missing)();
export const TextEncoder = /* @__PURE__ */ (() => globalThis.TextEncoder ?? Missing)();
