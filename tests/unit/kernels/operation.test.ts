import { expect, it } from 'vitest';
import { type Operation, registerOperation, runsReference } from '../../../src/kernels/operation.ts';
import { getKernel, registerKernel } from '../../../src/tf/tf.ts';
import '../../../src/tf/cpu.ts';

const operation: Operation<object, 'x', 'y'> = {
  kernelName: 'OfThisTest',
  inputs: { x: '[...]' },
  outputs: ['y'],
  reference: ({ x }) => ({ y: x }),
  gradient: null,
};

it('tells references from kernels', () => {
  registerKernel({ kernelName: 'OfThisTest', backendName: 'wasm', kernelFunc: () => [] });
  registerOperation(operation);
  expect(runsReference('OfThisTest', 'cpu')).toBe(true);
  expect(runsReference('OfThisTest', 'wasm')).toBe(false);
  expect(getKernel('Add', 'cpu')).toBeDefined();
  expect(runsReference('Add', 'cpu')).toBe(false);
  expect(runsReference('Unheard', 'cpu')).toBe(false);
});
