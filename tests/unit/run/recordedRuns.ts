/** Runs that the page shows before anything was trained. */
import { readdirSync, readFileSync } from 'node:fs';
import { savedRunOf } from '../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../src/run/run.ts';
import { summaryOf } from '../../../src/run/summary.ts';

const folder = 'app/recorded';

/** That of the opening page, and those of presets. */
export const recordedNames: readonly string[] = [
  'firstView',
  ...readdirSync(`${folder}/presets`).map((name) => `presets/${name.replace('.json', '')}`),
];

export const recordedText = (name = 'firstView'): string => readFileSync(`${folder}/${name}.json`, 'utf8');

export const recordedRun = (name?: string): StartedRun => savedRunOf(recordedText(name));

export function summarisedRun(name: string) {
  const run = recordedRun(name);
  const summary = summaryOf(run.experiment, run);
  if (summary === null) throw new Error(`There is no summary of ${name}.`);
  return { experiment: run.experiment, summary, run };
}
