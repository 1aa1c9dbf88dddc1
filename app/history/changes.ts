/** Runs of the history in words: their names, and the changes from one to the next. */
import { differenceSentence, differencesBetween } from '../../src/experiment/differences.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import type { RunRecord } from '../state/history/runRecord.ts';

/** A sentence for each setting that differs; none where all are the same. */
export const changesBetween = (before: RunRecord, after: RunRecord): readonly string[] =>
  before.config === after.config
    ? []
    : differencesBetween(setUpOf(before), setUpOf(after)).map(differenceSentence);

const setUpOf = ({ config }: RunRecord): Experiment => readLink(config).experiment;

/** The name that a visitor gave a run, or what it is of. */
export const nameOf = ({ name, title }: Pick<RunRecord, 'name' | 'title'>): string => name || title;

/** True if a run has all words of a search in what is written of it. */
export const matches = ({ name, note, title, verdict }: RunRecord, query: string): boolean => {
  const written = [name, note, title, verdict].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => written.includes(word));
};
