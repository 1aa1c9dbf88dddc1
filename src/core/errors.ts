/** Errors meant for people, whose sentences are the thrower's to take from the catalogue, one for programmers, and their words. */

/** Carries a message a person can act on: it names the thing, what was got, and the fix. Shown as it is, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Throws when `thing` ("The trainer") was disposed: a caller that still uses it is mistaken about who owns it. */
export function assertNotDisposed(isDisposed: boolean, thing: string): void {
  if (isDisposed) throw new Error(`${thing} was used after it was disposed.`);
}

/** The message of an error-like value, else its text. TensorFlow.js rejects with plain objects that have a message. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
