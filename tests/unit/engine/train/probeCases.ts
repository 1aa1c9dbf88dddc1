/** Runs whose rows are probed, what the engine's own passes give, and what must hold on every backend. */
import { expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import type { ProbePoints, ProbeRequest } from '../../../../src/analysis/produced/probe.ts';
import { gatesOfRow } from '../../../../src/analysis/rowGates.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import type { ReplicaData } from '../../../../src/data/types.ts';
import { forwardPass } from '../../../../src/engine/network/forward.ts';
import { createNetwork, stateOfNamed } from '../../../../src/engine/network/network.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { readInOneTransfer } from '../../../../src/engine/tf/records.ts';
import { memory, tensor, tidy, zeros } from '../../../../src/engine/tf/tf.ts';
import { initialValuesOf, replicaNumbersOf } from '../../../../src/engine/train/cardTrainer.ts';
import { chunksOf, valuesOfAllReplicas } from '../../../../src/engine/train/heldOutChunks.ts';
import { createHeldOutPasses } from '../../../../src/engine/train/heldOutPasses.ts';
import { createProber, type Prober } from '../../../../src/engine/train/probe.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { smallExperiment } from './trainerCases.ts';

const betweenParts = async () => undefined;

/** A run that was trained for some steps, and probes of it. */
export interface TrainedRun {
  readonly experiment: Experiment;
  readonly replicas: readonly ReplicaData[];
  readonly saved: Checkpoint;
  readonly probe: (points: ProbePoints, changes?: Partial<ProbeRequest>) => ReturnType<Prober['probe']>;
}

export async function trainedRun(experiment: Experiment, table: Table | null = null): Promise<TrainedRun> {
  const numbers = replicaNumbersOf(experiment);
  const replicas = await replicaDataOf(experiment, numbers, { betweenParts, table });
  const trainer = await createTrainer(experiment, null, undefined, replicas);
  for (let step = 0; step < 4; step++) trainer.trainStep(0.01);
  const saved = await trainer.checkpoint();
  trainer.dispose();
  const prober = createProber(experiment, { table, betweenParts });
  const run = { step: saved.step, isEvaluated: true, checkpoint: async () => saved };
  const networkIds = experiment.cards.map(({ id }) => id);
  const usual = { networkIds, replicas: [0], step: null, levels: 'all', experts: true } as const;
  const probe: TrainedRun['probe'] = (points, changes) => prober.probe(run, { ...usual, points, ...changes });
  return { experiment, replicas, saved, probe };
}

/** The logits of the engine's pass over the test rows, `[R*T, N]`, and the gates of that over the first of them, `[R*U, N, E]`. */
async function heldOutOf({ experiment, replicas, saved }: TrainedRun, cardId: string) {
  const card = experiment.cards.find(({ id }) => id === cardId);
  const topology = card && topologyOfCard(card, experiment);
  const savedCard = saved.cards.find((one) => one.cardId === cardId);
  if (!topology || savedCard === undefined) throw new Error('There is no such card.');
  const plan = planOf(topology, replicas[0]?.test.isSparse === true);
  const initial = replicas.map((_, replica) => initialValuesOf(topology, card, experiment, replica));
  const network = createNetwork(plan, initial);
  network.setState(tidy(() => stateOfNamed(plan, replicas.length, savedCard)));
  const chunks = chunksOf(replicas);
  const passes = await createHeldOutPasses([network], chunks, true, betweenParts);
  const lossSum = zeros([replicas.length * topology.numTasks]);
  const { logits } = await passes.read(network, lossSum);
  const [chunk] = chunks.test;
  if (chunk === undefined) throw new Error('There are test rows.');
  const { gates } = await readInOneTransfer(() => {
    const input = tensor(valuesOfAllReplicas(chunk), [...chunk.shape]);
    const { logits, levels } = forwardPass(plan, network.state().parameters, input);
    return { logits, gates: levels.map(({ gates }) => gates) };
  });
  lossSum.dispose();
  passes.dispose();
  network.dispose();
  return { topology, logits: logits.test, gates };
}

/** Holds logits and gates of some test rows of the last replica against the engine's own passes: to the bit. */
export async function expectBitsOfHeldOutPass(run: TrainedRun): Promise<void> {
  const { experiment, replicas, probe } = run;
  const replica = replicas.length - 1;
  const numRows = replicas[replica]?.test.numRows ?? 0;
  const heldOutBy = new Map<string, Awaited<ReturnType<typeof heldOutOf>>>();
  for (const { id } of experiment.cards) heldOutBy.set(id, await heldOutOf(run, id));
  for (const index of [0, 7, numRows - 1]) {
    const probed = await probe({ kind: 'test', index }, { replicas: [replica] });
    expect(probed?.networks.map(({ networkId }) => networkId)).toEqual(experiment.cards.map(({ id }) => id));
    for (const { networkId, logits, levels: inside } of probed?.networks ?? []) {
      const heldOut = heldOutBy.get(networkId);
      if (heldOut === undefined) throw new Error(`There is no network ${networkId}.`);
      const { numTasks, levels } = heldOut.topology;
      const expected = Array.from({ length: numTasks }, (_, task) => {
        const row = (replica * numTasks + task) * numRows + index;
        return heldOut.logits[row];
      });
      expect([...(logits[0] ?? [])], networkId).toEqual(expected);
      for (const [l, { units, experts }] of levels.entries()) {
        const ofLevel = heldOut.gates[l];
        const weightsOf = (unit: number) => {
          const start = ((replica * units.length + unit) * numRows + index) * experts.length;
          return [...(ofLevel?.subarray(start, start + experts.length) ?? experts.map(() => 0))];
        };
        const { gates } = inside[l] ?? {};
        expect([...(gates ?? units.flatMap(() => experts.map(() => 0)))], networkId).toEqual(
          [...units.keys()].flatMap(weightsOf),
        );
      }
    }
  }
}

/** `architectures`: some of all, where steps take long. */
export function describeProbes(architectures?: readonly string[]): void {
  it('gives the numbers of the held-out pass to the bit, and leaves nothing on the device', async () => {
    const run = await trainedRun(smallExperiment(2, architectures));
    const before = memory().numTensors;
    await expectBitsOfHeldOutPass(run);
    await run.probe({ kind: 'search', search: 'gates', rank: 0 });
    await run.probe({ kind: 'search', search: 'error', rank: 3 });
    await run.probe({ kind: 'surfaces' }, { replicas: [1, 0] });
    expect(memory().numTensors).toBe(before);
  });

  it('gives what an evaluation has where there is but one test row', async () => {
    const usual = smallExperiment(2, architectures);
    const experiment = { ...usual, data: { ...usual.data, numTestRows: 1 } };
    const run = await trainedRun(experiment);
    const trainer = await createTrainer(experiment, run.saved);
    const evaluations = await trainer.evaluate();
    trainer.dispose();
    const probed = await run.probe({ kind: 'test', index: 0 }, { replicas: [1] });
    for (const { networkId, levels } of probed?.networks ?? []) {
      const card = experiment.cards.find(({ id }) => id === networkId);
      const topology = card && topologyOfCard(card, experiment);
      const ofCard = evaluations.find(({ cardId }) => cardId === networkId)?.gates;
      expect(probed?.step).toBe(ofCard?.step);
      for (const [l, level] of (ofCard?.levels ?? []).entries()) {
        const ofReplica = (values: Float32Array) => values.slice(values.length / 2);
        const [spec, inside] = [topology?.levels[l], levels[l]];
        const { gateStd, ...others } = spec && inside ? gatesOfRow(spec, inside) : level;
        for (const [name, values] of Object.entries(others))
          expect(values, `${networkId} ${name}`).toEqual(ofReplica(level[name as keyof typeof level]));
        expect(gateStd.every((value) => value === 0)).toBe(true);
        expect(gateStd).toHaveLength(others.gateMean.length);
      }
    }
    expect(probed?.networks).toHaveLength(experiment.cards.length);
  });
}
