export function splitMessage() {}
