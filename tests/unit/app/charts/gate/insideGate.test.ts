import { describe, expect, it } from 'vitest';
import { insideGateOf } from '../../../../../app/charts/gate/insideGate.ts';
import type { ProbedNetwork } from '../../../../../src/analysis/produced/probe.ts';
import { topologyOfCard } from '../../../../../src/experiment/derived/cardTopology.ts';
import type { Topology } from '../../../../../src/models/topology.ts';
import { trainedRun } from '../../../engine/train/probeCases.ts';
import { smallExperiment } from '../../../engine/train/trainerCases.ts';
import { useWasm } from '../../../onBackends.ts';

type Vector = readonly number[];

/** All gates of a network, for one row. */
const gatesOf = (topology: Topology, probed: ProbedNetwork, features: Float32Array) =>
  topology.levels.flatMap(({ units }, level) =>
    units.map(({ owner }, unit) => insideGateOf(topology, probed, features, { level, unit, owner })),
  );

const weightedSum = (weights: Vector, vectors: readonly Vector[]): Vector =>
  (vectors[0] ?? []).map((_, place) =>
    weights.reduce((sum, weight, k) => sum + weight * (vectors[k]?.[place] ?? 0), 0),
  );

/** A dense layer of the packed tensor `[T, I + 1, D]`, for one task. */
function dense(input: Vector, packed: Float32Array, task: number, numTasks: number): Vector {
  const rows = input.length + 1;
  const outputDim = packed.length / numTasks / rows;
  return Array.from({ length: outputDim }, (_, output) =>
    [...input, 1].reduce(
      (sum, value, row) => sum + value * (packed[(task * rows + row) * outputDim + output] ?? Number.NaN),
      0,
    ),
  );
}

const expectClose = (actual: Vector, expected: Vector, what: string) => {
  expect(actual, what).toHaveLength(expected.length);
  for (const [place, value] of actual.entries())
    expect(Math.abs(value - (expected[place] ?? Number.NaN)), what).toBeLessThan(1e-6);
};

describe('inside every gate of every architecture', async () => {
  useWasm();

  it('softmax of the logits, the mix of the experts and the answer of the tower are what the engine computes', async () => {
    const { experiment, saved, probe } = await trainedRun(smallExperiment(1));
    const probed = await probe({ kind: 'test', index: 7 });
    const features = probed?.row?.features ?? new Float32Array();
    const numbers = { gates: 0, towers: 0 };
    for (const network of probed?.networks ?? []) {
      const { networkId } = network;
      const card = experiment.cards.find(({ id }) => id === networkId);
      const topology = card && topologyOfCard(card, experiment);
      const parameters = saved.cards.find(({ cardId }) => cardId === networkId)?.parameters ?? {};
      if (!topology) throw new Error(`There is no network ${networkId}.`);
      const gates = gatesOf(topology, network, features);
      // Each of several shared ones, too.
      expect(gates.map((gate) => gate?.unit)).toEqual(
        topology.levels.flatMap(({ units }) => [...units.keys()]),
      );
      for (const gate of gates) {
        if (gate === null) throw new Error(`A gate of ${networkId} was not probed.`);
        const what = `${networkId}, level ${gate.level}, unit ${gate.unit}`;
        const gated = gate.experts.filter(({ logit }) => logit !== null);
        const powers = gated.map(({ logit }) => Math.exp(logit ?? Number.NaN));
        const total = powers.reduce((sum, power) => sum + power, 0);
        expectClose(
          gated.map((one) => one.gate ?? Number.NaN),
          powers.map((power) => power / total),
          what,
        );
        const weights = gate.experts.map((one) => (one.gate ?? 0) + (one.native ?? 0));
        const outputs = gate.experts.map(({ output }) => output);
        expectClose(gate.mixed, weightedSum(weights, outputs), what);
        numbers.gates += gated.length;
        if (gate.level < topology.levels.length - 1 || gate.owner === 'shared' || topology.elementwiseGates)
          continue;
        const layers = [parameters['towers.0'], parameters['towers.1']].map(
          (one) => one ?? new Float32Array(),
        );
        const hidden = dense(gate.mixed, layers[0] ?? new Float32Array(), gate.owner, topology.numTasks).map(
          (sum) => Math.max(0, sum),
        );
        expectClose(gate.tower[0] ?? [], hidden, what);
        const answer = dense(hidden, layers[1] ?? new Float32Array(), gate.owner, topology.numTasks);
        expectClose([network.logits[0]?.[gate.owner] ?? Number.NaN], answer, what);
        numbers.towers += 1;
      }
    }
    expect(numbers.gates).toBeGreaterThan(50);
    expect(numbers.towers).toBeGreaterThan(20);
  });

  it('a gate above reads what the units below give, the gate of the first level the row', async () => {
    const { experiment, probe } = await trainedRun(smallExperiment(1));
    const probed = await probe({ kind: 'test', index: 3 });
    const features = probed?.row?.features ?? new Float32Array();
    const card = experiment.cards.find(({ architecture }) => architecture === 'adattSp');
    const topology = card && topologyOfCard(card, experiment);
    const network = probed?.networks.find(({ networkId }) => networkId === card?.id);
    if (!topology || network === undefined) throw new Error('There is no AdaTT-sp.');
    const [below, above] = [0, 1].map((level) =>
      insideGateOf(topology, network, features, { level, unit: 2, owner: 2 }),
    );
    expect(below?.inputs).toEqual([...features]);
    expect(above?.inputs).toEqual(below?.mixed);
  });
});
