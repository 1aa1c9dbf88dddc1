import { describe, expect, it } from 'vitest';
import { readSafetensors, safetensorsOf } from '../../../src/interop/safetensors.ts';
import { readWeightsFile, weightsFileOf } from '../../../src/interop/weightsFile.ts';
import { checkpointTensorsOf } from '../../../src/models/namedTensors.ts';
import { topologyOf } from '../models/topologies.ts';

const context = { numTasks: 2, inputDim: 3 };
const adattOf = (levelDims: readonly (readonly number[])[]) =>
  topologyOf('adatt', { levelDims, numTaskExperts: 1, numSharedExperts: 2, towerDims: [2] }, context);
const oneLevel = adattOf([[4]]);
const weightsOf = (topology: typeof oneLevel) =>
  Object.fromEntries(
    checkpointTensorsOf(topology).map(({ name, shape }) => [
      name,
      Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, (_, i) => i / 8),
    ]),
  );
const file = weightsFileOf(oneLevel, weightsOf(oneLevel), {});

/** The file with its tensors changed. */
const changed = (change: (tensors: ReturnType<typeof readSafetensors>['tensors']) => Map<string, never>) =>
  safetensorsOf({ tensors: change(readSafetensors(file).tensors), metadata: new Map() });

describe('a file of weights', () => {
  it('has the empty weights of a shared unit that one level does not have, as the library writes them', () => {
    const { tensors } = readSafetensors(file);
    expect(tensors.get('mtl_arch.self_exp_weights.2')?.shape).toEqual([0, 2]);
    expect(tensors.get('mtl_arch.self_exp_weights.1')?.shape).toEqual([1, 1]);
    expect(checkpointTensorsOf(adattOf([[4], [4]])).filter(({ shape }) => shape.includes(0))).toEqual([]);
  });

  it('comes back with its text, and begins its tensors at a multiple of 8', () => {
    const written = weightsFileOf(oneLevel, weightsOf(oneLevel), { link: 'tasks=2&n=ü' });
    expect(readSafetensors(written).metadata.get('link')).toBe('tasks=2&n=ü');
    expect(new DataView(written.buffer).getBigUint64(0, true) % 8n).toBe(0n);
    expect(readWeightsFile(written, oneLevel, 'A')).toEqual(weightsOf(oneLevel));
  });

  it('may lack tensors without elements', () => {
    const without = changed(
      (tensors) => new Map([...tensors].filter(([, { shape }]) => !shape.includes(0))) as never,
    );
    expect(() => readWeightsFile(without, oneLevel, 'A')).not.toThrow();
  });

  it('names tensors and shapes when it is of another network', () => {
    expect(() => readWeightsFile(file, adattOf([[5]]), 'B AdaTT')).toThrow(
      /not the weights of B AdaTT: .*experts\.0\.0\.mlp_net\.0\.weight has shape \[4, 3\], not \[5, 3\].*and \d+ more/,
    );
    expect(() => readWeightsFile(file, adattOf([[4], [4]]), 'A')).toThrow(
      /experts\.1\.0\.mlp_net\.0\.weight \[4, 4\] is missing/,
    );
    const extra = changed(
      (tensors) => new Map([...tensors, ['what', { shape: [1], values: new Float32Array(1) }]]) as never,
    );
    expect(() => readWeightsFile(extra, oneLevel, 'A')).toThrow(/"what" \[1\] has no place/);
  });

  it('is refused when a value is no number', () => {
    const weights = weightsOf(oneLevel);
    weights['task_modules.0.1.bias'] = Float32Array.of(Number.NaN);
    expect(() => readWeightsFile(weightsFileOf(oneLevel, weights, {}), oneLevel, 'A')).toThrow(
      /task_modules\.0\.1\.bias holds values that are no numbers/,
    );
  });
});
