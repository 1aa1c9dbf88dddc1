import { expect, test } from 'vitest';
import { runFailureOf } from '../../../../src/session/engine/runFailure.ts';
import { text } from '../../../../src/text/text.ts';

test.for(['Memory allocation failed: WebAssembly has no 400 bytes left.', 'memory access out of bounds'])(
  'says that there is not enough memory: %s',
  (message) => {
    const { reason, message: sentence } = runFailureOf(new Error(message));
    expect({ reason, sentence }).toEqual({ reason: 'internal', sentence: text.engine.outOfMemory });
  },
);

/** As the stacks word what they say of a device that is gone. */
const lossReports: readonly (readonly [string, unknown])[] = [
  ['Dawn, mapping', new DOMException('A valid external Instance reference no longer exists.', 'AbortError')],
  ['Dawn, a scope', new DOMException('Instance dropped in popErrorScope', 'OperationError')],
  ['Dawn, a buffer', new Error('[Buffer (unlabeled)] is invalid.')],
  ['Dawn, a named buffer', new Error('[Invalid Buffer "weights"] is invalid due to a previous error.')],
  ['Dawn, the device', new Error('[Device] is lost.')],
  ['Dawn, a pipeline', Object.assign(new Error('Device lost'), { name: 'GPUPipelineError' })],
  ['wgpu, the device', new Error('Parent device is lost')],
  ['wgpu, a buffer', new Error("Buffer with 'x' label is invalid")],
  ['wgpu, a destroyed one', new Error("Buffer with '' label has been destroyed")],
  ['WebKit, the device', new Error('GPUDevice was lost')],
  ['WebKit, a state', new DOMException('Buffer state is not Mapped', 'InvalidStateError')],
  ['a validation error', Object.assign(new Error('x'), { name: 'GPUValidationError' })],
  ['memory of the GPU', Object.assign(new Error('x'), { name: 'GPUOutOfMemoryError' })],
  [
    'no room for a buffer',
    new RangeError(
      'createBuffer failed, size (1) is too large for the implementation when mappedAtCreation == true',
    ),
  ],
  ['what is no error', { message: 'Device is lost' }],
];

test.for(lossReports)('takes for the loss of a GPU what is said by %s', ([, thrown]) => {
  expect(runFailureOf(thrown)).toMatchObject({ reason: 'device' });
});

test.for([
  new Error('The option is invalid.'),
  new TypeError('x is not a function'),
  new RangeError('Invalid array length'),
  new Error('The run was ended.'),
  null,
  undefined,
])('takes for no loss of a GPU: %s', (thrown) => {
  expect(runFailureOf(thrown)).toMatchObject({ reason: 'internal' });
});

test.for(['AbortError', 'OperationError'])('takes what a lost GPU rejects with for its loss: %s', (name) => {
  const message = 'Buffer was unmapped before mapping was resolved.';
  const thrown = new DOMException(message, name);
  expect(runFailureOf(thrown)).toMatchObject({
    reason: 'device',
    message: text.engine.deviceFailed(message),
  });
});
