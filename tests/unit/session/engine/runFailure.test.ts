import { expect, test } from 'vitest';
import { failureOf } from '../../../../src/session/engine/runFailure.ts';
import { text } from '../../../../src/text/text.ts';

test.for(['Memory allocation failed: WebAssembly has no 400 bytes left.', 'memory access out of bounds'])(
  'says that there is not enough memory: %s',
  (message) => {
    const { reason, message: sentence } = failureOf(new Error(message));
    expect({ reason, sentence }).toEqual({ reason: 'internal', sentence: text.engine.outOfMemory });
  },
);

test('says of anything else what it was', () => {
  expect(failureOf(new Error('x is no function')).message).toBe(text.engine.unexpected('x is no function'));
});

test.for(['AbortError', 'OperationError'])('takes what a lost GPU rejects with for its loss: %s', (name) => {
  const message = 'Buffer was unmapped before mapping was resolved.';
  const thrown = new DOMException(message, name);
  expect(failureOf(thrown)).toMatchObject({ reason: 'device', message: text.engine.deviceFailed(message) });
});
