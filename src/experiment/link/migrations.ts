/**
 * Migration of older links, one version at a time. Links omit defaults, so a changed default, or a renamed or
 * removed key, needs a new version: raise `CURRENT_VERSION`, add a step, and store an old link in
 * `tests/unit/experiment/link/links.ts`.
 */

import type { Report } from '../../core/schema/field.ts';
import { numberFromText } from '../../core/schema/numberText.ts';
import { architectureOf } from '../../models/architectures.ts';
import { cardIds } from '../cardIds.ts';
import { numTasksField } from '../fields.ts';
import { numCellsOf } from '../matrix.ts';
import { CURRENT_VERSION, DATA_OF_VERSION_1, readVersion } from '../versions.ts';
import { entriesIn, SETTING_SIGNS } from './entries.ts';
import { unescaped } from './text.ts';

/** Unescaped values by key, in order. */
export type LinkParameters = ReadonlyMap<string, string>;

/** Rewrites parameters for the next version. */
export type Migration = (parameters: LinkParameters) => LinkParameters;

export const VERSION_KEY = 'v';

// Settings that links of version 1 omit, because they were defaults or not yet settings.
const LEFT_OUT_OF_1: LinkParameters = new Map([
  ['tasks', '3'],
  ['source', 'synthetic'],
  ['train', '4000'],
  ['feat', '8'],
  ['common', '8'],
  ['budget', 'asConfigured'],
  ['unit', DATA_OF_VERSION_1.noiseUnit],
  ['redraw', DATA_OF_VERSION_1.redraw],
  ['switch', DATA_OF_VERSION_1.switching],
]);

const CARDS_OF_1: LinkParameters = new Map([
  ['A', 'adattSp'],
  ['B', 'ple'],
  ['C', 'sharedBottom'],
]);

const fromVersion1: Migration = (given) => {
  const hasCards = given.has('cards') || cardIds.some((id) => given.has(id));
  const parameters = new Map([...LEFT_OUT_OF_1, ...(hasCards ? [] : CARDS_OF_1), ...given]);
  const numTasks = numTasksField.read(numTasksField.fromText(parameters.get('tasks') ?? ''));
  for (let number = 1; number <= numTasks; number++)
    parameters.set(`t${number}`, withSetting(parameters.get(`t${number}`) ?? '', 'noise', '.1'));
  for (const id of cardIds) {
    const card = parameters.get(id);
    if (card !== undefined && isOfKnownArchitecture(card))
      parameters.set(id, withSetting(card, 'tower', '8'));
  }
  if (numTasks > 1 && !parameters.has('corr')) parameters.set('corr', firstTwoAlike(numTasks));
  return parameters;
};

// Other architectures have no option to write out.
const isOfKnownArchitecture = (card: string): boolean =>
  architectureOf(unescaped(entriesIn(card, SETTING_SIGNS)[0]?.[0] ?? '')) !== undefined;

function withSetting(written: string, key: string, value: string): string {
  const { separator, assignment } = SETTING_SIGNS;
  if (entriesIn(written, SETTING_SIGNS).some(([given]) => given === key)) return written;
  return [...(written === '' ? [] : [written]), key + assignment + value].join(separator);
}

function firstTwoAlike(numTasks: number): string {
  return Array.from({ length: numCellsOf(numTasks) }, (_, cell) => (cell === 0 ? '.9' : '.1')).join(',');
}

/** Steps from version n to n + 1, by n. */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map([[1, fromVersion1]]);

/** Returns also the version it was written in. Tests pass their own steps. */
export const migrateLink = (
  parameters: LinkParameters,
  report: Report,
  migrations: ReadonlyMap<number, Migration> = MIGRATIONS,
  current: number = CURRENT_VERSION,
): { readonly parameters: LinkParameters; readonly version: number } => {
  const written = parameters.get(VERSION_KEY);
  const given = written === undefined ? undefined : numberFromText(written);
  const version = readVersion(given, report, current);
  let migrated: LinkParameters = new Map([...parameters].filter(([key]) => key !== VERSION_KEY));
  for (let from = version; from < current; from++) migrated = migrations.get(from)?.(migrated) ?? migrated;
  return { parameters: migrated, version };
};
