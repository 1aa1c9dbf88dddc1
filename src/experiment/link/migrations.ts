/**
 * Migration of older links, one version at a time. Links omit defaults, so a changed default, or a renamed or
 * removed key, needs a new version: raise `CURRENT_VERSION`, add a step, and store an old link in
 * `tests/unit/experiment/link/links.ts`.
 */

import type { ReportProblem } from '../../core/schema/field.ts';
import { numberFromText } from '../../core/schema/numberText.ts';
import { architectureOf } from '../../models/architectures.ts';
import { cardIds } from '../cardIds.ts';
import { numTasksField } from '../fields.ts';
import { numUpperCellsOf } from '../matrix.ts';
import { CURRENT_VERSION, DATA_OF_VERSION_1, readVersion } from '../versions.ts';
import { parsedEntries, SETTING_SYNTAX } from './entries.ts';
import { unescapedFromLink } from './text.ts';

/** Unescaped values by key, in order. */
export type LinkParameters = ReadonlyMap<string, string>;

export type Migration = (parameters: LinkParameters) => LinkParameters;

export const VERSION_KEY = 'v';

// Settings that links of version 1 omit, because they were defaults or not yet settings.
const VERSION_1_DEFAULTS: LinkParameters = new Map([
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

const VERSION_1_CARDS: LinkParameters = new Map([
  ['A', 'adattSp'],
  ['B', 'ple'],
  ['C', 'sharedBottom'],
]);

const fromVersion1: Migration = (given) => {
  const hasCards = given.has('cards') || cardIds.some((id) => given.has(id));
  const parameters = new Map([...VERSION_1_DEFAULTS, ...(hasCards ? [] : VERSION_1_CARDS), ...given]);
  const numTasks = numTasksField.read(numTasksField.fromText(parameters.get('tasks') ?? ''));
  for (let number = 1; number <= numTasks; number++)
    parameters.set(`t${number}`, withSetting(parameters.get(`t${number}`) ?? '', 'noise', '.1'));
  for (const id of cardIds) {
    const card = parameters.get(id);
    if (card !== undefined && isOfKnownArchitecture(card))
      parameters.set(id, withSetting(card, 'tower', '8'));
  }
  if (numTasks > 1 && !parameters.has('corr')) parameters.set('corr', firstTwoAlikeTriangle(numTasks));
  return parameters;
};

// Other architectures have no option to write out.
const isOfKnownArchitecture = (card: string): boolean =>
  architectureOf(unescapedFromLink(parsedEntries(card, SETTING_SYNTAX)[0]?.[0] ?? '')) !== undefined;

function withSetting(written: string, key: string, value: string): string {
  const { separator, assignment } = SETTING_SYNTAX;
  if (parsedEntries(written, SETTING_SYNTAX).some(([given]) => given === key)) return written;
  return [...(written === '' ? [] : [written]), key + assignment + value].join(separator);
}

function firstTwoAlikeTriangle(numTasks: number): string {
  return Array.from({ length: numUpperCellsOf(numTasks) }, (_, cell) => (cell === 0 ? '.9' : '.1')).join(',');
}

const MIGRATIONS: ReadonlyMap<number, Migration> = new Map([[1, fromVersion1]]);

/** Returns also the version it was written in. Tests pass their own steps. */
export const migrateLink = (
  parameters: LinkParameters,
  report: ReportProblem,
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
