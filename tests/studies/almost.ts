/**
 * `npm run study -- almost`: trains AdaTT beside each network of Almost AdaTT, which has one defect, and writes what each costs into
 * `app/recorded/almost.json`, which the page shows where networks are.
 */
import { writeFile } from 'node:fs/promises';
import { withRunner } from '../../src/cli/trainRun.ts';
import { spokenNameOf } from '../../src/run/report/verdictWords.ts';
import type { RecordedVerdicts } from '../../src/studies/recordedDefects.ts';
import { formatGain } from '../../src/text/format.ts';
import { almostExperiments } from './almostPlan.ts';
import { trainedVerdicts, writtenDefects } from './almostVerdicts.ts';
import { runStudy } from './study.ts';

const file = 'app/recorded/almost.json';

await runStudy({}, async ({ numWorkers, say, seconds }) => {
  const cells: RecordedVerdicts[] = [];
  await withRunner({ backend: 'wasm', numWorkers }, async (runner) => {
    for (const experiment of almostExperiments()) {
      const cell = await trainedVerdicts(experiment, runner);
      cells.push(cell);
      for (const { cardId, conclusion, gain } of cell.rivals)
        await say(
          `AdaTT over ${spokenNameOf(experiment, cardId)}: ${formatGain(gain.mean)}, ${conclusion}\n`,
        );
    }
  });
  await writeFile(file, writtenDefects({ backend: 'wasm', cells }));
  return { json: cells, summary: `${file}, ${seconds().toFixed(0)} s.\n`, isSound: true };
});
