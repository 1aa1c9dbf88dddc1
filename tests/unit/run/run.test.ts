import { describe, expect, it, test } from 'vitest';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { SessionEvent } from '../../../src/run/protocol.ts';
import { emptyRun, isComplete, networkOf, type Run, runAfter } from '../../../src/run/run.ts';
import { evaluated, progress, ready } from '../app/state/fakeSession.ts';

const usual = defaultExperiment();
const trained: Experiment = {
  ...usual,
  cards: cardsOf(['ple', 'singleTask']),
  training: { ...usual.training, numSteps: 25, evalEvery: 10 },
};

/** A run that takes events one after the other. */
function createRun(experiment: Experiment) {
  let run: Run = { ...emptyRun, experiment };
  return {
    take: (event: SessionEvent) => {
      run = runAfter(run, event);
    },
    run: () => run,
  };
}

test('goes back to the last checkpoint with a run that lost its backend, and forgets what came after', () => {
  const recorder = createRun(trained);
  const evaluate = (step: number, loss: number) => recorder.take(evaluated(1, 'A', trained, { step, loss }));
  recorder.take(ready(1));
  evaluate(0, 3);
  evaluate(10, 2);
  recorder.take({ type: 'checkpoint', runId: 1, checkpoint: { step: 12, numSummed: 0, cards: [] } });
  evaluate(20, 1);
  recorder.take(ready(1, 12));
  expect(recorder.run().networks.get('A')?.reportable.last?.steps[0]).toBe(10);
  // Elsewhere it comes out worse: best is again what the step lost had been better than.
  evaluate(20, 4);
  evaluate(25, 4);
  const reportable = recorder.run().networks.get('A')?.reportable;
  expect([reportable?.best?.steps[0], reportable?.last?.steps[0]]).toEqual([10, 25]);
});

test('is complete when every network was evaluated after the last step, whatever was evaluated in between', () => {
  const recorder = createRun(trained);
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
  expect(isComplete(recorder.run())).toBe(false);
  const before = recorder.run();
  evaluate('B', 25, 1);
  recorder.take(progress(1, 'finished', 25));
  expect(isComplete(recorder.run())).toBe(true);
  const { networks, step } = recorder.run();
  const keptOf = (id: string) => networks.get(id)?.reportable;
  // Of card A that of step 10 is best: step 7, where someone paused, is none of the schedule.
  expect([keptOf('A')?.best?.steps[0], keptOf('B')?.best?.steps[0], step]).toEqual([10, 25, 25]);
  expect(before.networks.get('B')?.reportable.last?.steps[0]).toBe(10);
});

describe('networks of a run', () => {
  const knownLosses = { validation: [1], test: [1], floor: [0] };
  const ofOneTask = setTraining(setNumTasks(defaultExperiment(), 1), {
    numReplicas: 1,
    numSteps: 4999,
    evalEvery: 1,
  });
  const begun = (experiment = ofOneTask): Run => ({ ...emptyRun, experiment, knownLosses });
  const evaluatedAt = (cardId: string, step: number, loss: number): SessionEvent => ({
    type: 'evaluated',
    runId: 1,
    cardId,
    loss: { step, train: [loss], validation: [loss], test: [loss], auc: [loss] },
    gates: { step, levels: [] },
  });

  it('keep each for itself and leave the run before alone', () => {
    const first = runAfter(begun(), evaluatedAt('A', 0, 1));
    const second = runAfter(first, evaluatedAt('B', 0, 1));
    expect(networkOf(second, 'A')).toBe(networkOf(first, 'A'));
    expect(first.networks.has('B')).toBe(false);
  });

  it('keep the best evaluation of a run that is too long to keep whole', () => {
    const run = Array.from({ length: 5000 }, (_, step) => step).reduce(
      (sofar, step) => runAfter(sofar, evaluatedAt('A', step, Math.abs(step - 4997))),
      begun(),
    );
    const { reportable, history } = networkOf(run, 'A');
    expect(reportable.best?.steps[0]).toBe(4997);
    expect(history.length).toBeLessThanOrEqual(512);
  });

  it('report nothing that was evaluated off the schedule, or beyond the plan', () => {
    const rarely = setTraining(ofOneTask, { evalEvery: 50, numSteps: 100 });
    const run = [0, 50, 51, 100, 101].reduce(
      (sofar, step) => runAfter(sofar, evaluatedAt('A', step, -step)),
      begun(rarely),
    );
    const { reportable, history } = networkOf(run, 'A');
    expect(history).toHaveLength(5);
    expect([reportable.best?.steps[0], reportable.last?.steps[0]]).toEqual([100, 100]);
  });
});
