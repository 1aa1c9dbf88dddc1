/**
 * `npm run study -- article`: trains the experiments of the article's figures and writes what it shows of them before anything was trained into
 * `app/recorded/article.json`. With `--again` it writes nothing, and says whether the same numbers come out.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createFigureTrainer } from '../../app/learn/figureTrainer.ts';
import { pointOfRow, type RowGate, rowGateOf } from '../../app/learn/rowGate.ts';
import { nodeThreads } from '../../src/cli/nodeThreads.ts';
import { setTraining } from '../../src/experiment/edit.ts';
import { savedRunText } from '../../src/run/codec/savedRun.ts';
import { isStarted, type Networks } from '../../src/run/run.ts';
import { createInProcessSession } from '../../src/session/engine/inProcessSession.ts';
import { articleFigures } from '../../src/teach/article/figures.ts';
import { alsoRecorded } from '../../src/teach/article/numbers.ts';

const file = 'app/recorded/article.json';

const silent = { onEvaluated: () => {}, onReplaced: () => {} };

export async function recordedArticle(): Promise<string> {
  const threads = nodeThreads(null);
  const { createEngine } = await import('../../src/session/engine/engine.ts');
  const trainer = createFigureTrainer(() => createInProcessSession((emit) => createEngine(emit, threads)));
  const runs: Record<string, Record<string, unknown>> = {};
  const inside: Record<string, RowGate | null> = {};
  for (const { id, picture, at, values, start } of articleFigures) {
    const experiment = at(start);
    const ofFigure: Record<string, unknown> = {};
    for (const value of picture === 'gate' ? [] : [start, ...(alsoRecorded[id] ?? [])]) {
      const { run, seconds } = await trainer.train(at(value), silent);
      process.stderr.write(`${id} at ${value}: ${seconds.toFixed(1)} s\n`);
      if (!isStarted(run)) throw new Error(`The figure ${id} was not evaluated.`);
      ofFigure[value] = JSON.parse(
        savedRunText({ ...run, networks: withEnds(run.networks), experiment: at(value) }),
      );
    }
    runs[id] = ofFigure;
    if (picture !== 'gate') continue;
    const gateAt = async (along: number) => {
      const probed = await trainer.probe('A', pointOfRow(along));
      return probed && rowGateOf(experiment, probed);
    };
    await trainer.train(setTraining(experiment, { numSteps: 1 }), silent);
    inside['before'] = await gateAt(start);
    await trainer.train(experiment, silent);
    inside['after'] = await gateAt(start);
    inside['left'] = await gateAt(values[0] ?? 0);
    inside['right'] = await gateAt(values.at(-1) ?? 0);
  }
  trainer.dispose();
  return `${JSON.stringify({ runs, inside }, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value))}\n`;
}

/** First and last evaluations: the page draws no curves of these. */
const withEnds = (networks: Networks): Networks =>
  new Map(
    [...networks].map(([id, network]) => {
      const { history } = network;
      return [id, { ...network, history: [...history.slice(0, 1), ...history.slice(-1)] }];
    }),
  );

const written = await recordedArticle();
const isAgain = process.argv.includes('--again');
if (!isAgain) await writeFile(file, written);
const isSame = written === (await readFile(file, 'utf8'));
process.stdout.write(
  `${file}: ${written.length} bytes, ${isAgain ? `${isSame ? 'the same' : 'other'} numbers` : 'written'}\n`,
);
process.exit(isSame ? 0 : 1);
