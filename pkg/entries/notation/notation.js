// Text that may have tags in it, because a program wrote them. A string may come from anybody.

// Two copies of the package have two classes, and one brand. Nothing that was parsed from JSON can have it.
const brand = Symbol.for('chatwork.notation');

export class Notation {
  constructor(text) {
    this.text = text;
    Object.freeze(this);
  }

  toString() {
    return this.text;
  }

  toJSON() {
    return this.text;
  }

  // By this the functions of the API know it.
  get [Symbol.toStringTag]() {
    return 'Notation';
  }
}
Object.defineProperty(Notation.prototype, brand, { value: true });

export function isNotation(value) {
  return typeof value === 'object' && value !== null && value[brand] === true;
}
