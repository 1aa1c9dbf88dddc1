/**
 * `node src/cli/run.mjs tests/bench/preview.ts [--workers N]`: trains previews one after the other, each after an edit, on the
 * engine that the page's previews have in their worker, and prints how long one takes.
 */
import { parseArguments } from '../../src/cli/arguments.ts';
import { printResult, runCommand } from '../../src/cli/command.ts';
import { nodeThreads } from '../../src/cli/nodeThreads.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { previewExperimentOf } from '../../src/experiment/derived/preview.ts';
import { setCorrelation } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { PrivateSession } from '../../src/session/client/privateSession.ts';
import { createEngine } from '../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../src/session/engine/inProcessSession.ts';
import type { PreviewTiming } from './job.ts';
import { medianOf } from './measure.ts';

const numSteps = 300;
const cardIds = ['A', 'B'];
/** The first ones load the backend and the threads, and run in a slower stage of the engine's compiler. */
const [numWarmUps, numMeasured] = [10, 50];

await runCommand(async (argv) => {
  const threads = nodeThreads(parseArguments(argv).numWorkers);
  const session = createInProcessSession((emit) => createEngine(emit, threads));
  const training = new PrivateSession(() => session);
  const trained = async (place: number) => {
    const startMs = performance.now();
    const { backend } = await training.train({ experiment: editedTo(place) });
    return { ms: performance.now() - startMs, numThreads: backend.numThreads };
  };
  for (let place = 1; place <= numWarmUps; place++) await trained(place);
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
  await printResult(JSON.stringify(result));
  return 0;
});

/** The first cards of the default experiment after a slider was moved to that place, of which there are a hundred. */
function editedTo(place: number): Experiment {
  const edit = { row: 0, column: 1, value: (place % 100) / 100 };
  return previewExperimentOf(setCorrelation(defaultExperiment(), 'correlation', edit), cardIds, numSteps);
}

/** Of this process, all threads together. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
