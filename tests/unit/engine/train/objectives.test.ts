/** Objectives of tasks that come after others: vectors of PyTorch, and steps that are replayed, beside other cards and alone. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stepCaptureOf } from '../../../../src/engine/backend/stepCapture.ts';
import { pathLoss } from '../../../../src/engine/kernels/pathLoss/pathLoss.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { taskLoss } from '../../../../src/engine/kernels/taskLoss/taskLoss.ts';
import { backend, dispose, engine, memory, ones, type Tensor, tensor } from '../../../../src/engine/tf/tf.ts';
import { createPathObjective } from '../../../../src/engine/train/pathObjective.ts';
import { createEagerSteps, createReplayedSteps } from '../../../../src/engine/train/steps.ts';
import { pathObjectiveOf } from '../../../../src/experiment/derived/objective.ts';
import { setTask } from '../../../../src/experiment/edit.ts';
import { setCard } from '../../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { expectClose } from '../kernels/tensors.ts';
import { lossesOf, partsOf } from './stepParts.ts';
import { smallExperiment } from './trainerCases.ts';

interface Vectors {
  readonly clip: number;
  readonly lambdaC: number;
  readonly lambdaG: number;
  /** `[T][B]` each; `known` is the mask. */
  readonly logits: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
  readonly known: readonly (readonly number[])[];
  readonly cases: Readonly<
    Record<string, { readonly losses: readonly number[]; readonly gradients: readonly (readonly number[])[] }>
  >;
}

/** Written by `pathLoss.py` there. */
const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../golden/pathLoss.json', import.meta.url), 'utf8'),
);

/** Three tasks, each after the one before. */
function chainOf(experiment: Experiment): Experiment {
  return [0, 1, 2].reduce(
    (edited, task) =>
      setTask(edited, task, { kind: 'binary', positiveRate: 0.5, after: task === 0 ? null : task - 1 }),
    experiment,
  );
}

const objectives = ['conditional', 'entireSpace', 'inversePropensity'] as const;

/** A card of each objective; the last learns the weights of its losses, too. */
function oneOfEach(numReplicas: number): Experiment {
  const chain = chainOf(smallExperiment(numReplicas));
  const [first] = chain.cards;
  if (first === undefined) throw new Error('There is no card.');
  const weightings = ['fixed', 'fixed', 'uncertainty'] as const;
  const cards = weightings.map((weighting, index) => ({ ...first, id: 'ABC'.charAt(index), weighting }));
  return objectives.reduce<Experiment>(
    (edited, objective, index) => setCard(edited, 'ABC'.charAt(index), { objective }),
    { ...chain, cards },
  );
}

onNodeBackends((name) => {
  it.each(Object.entries(vectors.cases))(
    'has the losses and gradients of PyTorch: %s',
    async (title, expected) => {
      registerOperations();
      const numTasks = expected.losses.length;
      const experiment = chainOf(smallExperiment(1));
      const objective = objectives.find((one) => title.startsWith(one)) ?? 'conditional';
      const [card] = setCard({ ...experiment, cards: oneOfEach(1).cards }, 'A', {
        ...vectors,
        objective,
      }).cards;
      const found = card && pathObjectiveOf(card, experiment.tasks.slice(0, numTasks));
      const paths = found ? createPathObjective(found) : null;
      const on = (rows: Vectors['logits']) => tensor(rows.slice(0, numTasks).flat(), [numTasks, 24]);
      const [logits, labels, mask] = [on(vectors.logits), on(vectors.labels), on(vectors.known)];
      // Hidden labels are 0.
      const loss = (a: Tensor) =>
        paths === null
          ? taskLoss(a, labels, mask, { numReplicas: 1, isBinary: [1, 1, 1] })
          : pathLoss(
              { logits: a, labels, mask, coefficients: paths.coefficients },
              { numReplicas: 1, tasks: paths.tasks },
            );
      const dy = ones([numTasks]);
      const { value, grads } = engine().gradients(() => loss(logits), [logits], dy);
      expect(paths === null).toBe(title === 'conditional');
      expectClose(await value.data(), expected.losses, 3e-6);
      expectClose((await grads[0]?.data()) ?? [], expected.gradients.flat(), 3e-6);
      dispose([logits, labels, mask, dy, value, ...grads, ...(paths ? [paths.coefficients] : [])]);
    },
  );

  // What stock operations are made of is slow, and is compared with the kernels elsewhere.
  if (name === 'cpu') return;

  it('replays steps to the bytes of eager ones, of each objective as if its card were alone', async () => {
    registerOperations();
    const numBefore = memory().numTensors;
    const experiment = oneOfEach(2);
    const capture = stepCaptureOf(backend());
    if (capture === null) throw new Error('This backend does not capture.');
    const replayed = async (cards: Experiment['cards']) => {
      const parts = partsOf({ ...experiment, cards });
      return lossesOf(parts, await createReplayedSteps(capture, parts), 60);
    };
    const together = await replayed(experiment.cards);
    const eager = partsOf(experiment);
    expect(await lossesOf(eager, createEagerSteps(eager, []), 60)).toEqual(together);
    const ofCards = experiment.cards.map((_, index) =>
      together.map((losses) => losses.slice(6 * index, 6 * index + 6)),
    );
    for (const [index, card] of experiment.cards.entries())
      expect(await replayed([card])).toEqual(ofCards[index]);
    expect(new Set(ofCards.map((losses) => JSON.stringify(losses))).size).toBe(3);
    expect(together.flat().every(Number.isFinite)).toBe(true);
    expect(memory().numTensors).toBe(numBefore);
  });
});
