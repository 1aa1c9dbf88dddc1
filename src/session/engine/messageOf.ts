/** The words of anything that was thrown. */

/** The message of an error-like value, else its text. TensorFlow.js rejects with plain objects that have a message. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
