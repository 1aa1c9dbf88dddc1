/** `npm run test:gpus`: the check of a GPU finds programs that are wrong on purpose. */
import { describe, expect, it } from 'vitest';
import { runGpuCheck } from './check/gpuCheck.ts';
import type { GpuCheckPart, GpuCheckResult } from './check/results.ts';

/** Results of one part, with every program rewritten; throws where `rewrite` finds nothing to change. */
async function checked(
  part: GpuCheckPart,
  rewrite: (wgsl: string) => string,
): Promise<readonly GpuCheckResult[]> {
  const results: GpuCheckResult[] = [];
  let numChanged = 0;
  const counted = (wgsl: string): string => {
    const changed = rewrite(wgsl);
    if (changed !== wgsl) numChanged++;
    return changed;
  };
  let failure: string | null = 'The check has not ended.';
  await runGpuCheck({
    gpu: navigator.gpu,
    vectors: [],
    only: [part],
    patience: 2,
    change: { rewrite: counted },
    emit: (event) => {
      if (event.type === 'ended') results.push(event.result);
      if (event.type === 'done') failure = event.failure;
    },
  });
  expect(failure).toBeNull();
  expect(numChanged, 'programs that hold the planted fault').toBeGreaterThan(0);
  return results;
}

/** Programs that read beyond a row. */
const beyond = (wgsl: string) => wgsl.replaceAll('i < inputDim; i++', 'i <= inputDim; i++');

describe('the check of a GPU', () => {
  it('finds and names a barrier that is missing', async () => {
    const [result] = await checked('chain', (wgsl) => wgsl.replaceAll('storageBarrier();', ''));
    expect(result).toMatchObject({
      outcome: 'wrong',
      problems: expect.arrayContaining(['row 0']),
    });
  });

  it('finds and names a store by one-hot product, which spreads a NaN', async () => {
    const oneHot = (wgsl: string) =>
      wgsl.replaceAll(
        /if \(count > (\d)u\) \{ (\w+)\[(.+?)\] = values\.[xyzw]; \}/g,
        (_, k: string, array: string, at: string) => {
          // No constants, which a compiler would take out of the product.
          const lanes = [0, 1, 2, 3].map(
            (lane) => `f32(min(count, 1u)) - ${lane === Number(k) ? '0.0' : '1.0'}`,
          );
          return `if (count > ${k}u) { ${array}[${at}] = dot(values, vec4<f32>(${lanes.join(', ')})); }`;
        },
      );
    const [result] = await checked('isolation', oneHot);
    expect(result?.outcome).toBe('wrong');
    expect(result?.problems).toContain('a store of 2 beside NaN');
  });

  it('finds and names a read beyond a row', async () => {
    const [result] = await checked('kernels', beyond);
    expect(result?.outcome).toBe('wrong');
    expect(result?.problems.join()).toMatch(/GroupedDense/);
  });
});
