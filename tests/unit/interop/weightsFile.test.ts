import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { readSafetensors, safetensorsOf } from '../../../src/interop/safetensors.ts';
import { readWeightsFile, weightsFileOf } from '../../../src/interop/weightsFile.ts';
import { checkpointTensorsOf } from '../../../src/models/namedTensors.ts';
import { topologyOf } from '../models/topologies.ts';
import { processorMs } from '../processorMs.ts';

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

/** A file of nothing but this header. */
function headed(header: string): Uint8Array {
  const written = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + written.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(written.length), true);
  bytes.set(written, 8);
  return bytes;
}

describe('a hostile file', () => {
  const tensor = (name: string, shape: string) =>
    `"${name}":{"dtype":"F32","shape":${shape},"data_offsets":[0,0]}`;
  const many = (count: number) => Array.from({ length: count }, (_, index) => tensor(`t${index}`, '[0]'));
  const files: readonly (readonly [string, string, RegExp])[] = [
    [
      'a million axes',
      `{${tensor('a', `[${'1,'.repeat(999_999)}1]`)}}`,
      /"a" of shape \[1(, 1){7}\] does not fit/,
    ],
    ['an endless name', `{${tensor('a'.repeat(3e6), '[1]')}}`, /"a{39}…" of shape \[1\]/],
    ['30,000 unknown tensors', `{${many(30_000).join()}}`, /names more tensors than/],
    ['200,000 unknown tensors', `{${many(200_000).join()}}`, /names more tensors than/],
    [
      'metadata nested 5,000 deep',
      `{"__metadata__":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      /texts alone/,
    ],
    ['metadata that is a list', '{"__metadata__":[1]}', /texts alone/],
    [
      'a type that is a tree',
      `{"a":{"dtype":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      /has type \[\[\[…\]\]\]/,
    ],
  ];
  it.each(files)('with %s is refused at once, in a short sentence', (_, header, says) => {
    const startMs = processorMs();
    const read = () => readWeightsFile(headed(header), oneLevel, 'A');
    expect(read).toThrow(UserError);
    expect(read).toThrow(says);
    expect(read).toThrow(/^.{1,250}$/s);
    expect(processorMs() - startMs).toBeLessThan(3000);
  });
});

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
