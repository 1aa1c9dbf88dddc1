import { expect, test } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { createRunRecorder } from '../../../src/session/recorder.ts';
import { evaluated, progress, ready } from '../app/state/fakeSession.ts';

const usual = defaultExperiment();
const trained: Experiment = {
  ...usual,
  cards: cardsOf(['ple', 'singleTask']),
  training: { ...usual.training, numSteps: 25, evalEvery: 10 },
};

test('goes back to the last checkpoint with a run that lost its backend, and forgets what came after', () => {
  const recorder = createRunRecorder(trained);
  const evaluate = (step: number, loss: number) => recorder.take(evaluated(1, 'A', trained, { step, loss }));
  recorder.take(ready(1));
  evaluate(0, 3);
  evaluate(10, 2);
  recorder.take({ type: 'checkpoint', runId: 1, checkpoint: { step: 12, numSummed: 0, cards: [] } });
  evaluate(20, 1);
  recorder.take(ready(1, 12));
  expect(recorder.record().networks.get('A')?.kept.last?.steps[0]).toBe(10);
  // Elsewhere it comes out worse: best is again what the step lost had been better than.
  evaluate(20, 4);
  evaluate(25, 4);
  const kept = recorder.record().networks.get('A')?.kept;
  expect([kept?.best?.steps[0], kept?.last?.steps[0]]).toEqual([10, 25]);
});

test('is complete when every network was evaluated after the last step, whatever was evaluated in between', () => {
  const recorder = createRunRecorder(trained);
  const evaluate = (cardId: string, step: number, loss: number) =>
    recorder.take(evaluated(1, cardId, trained, { step, loss }));
  recorder.take(ready(1));
  for (const [step, loss] of [
    [0, 3],
    [7, 0.1],
    [10, 2],
  ] as const)
    for (const id of ['A', 'B']) evaluate(id, step, loss);
  recorder.take(progress(1, 'paused', 12));
  evaluate('A', 25, 4);
  expect(recorder.isComplete()).toBe(false);
  const before = recorder.record();
  evaluate('B', 25, 1);
  recorder.take(progress(1, 'finished', 25));
  expect(recorder.isComplete()).toBe(true);
  const { networks, step } = recorder.record();
  const keptOf = (id: string) => networks.get(id)?.kept;
  // Of card A that of step 10 is best: step 7, where someone paused, is none of the schedule.
  expect([keptOf('A')?.best?.steps[0], keptOf('B')?.best?.steps[0], step]).toEqual([10, 25, 25]);
  expect(before.networks.get('B')?.kept.last?.steps[0]).toBe(10);
});
