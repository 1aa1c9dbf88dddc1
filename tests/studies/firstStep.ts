/** `npm run study -- firstStep ROWS`: how long a file of that many rows x 20 columns with five ids takes to its first step (one repetition), and what memory. */
import { parseArguments } from '../../src/cli/arguments.ts';
import { megabytesOf, printResult, runCommand } from '../../src/cli/command.ts';
import { nodeThreads } from '../../src/cli/nodeThreads.ts';
import { createStream } from '../../src/core/random.ts';
import { readTableFile } from '../../src/data/importer/importer.ts';
import { tableSizesOf } from '../../src/data/table/encode.ts';
import { guessTableSetup } from '../../src/data/table/guess.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import { setTraining } from '../../src/experiment/edit.ts';
import { setTable } from '../../src/experiment/tableEdit.ts';
import { createInProcessSession } from '../../src/session/engine/inProcessSession.ts';

const targets = ['click', 'conversion'];
const idCounts = [50_000, 8000, 2000, 1500, 300];
const PIECE = 20_000;

function logOf(numRows: number): Blob {
  const { normal, uniform } = createStream('firstStep');
  const numbers = Array.from({ length: 12 }, (_, index) => `x${index}`);
  const header = ['time', ...idCounts.map((_, index) => `n${index}_id`), ...numbers, ...targets];
  const rowOf = (row: number): string => {
    const ids = idCounts.map((count) => `i${Math.floor(count * uniform() ** 3)}`);
    const inputs = numbers.map(() => normal());
    const click = Number((inputs[0] ?? 0) + normal() > 1);
    const time = new Date(Date.UTC(2026, 2) + 5000 * row).toISOString().slice(0, 19);
    const cells = inputs.map((value) => value.toFixed(4));
    return [time, ...ids, ...cells, click, click === 1 ? Number(normal() > 0.5) : ''].join(',');
  };
  const pieces = [`${header.join(',')}\n`];
  for (let row = 0; row < numRows; row += PIECE) {
    const length = Math.min(PIECE, numRows - row);
    pieces.push(`${Array.from({ length }, (_, index) => rowOf(row + index)).join('\n')}\n`);
  }
  return new Blob(pieces);
}

await runCommand(async (argv) => {
  const { positions, numWorkers } = parseArguments(argv);
  const numRows = Number(positions[0] ?? 200_000);
  const file = logOf(numRows);
  const input = { name: 'log.csv', file, bytes: () => file.stream() };
  const { table, problems } = await readTableFile(input, { form: { maxRows: numRows } });
  if (table === null) throw new Error(problems.join(' '));
  const setup = guessTableSetup(table, undefined, targets);
  const fitted = setTable(defaultExperiment(), setup, tableSizesOf(table, setup), targets);
  const experiment = trainedExperimentOf(setTraining(fitted, { numReplicas: 1 }));
  const threads = nodeThreads(numWorkers);
  const { createEngine } = await import('../../src/session/engine/engine.ts');
  const beganMs = performance.now();
  const session = createInProcessSession((emit) => createEngine(emit, threads));
  const runId = 1;
  const times = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    session.subscribe((event) => {
      const seconds = `${((performance.now() - beganMs) / 1000).toFixed(1)} s`;
      if (event.type === 'failed') reject(new Error(event.message));
      if (event.type === 'ready') {
        said.push(`ready after ${seconds}`);
        session.send({ type: 'play', runId, stepsPerSecond: null });
      }
      if (event.type === 'progress' && event.step > 0) resolve([...said, `first step ${seconds}`].join(', '));
    });
    session.send({ type: 'start', runId, experiment, table });
  });
  await session.dispose();
  const used = `${Math.round(process.resourceUsage().maxRSS / 1000)} MB`;
  await printResult(
    `${numRows} rows: ${times}; memory said ${megabytesOf(experiment, numWorkers)}, used ${used}\n`,
  );
  return 0;
});
