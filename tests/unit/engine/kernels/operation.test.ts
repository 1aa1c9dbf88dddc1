import { expect, it } from 'vitest';
import {
  type Operation,
  registerKernels,
  registerOperation,
  runsReference,
} from '../../../../src/engine/kernels/operation.ts';
import { getKernel, registerKernel } from '../../../../src/engine/tf/tf.ts';
import '../../../../src/engine/tf/cpu.ts';

const operation: Operation<object, 'x', 'y'> = {
  kernelName: 'OfThisTest',
  inputs: { x: '[...]' },
  outputs: ['y'],
  reference: ({ x }) => ({ y: x }),
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

it('keeps the kernel of TensorFlow.js below ours, and no earlier one of ours', () => {
  const stock = getKernel('Add', 'cpu');
  const own = { kernelName: 'Add', takes: () => false, run: () => [] };
  for (const device of [1, 2]) registerKernels('cpu', [own], () => device);
  expect(getKernel('Add', 'cpu')?.kernelFunc).toHaveProperty('stock', stock);
});
