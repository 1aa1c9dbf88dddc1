/** The networks of a background retraining are those that the results of the saved run were made with. */
import { expect, it, onTestFinished } from 'vitest';
import {
  createBackgroundRetraining,
  retrainingPlanOf,
} from '../../../../../app/state/learned/backgroundRetraining.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { memory } from '../../../../../src/engine/tf/tf.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import { BitReader, BitWriter } from '../../../../../src/run/codec/bits.ts';
import { fileFormats } from '../../../../../src/run/codec/runCodec.ts';
import { emptyRun, isStarted, type Run, runAfter, type StartedRun } from '../../../../../src/run/run.ts';
import { createEngine } from '../../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../../src/session/engine/inProcessSession.ts';
import { recordedRun } from '../../../run/recordedRuns.ts';

const opening = recordedRun();

function planFor(saved: StartedRun, replica: number) {
  const plan = retrainingPlanOf(saved, replica);
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
}

/** The run that the retraining of an experiment gives, at its end, when nothing of it is left. */
async function retrained(experiment: Experiment): Promise<Run> {
  const session = createInProcessSession((emit) => createEngine(emit));
  let ended = Promise.resolve();
  const dispose = () => {
    ended = session.dispose();
  };
  let run: Run = { ...emptyRun, experiment };
  await new Promise<void>((resolve, reject) => {
    session.subscribe((event) => {
      run = runAfter(run, event);
    });
    const onChange = () => {
      const { share, failure } = retraining.progress();
      if (failure !== null) reject(new Error(failure));
      if (share >= 1) resolve();
    };
    const retraining = createBackgroundRetraining(
      { ...session, dispose },
      { experiment },
      createTrainingQueue(),
      onChange,
    );
    onTestFinished(retraining.dispose);
    retraining.want(true);
  }).finally(dispose);
  await ended;
  return run;
}

/** The numbers of one repetition in a list of all, `[R * T]`. */
const ofReplica = (values: readonly number[], replica: number): readonly number[] =>
  values.slice(replica * opening.experiment.tasks.length, (replica + 1) * opening.experiment.tasks.length);

/** As a recording has the losses of curves. */
function asRecorded(losses: readonly number[] = []): readonly number[] {
  const to = new BitWriter();
  fileFormats.curves(1).write(to, losses);
  return fileFormats.curves(1).read(new BitReader(to.bytes), losses.length);
}

/** Another test of this process may have left a backend; without one there are no tensors. */
function numTensorsHeld(): number {
  try {
    return memory().numTensors;
  } catch {
    return 0;
  }
}

it('has at every recorded step, to the last bit that was recorded, the losses of the saved run', {
  timeout: 120_000,
}, async () => {
  const replica = 2;
  const { experiment, backend, seconds } = planFor(opening, replica);
  expect([backend, experiment.training.numReplicas, experiment.training.firstReplica]).toEqual([
    'wasm',
    1,
    2,
  ]);
  expect(seconds).toBeLessThan(20);
  const heldBefore = numTensorsHeld();
  // Every step is the same in a shorter run.
  const run = await retrained(setTraining(experiment, { numSteps: 800 }));
  expect(numTensorsHeld()).toBe(heldBefore);
  if (!isStarted(run)) throw new Error('The retraining has no data.');
  expect([...run.networks.keys()]).toEqual(['A', 'B', 'C']);
  if (run.ranOn.build !== opening.ranOn.build) return;
  for (const [id, { history }] of run.networks) {
    const recorded = opening.networks.get(id);
    const reached = (recorded?.history ?? []).filter(({ loss }) => loss.step <= 800);
    expect(reached.length).toBeGreaterThan(2);
    for (const { loss } of reached) {
      const { test, validation } = history.find((one) => one.loss.step === loss.step)?.loss ?? {};
      expect({ test: asRecorded(test), validation: asRecorded(validation) }).toEqual({
        test: ofReplica(loss.test, replica),
        validation: ofReplica(loss.validation, replica),
      });
    }
  }
});
