/** Files of weights against those of the authors' library: same names, same shapes, same network. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readReferenceCase } from '../long/gpus/check/referenceCase.ts';
import { readSafetensors } from '../../src/interop/safetensors.ts';
import { readWeightsFile, weightsFileOf } from '../../src/interop/weightsFile.ts';
import { forwardPass } from '../../src/engine/network/forward.ts';
import { createNetwork } from '../../src/engine/network/network.ts';
import { planOf } from '../../src/engine/network/plan.ts';
import { tensor, tidy, transpose } from '../../src/engine/tf/tf.ts';
import { onNodeBackends } from '../unit/onBackends.ts';

const folder = new URL('../long/gpus/check/vectors/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.safetensors'));
const shapesIn = (bytes: Uint8Array, prefix: string) =>
  Object.fromEntries(
    [...readSafetensors(bytes).tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, { shape }]) => [name.slice(prefix.length), shape]),
  );

it('finds all vector files', () => expect(files).toHaveLength(20));

it.each(files)('%s comes back as a file of exactly its names and shapes', (file) => {
  const golden = readFileSync(new URL(file, folder));
  const { topology } = readReferenceCase(golden);
  const weights = readWeightsFile(golden, topology, file);
  const written = weightsFileOf(topology, weights, { note: 'ü' });
  expect(shapesIn(written, '')).toEqual(shapesIn(golden, 'param/'));
  expect(readWeightsFile(written, topology, file)).toEqual(weights);
});

onNodeBackends(() => {
  it.each(files)('%s gives its output when its weights are loaded', async (file) => {
    const golden = readFileSync(new URL(file, folder));
    const { topology, inputs, numRows, tensor: entry } = readReferenceCase(golden);
    const weights = readWeightsFile(golden, topology, file);
    const network = createNetwork(planOf(topology), [new Map(Object.entries(weights))]);
    const logits = tidy(() =>
      transpose(forwardPass(network.plan, network.state().parameters, tensor(inputs, [1, numRows, inputs.length / numRows])).logits),
    );
    const output = entry('output').values;
    const errors = (await logits.data()).map((value, i) => {
      const expected = output[i] ?? Number.NaN;
      return Math.abs(value - expected) / (1 + Math.abs(expected));
    });
    network.dispose();
    logits.dispose();
    expect(errors).toHaveLength(numRows * topology.numTasks);
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });
});
