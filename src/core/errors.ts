/** Errors meant for people. Knows no texts: whoever throws takes the sentence from the catalogue. */

/** Carries a message a person can act on: it names the thing, what was got, and the fix. Shown as it is, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
