/**
 * `npm run map`: trains the experiments of the map that *Sweep* opens with, and writes what is shown of them into
 * `app/recorded/map.json`, cell by cell. `npm run map -- 300 1000` trains the rows of so many labels per task, and keeps the others.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { withRunner } from '../../src/cli/trainRun.ts';
import { UserError } from '../../src/core/errors.ts';
import { type MapCell, type MapPoint, readMap } from '../../src/studies/sweep/map.ts';
import { formatGain } from '../../src/text/format.ts';
import { trainedCell, writtenMap } from './mapCell.ts';
import { mapExperimentAt, mapLabels, mapPoints } from './mapPlan.ts';
import { runStudy } from './study.ts';

const file = 'app/recorded/map.json';

await runStudy({}, async ({ positions, numWorkers, say, seconds }) => {
  const points = wantedOf(positions);
  const trained: MapCell[] = [];
  await withRunner({ backend: 'wasm', numWorkers }, async (runner) => {
    for (const point of points) {
      const cell = await trainedCell(point, mapExperimentAt(point), runner);
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
