/** `npm run train -- LINK|FILE.json|PRESET`: the page's engine in Node, on the same protocol, with a table at the end. */
import { UserError } from '../core/errors.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOf } from '../experiment/link.ts';
import type { BackendName, CardEvaluation } from '../experiment/run.ts';
import { createEngine } from '../session/engine.ts';
import { createInProcessSession } from '../session/inProcessSession.ts';
import type { Session, SessionEvent } from '../session/protocol.ts';
import { text } from '../text/text.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';
import { parseArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import { loadExperiment } from './loadExperiment.ts';
import { createProgressLine } from './progressLine.ts';
import { resultsOf, type TrainedRun } from './results.ts';
import { resultsTable } from './resultsTable.ts';

const runId = 1;

await runCommand(async (argv) => {
  const { positions, json, backend } = parseArguments(argv);
  const [source] = positions;
  if (source === undefined || positions.length > 1) throw new UserError(text.cli.trainUsage);
  const { experiment: loaded, problems } = await loadExperiment(source);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const training = { ...loaded.training, backend: backend ?? nodeBackend(loaded.training.backend) };
  const run = await trainToEnd({ ...loaded, training });
  const results = resultsOf(run);
  process.stdout.write(
    json
      ? `${JSON.stringify({ config: linkOf(loaded), ...results })}\n`
      : resultsTable(run.experiment, results),
  );
  return 0;
});

/** Node has no WebGPU. */
function nodeBackend(choice: Experiment['training']['backend']): 'auto' | 'wasm' | 'cpu' {
  return choice === 'webgpu' ? 'auto' : choice;
}

/** Rejects with the run's own message when it fails. */
function trainToEnd(experiment: Experiment): Promise<TrainedRun> {
  const session = createInProcessSession((emit) => createEngine(wasmPaths, emit));
  const progress = createProgressLine(process.stderr, experiment.training.numSteps);
  const evaluations: CardEvaluation[] = [];
  let backend: BackendName = 'cpu';
  let startMs = 0;
  return new Promise<TrainedRun>((resolve, reject) => {
    session.subscribe((event: SessionEvent) => {
      if (event.type === 'ready') {
        backend = event.backend.backend;
        startMs = performance.now();
        session.send({ type: 'play', runId, stepsPerSecond: null, untilStep: null });
      } else if (event.type === 'evaluated') {
        evaluations.push({ cardId: event.cardId, loss: event.loss, gates: event.gates });
      } else if (event.type === 'progress') {
        progress.show(event.step, event.stepsPerSecond);
        if (event.state === 'finished') {
          const seconds = (performance.now() - startMs) / 1000;
          resolve({ experiment, backend, evaluations, stepsPerSecond: event.step / seconds });
        }
      } else if (event.type === 'failed') {
        reject(new UserError(event.message));
      }
    });
    start(session, experiment);
  }).finally(async () => {
    progress.end();
    await session.dispose();
  });
}

function start(session: Session, experiment: Experiment): void {
  session.send({ type: 'start', runId, experiment, excludedBackends: [], checkpoint: null });
}
