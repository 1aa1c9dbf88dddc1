/** Saves and loads the weights of a network under names and shapes of the authors' library, for `strict=True`; the rest is metadata. */

import type { ExportedNetwork, NamedWeights } from '../analysis/produced/networks.ts';
import { UserError } from '../core/errors.ts';
import { printablePartOf, shownValue } from '../core/schema/shownValue.ts';
import { sizeOf } from '../core/shape.ts';
import { checkpointTensorsOf, reportedStepOfTensor } from '../models/namedTensors.ts';
import type { Topology } from '../models/topology.ts';
import { text } from '../text/text.ts';
import { readSafetensors, safetensorsOf, type TensorEntry } from './safetensors.ts';

const words = text.weights;

/** Throws an `Error` if a weight of the topology is missing. */
export function weightsFileOf(
  topology: Topology,
  weights: NamedWeights,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map(tensorEntriesOf(topology, weights, ''));
  return safetensorsOf({ tensors, metadata: new Map(Object.entries({ format: 'pt', ...metadata })) });
}

/** Adam's state under PyTorch's names: `step/NAME`, `exp_avg/NAME` and `exp_avg_sq/NAME`. */
export function adamFileOf(
  topology: Topology,
  { moment1, moment2, steps }: Pick<ExportedNetwork, 'moment1' | 'moment2' | 'steps'>,
): Uint8Array<ArrayBuffer> {
  const stepOf = reportedStepOfTensor(topology, steps);
  const tensors = new Map([
    ...checkpointTensorsOf(topology).map(({ name }): [string, TensorEntry] => [
      `step/${name}`,
      { shape: [], values: Float32Array.of(stepOf(name)) },
    ]),
    ...tensorEntriesOf(topology, moment1, 'exp_avg/'),
    ...tensorEntriesOf(topology, moment2, 'exp_avg_sq/'),
  ]);
  return safetensorsOf({ tensors, metadata: new Map() });
}

const VECTOR_PREFIX = 'param/';

const MAX_NAMED_TENSORS = 4;

/** Reads initial weights. Throws a `UserError` that names tensors and shapes of another network. */
export function readWeightsFile(bytes: Uint8Array, topology: Topology, card: string): NamedWeights {
  const found = vectorFileParameters(readSafetensors(bytes).tensors);
  const expected = new Map(checkpointTensorsOf(topology).map(({ name, shape }) => [name, shape]));
  const problems: string[] = [];
  for (const [name, shape] of expected) {
    const entry = found.get(name);
    // Other writers may leave out tensors without elements.
    if (entry === undefined && sizeOf(shape) > 0) problems.push(words.missing(name, shape));
    else if (entry !== undefined && entry.shape.join() !== shape.join())
      problems.push(words.wrongShape(name, entry.shape.slice(0, 8), shape));
    else if (entry?.values.every(Number.isFinite) === false) problems.push(words.notFinite(name));
  }
  for (const [name, { shape }] of found)
    if (!expected.has(name)) problems.push(words.unknown(shownValue(name), shape.slice(0, 8)));
  if (problems.length > 0)
    throw new UserError(
      words.wrongNetwork(
        printablePartOf(card),
        problems.slice(0, MAX_NAMED_TENSORS),
        Math.max(0, problems.length - MAX_NAMED_TENSORS),
      ),
    );
  return Object.fromEntries([...found].map(([name, { values }]) => [name, values]));
}

function tensorEntriesOf(topology: Topology, weights: NamedWeights, prefix: string): [string, TensorEntry][] {
  return checkpointTensorsOf(topology).map(({ name, shape }) => {
    const values = weights[name] ?? new Float32Array();
    if (values.length !== sizeOf(shape))
      throw new Error(`The weights of ${name} are ${values.length} numbers; expected ${sizeOf(shape)}.`);
    return [prefix + name, { shape, values }];
  });
}

function vectorFileParameters(tensors: ReadonlyMap<string, TensorEntry>): ReadonlyMap<string, TensorEntry> {
  const prefixed = [...tensors].filter(([name]) => name.startsWith(VECTOR_PREFIX));
  return prefixed.length === 0
    ? tensors
    : new Map(prefixed.map(([name, entry]) => [name.slice(VECTOR_PREFIX.length), entry]));
}
