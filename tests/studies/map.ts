/**
 * `npm run map`: trains the experiments of the map that *Sweep* opens with, and writes what is shown of them into
 * `app/recorded/map.json`, cell by cell. `npm run map -- 300 1000` trains the rows of so many labels per task, and keeps the others.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { verdictOf } from '../../src/analysis/verdict.ts';
import { type CommandRunner, type TrainedRun, withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { meanOfPairs } from '../../src/data/labelCorrelation.ts';
import { referenceOf } from '../../src/experiment/comparison.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { linkOf } from '../../src/experiment/link/link.ts';
import { reportedIn } from '../../src/run/pickedNetworks.ts';
import { verdictRulesOf } from '../../src/run/summary.ts';
import type { MapCell, MapPoint, MapRival } from '../../src/sweep/map.ts';
import { readMap, writtenMap } from '../../src/sweep/savedMap.ts';
import { formatGain } from '../../src/text/format.ts';
import { withoutBaseline } from './batches.ts';
import { mapExperimentAt, mapLabels, mapPoints } from './mapPlan.ts';
import { runStudy } from './study.ts';

const file = 'app/recorded/map.json';

await runStudy({}, async ({ positions, numWorkers, say, seconds }) => {
  const points = wantedOf(positions);
  const trained: MapCell[] = [];
  await withRunner({ backend: 'wasm', numWorkers }, async (runner) => {
    for (const point of points) {
      const cell = await trainedCell(point, runner);
      trained.push(cell);
      await keep(cell);
      await say(lineOf(cell));
    }
  });
  const summary = `${file}: ${trained.length} cells, ${seconds().toFixed(0)} s.\n`;
  return { json: trained, summary, isSound: true };
});

/** Throws a `UserError` for rows that there are not. */
function wantedOf(positions: readonly string[]): readonly MapPoint[] {
  const rows = positions.map(Number);
  const unknown = positions.find((_, index) => !mapLabels.includes(rows[index] ?? Number.NaN));
  if (unknown !== undefined)
    throw new UserError(`The map has no row of ${unknown} labels. Its rows are ${mapLabels.join(', ')}.`);
  return rows.length === 0 ? mapPoints : mapPoints.filter(({ numLabels }) => rows.includes(numLabels));
}

/** Trains without the baseline that the page trains beside them: the map compares rivals alone. */
async function trainedCell(point: MapPoint, runner: CommandRunner): Promise<MapCell> {
  const experiment = mapExperimentAt(point);
  const before = process.cpuUsage();
  const run = await runner.train(withoutBaseline(experiment));
  const seconds = Math.ceil(process.cpuUsage(before).user / 1e6);
  return {
    ...point,
    config: linkOf(experiment),
    seconds,
    measuredCorrelation: meanOfPairs(run.measuredCorrelation),
    rivals: rivalsIn(experiment, run),
  };
}

/** The verdict of the page on each rival, over all tasks. */
function rivalsIn(experiment: Experiment, { networks, knownLosses }: TrainedRun): readonly MapRival[] {
  const reported = reportedIn(experiment, networks);
  const rules = verdictRulesOf(experiment, true);
  const referenceId = referenceOf(experiment)?.id ?? '';
  const rivals = experiment.cards.filter(({ id }) => id !== referenceId);
  return rivals.map(({ id: cardId }) => {
    const losses = {
      reference: reported(referenceId),
      other: reported(cardId),
      nullLosses: knownLosses.test,
    };
    const { conclusion, gain, equality, level } = verdictOf(losses, rules).overall;
    return { cardId, conclusion, gain, equality, level };
  });
}

/** Puts a cell in the place of the one that was recorded before. */
async function keep(cell: MapCell): Promise<void> {
  const known = [cell, ...readMap(await readFile(file, 'utf8')).cells];
  const cells = mapPoints.flatMap(({ correlation, numLabels }) =>
    known.filter((one) => one.correlation === correlation && one.numLabels === numLabels).slice(0, 1),
  );
  await writeFile(file, writtenMap({ backend: 'wasm', cells }));
}

function lineOf({ correlation, numLabels, seconds, rivals }: MapCell): string {
  const found = rivals.map(
    ({ cardId, conclusion, gain }) => `${cardId} ${formatGain(gain.mean)} ${conclusion}`,
  );
  return `${numLabels} labels, correlation ${correlation}: ${found.join(', ')}; ${seconds} s.\n`;
}
