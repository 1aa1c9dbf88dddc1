import { beforeAll, expect, it } from 'vitest';
import type { ReplicaData } from '../../../../src/data/types.ts';
import { startCpu } from '../../../../src/engine/backend/startBackend.ts';
import { createDeviceData } from '../../../../src/engine/train/deviceData.ts';
import { freeTensorsAtEnd } from '../../ownTensors.ts';

freeTensorsAtEnd();
beforeAll(startCpu);

/** Four rows, of which the second task labels two, with these weights. */
function replicaWith(weights?: Float32Array): ReplicaData {
  const [targets, mask] = [new Float32Array(8), Float32Array.of(1, 1, 1, 1, 1, 1, 0, 0)];
  const split = { numRows: 4, inputs: new Float32Array(4), targets, mask, ...(weights && { weights }) };
  const heldOut = { ...split, floor: [Number.NaN, Number.NaN] };
  return { train: split, validation: heldOut, test: heldOut };
}

it.each([
  ['no weights', undefined, [4, 2]],
  ['weights of all rows', Float32Array.of(0.5, 1, 1, 1.5), [4, 2]],
  ['a labelled row without weight', Float32Array.of(0, 2, 1, 1), [3, 1]],
  ['rows without weight', Float32Array.of(0, 0, 2, 2), [2, 0]],
])('counts the batches of an epoch that hold a label that counts: %s', (_, weights, counts) => {
  // A batch is a row.
  const data = createDeviceData([replicaWith(weights)], { replicas: [0], seed: 1, batchSize: 1 });
  expect(data.numLabelledBatches(0, 4)).toEqual(counts);
  data.dispose();
});
