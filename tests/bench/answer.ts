/**
 * `node src/cli/run.mjs tests/bench/answer.ts PRESET [--workers N]`: trains as `npm run train` does, on the same engine with a
 * stopwatch around its trainer, and prints where the time went.
 */

import { parseArguments } from '../../src/cli/arguments.ts';
import { printResult, runCommand } from '../../src/cli/command.ts';
import { loadExperiment } from '../../src/cli/loadExperiment.ts';
import { nodeThreads } from '../../src/cli/nodeThreads.ts';
import { startBackend } from '../../src/engine/backend/startBackend.ts';
import { type CreateTrainer, createTrainer } from '../../src/engine/train/trainer.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { createClock } from '../../src/run/clock.ts';
import { PrivateSession } from '../../src/session/client/privateSession.ts';
import { createBackendKeeper } from '../../src/session/engine/backendKeeper.ts';
import { createInProcessSession } from '../../src/session/engine/inProcessSession.ts';
import { measureSpeed, productRateOf } from '../../src/session/engine/measure.ts';
import { createRunManager } from '../../src/session/engine/runManager.ts';
import { createPool, type Threads } from '../../src/session/pool/pool.ts';
import { createPooledTrainer } from '../../src/session/pool/pooledTrainer.ts';
import type { AnswerResult } from './job.ts';

/** Milliseconds. */
interface Times {
  steps: number;
  evaluations: number;
}

await runCommand(async (argv) => {
  const { positions, numWorkers } = parseArguments(argv);
  const { experiment } = await loadExperiment(positions[0] ?? '');
  const threads = nodeThreads(numWorkers);
  await printResult(JSON.stringify(await timedAnswer(trainedExperimentOf(experiment), threads)));
  return 0;
});

async function timedAnswer(experiment: Experiment, threads: Threads): Promise<AnswerResult> {
  const times: Times = { steps: 0, evaluations: 0 };
  const clock = createClock();
  const pool = createPool(threads);
  const backends = createBackendKeeper({
    start: startBackend,
    multiply: () => productRateOf(clock),
    measure: (measured, onStage) => measureSpeed(measured, createTrainer, clock, onStage, { isAlone: true }),
    wait: clock.wait,
  });
  const timedTrainer = timing(createPooledTrainer(pool), times);
  const session = createInProcessSession((emit) =>
    createRunManager({ createTrainer: timedTrainer, backends, pool, emit, clock }),
  );
  let setUpMs = 0;
  const { backend } = await new PrivateSession(() => session).train(
    { experiment },
    {
      onReady: () => {
        setUpMs = performance.now();
      },
    },
  );
  // Since this process was started.
  const seconds = performance.now() / 1000;
  await session.dispose();
  return {
    kind: 'answer',
    seconds,
    stepsSeconds: times.steps / 1000,
    evalSeconds: times.evaluations / 1000,
    setUpSeconds: setUpMs / 1000,
    numThreads: backend.numThreads,
    processorShare: processorSeconds() / seconds,
  };
}

/** Of this process, all threads together. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The same trainers, whose time is added to `times`. */
function timing(create: CreateTrainer, times: Times): CreateTrainer {
  return async (...given) => {
    const trainer = await create(...given);
    const timed = async <T>(part: keyof Times, act: () => Promise<T>): Promise<T> => {
      const startMs = performance.now();
      const value = await act();
      times[part] += performance.now() - startMs;
      return value;
    };
    // Its step changes, so a copy would not do.
    return Object.assign(Object.create(trainer), {
      trainStep: (learningRate: number) => {
        const startMs = performance.now();
        trainer.trainStep(learningRate);
        times.steps += performance.now() - startMs;
      },
      settle: () => timed('steps', trainer.settle),
      // What others find comes while this thread trains.
      beginEvaluation: () => timed('evaluations', trainer.beginEvaluation),
    });
  };
}
