/** Errors for users, with sentences from the catalogue, and errors for programmers. */

/** Error with a message for users, shown without a stack trace: the thing, what was got, the fix. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Throws if `thing` ("The trainer") was disposed: its caller is wrong about who owns it. */
export function assertNotDisposed(isDisposed: boolean, thing: string): void {
  if (isDisposed) throw new Error(`${thing} was used after it was disposed.`);
}

// TensorFlow.js rejects with plain objects that have a message.
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
