/** The run that the page opens with is what the engine gives for it today. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingsOf } from '../../../src/experiment/derived/trained.ts';
import { savedRunOf } from '../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { type RunSummary, summaryOf } from '../../../src/run/summary.ts';
import { outputOf, root } from '../commands.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const shown = join(root, 'app/recorded/firstView.json');
/** Training the recorded run again takes half a minute on a quiet machine. */
const timeoutMs = 240_000;

let [written, recorded, again]: [string, StartedRun | null, StartedRun | null] = ['', null, null];

async function recordAgain(): Promise<string> {
  const file = join(await temporaryFolder(), 'again.json');
  await outputOf('tests/studies/record.ts', file);
  return readFile(file, 'utf8');
}

beforeAll(async () => {
  written = await readFile(shown, 'utf8');
  recorded = savedRunOf(written);
  again = savedRunOf(await recordAgain());
}, timeoutMs);

function summaryIn(recording: StartedRun | null): RunSummary {
  if (recording === null) throw new Error('There is no recording.');
  const summary = summaryOf(recording.experiment, recording);
  if (summary === null) throw new Error('The recording is not complete.');
  return summary;
}

describe('the recorded first view', () => {
  it('is small, and complete', () => {
    expect(written.length).toBeLessThanOrEqual(40_000);
    expect([...(recorded?.networks.keys() ?? [])]).toEqual(
      recorded === null ? null : trainingsOf(recorded.experiment).map(({ cardId }) => cardId),
    );
  });

  it('is of the experiment the page opens with', () => {
    expect(again?.experiment).toEqual(recorded?.experiment);
  });

  it('is the same run as today, on the same build of the kernels to the last digit', () => {
    if (recorded?.ranOn.build === again?.ranOn.build) expect(again).toEqual(recorded);
    const [then, now] = [summaryIn(recorded), summaryIn(again)];
    for (const [index, card] of now.cards.entries()) {
      expect(card.verdict?.overall.conclusion).toBe(then.cards[index]?.verdict?.overall.conclusion);
      for (const [task, { loss }] of card.tasks.entries()) {
        const band = then.cards[index]?.tasks[task]?.loss;
        expect(loss.mean).toBeGreaterThanOrEqual(band?.low ?? Number.NaN);
        expect(loss.mean).toBeLessThanOrEqual(band?.high ?? Number.NaN);
      }
    }
  });
});
