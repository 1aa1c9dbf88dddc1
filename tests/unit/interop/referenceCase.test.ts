import { describe, expect, it } from 'vitest';
import { readReferenceCase } from '../../long/gpus/check/referenceCase.ts';
import { claiming, soundVectors, withHeader } from './vectorFiles.ts';

describe('a vector file', () => {
  it('is read when it is sound', () => {
    const { topology, numRows } = readReferenceCase(soundVectors);
    expect([topology.numTasks, topology.inputDim, numRows]).toEqual([2, 6, 16]);
  });

  it.each([
    ['num_tasks', '1000000000', /1 to 8/],
    ['num_tasks', '0', /1 to 8/],
    ['num_tasks', '2.5', /whole/],
    ['num_tasks', 'null', /got nothing\.$/],
    ['input_dim', '1000000000', /1 to 500/],
    ['num_task_experts', '1000000000', /1 to 8/],
    ['input_dim', '7', /'input' has shape \[16, 6\]; expected \[16, 7\]/],
  ])('is refused when %s is %s, before anything of that size is made', (key, value, reason) => {
    expect(() => readReferenceCase(claiming(key, value))).toThrow(reason);
  });

  it('is refused when its tensors overlap', () => {
    const input = { dtype: 'F32', shape: [16, 6], data_offsets: [0, 384] };
    const copies = Object.fromEntries(Array.from({ length: 50 }, (_, copy) => [`copy${copy}`, input]));
    expect(() => readReferenceCase(withHeader((header) => ({ ...header, ...copies })))).toThrow(/overlap/);
  });
});
