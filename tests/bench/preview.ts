/**
 * `node src/cli/run.mjs tests/bench/preview.ts [--workers N]`: trains previews one after the other, each after an edit, on the
 * engine that the page's previews have in their worker, and prints how long one takes.
 */
import { parseArguments } from '../../src/cli/arguments.ts';
import { print, runCommand } from '../../src/cli/command.ts';
import { nodeThreads } from '../../src/cli/nodeThreads.ts';
import { UserError } from '../../src/core/errors.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { previewOf } from '../../src/experiment/derived/preview.ts';
import { setCorrelation } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { createEngine } from '../../src/session/engine/engine.ts';
import { createInProcessSession, type InProcessSession } from '../../src/session/engine/inProcessSession.ts';
import type { PreviewTiming } from './job.ts';
import { medianOf } from './measure.ts';

const numSteps = 300;
const cardIds = ['A', 'B'];
/** The first ones load the backend and the threads, and run in a slower stage of the engine's compiler. */
const [numWarmUps, numMeasured] = [10, 50];

await runCommand(async (argv) => {
  const threads = nodeThreads(parseArguments(argv).numWorkers);
  const session = createInProcessSession((emit) => createEngine(emit, threads));
  const trained = async (runId: number) => {
    const startMs = performance.now();
    const { numThreads } = await train(session, runId, editedTo(runId));
    return { ms: performance.now() - startMs, numThreads };
  };
  for (let runId = 1; runId <= numWarmUps; runId++) await trained(runId);
  const before = { ms: performance.now(), processorMs: processorMs() };
  const previews: Awaited<ReturnType<typeof trained>>[] = [];
  for (let i = 1; i <= numMeasured; i++) previews.push(await trained(numWarmUps + i));
  const processorShare = (processorMs() - before.processorMs) / (performance.now() - before.ms);
  await session.dispose();
  const result: PreviewTiming = {
    kind: 'preview',
    ms: medianOf(previews.map(({ ms }) => ms)),
    steps: numSteps,
    cards: cardIds.length,
    numThreads: Math.max(...previews.map(({ numThreads }) => numThreads)),
    processorShare,
  };
  await print(JSON.stringify(result));
  return 0;
});

/** The first cards of the default experiment after a slider was moved to that place, of which there are a hundred. */
function editedTo(place: number): Experiment {
  const edit = { row: 0, column: 1, value: (place % 100) / 100 };
  return previewOf(setCorrelation(defaultExperiment(), 'correlation', edit), cardIds, numSteps);
}

/** Resolves at the last evaluation. */
function train(
  session: InProcessSession,
  runId: number,
  experiment: Experiment,
): Promise<{ readonly numThreads: number }> {
  let numThreads = 0;
  let numEvaluated = 0;
  let end = () => {};
  const trained = new Promise<{ readonly numThreads: number }>((resolve, reject) => {
    end = session.subscribe((event) => {
      if (event.runId !== runId) return;
      if (event.type === 'failed') reject(new UserError(event.message));
      if (event.type === 'ready') ({ numThreads } = event.backend);
      if (event.type === 'evaluated' && event.loss.step === numSteps) numEvaluated += 1;
      if (numEvaluated === experiment.cards.length) resolve({ numThreads });
    });
  });
  session.send({ type: 'start', runId, experiment, excludedBackends: [], checkpoint: null });
  session.send({ type: 'play', runId, stepsPerSecond: null });
  return trained.finally(() => end());
}

/** Of this process, all threads together. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
