/**
 * `npm run almost`: trains AdaTT beside each network of Almost AdaTT, which has one defect, and writes what each costs into
 * `app/recorded/almost.json`, which the page shows where networks are.
 */
import { writeFile } from 'node:fs/promises';
import { withRunner } from '../../src/cli/trainRun.ts';
import { spokenNameOf } from '../../src/run/report/verdictWords.ts';
import type { MapCell } from '../../src/studies/sweep/map.ts';
import { formatGain } from '../../src/text/format.ts';
import { almostExperiments, almostPointOf } from './almostPlan.ts';
import { trainedCell, writtenMap } from './mapCell.ts';
import { runStudy } from './study.ts';

const file = 'app/recorded/almost.json';

await runStudy({}, async ({ numWorkers, say, seconds }) => {
  const cells: MapCell[] = [];
  await withRunner({ backend: 'wasm', numWorkers }, async (runner) => {
    for (const experiment of almostExperiments()) {
      const cell = await trainedCell(almostPointOf(experiment), experiment, runner);
      cells.push(cell);
      for (const { cardId, conclusion, gain } of cell.rivals)
        await say(
          `AdaTT over ${spokenNameOf(experiment, cardId)}: ${formatGain(gain.mean)}, ${conclusion}\n`,
        );
    }
  });
  await writeFile(file, writtenMap({ backend: 'wasm', cells }));
  return { json: cells, summary: `${file}, ${seconds().toFixed(0)} s.\n`, isSound: true };
});
