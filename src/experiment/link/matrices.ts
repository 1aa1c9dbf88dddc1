/** Correlations in a link, as upper triangles; part of `link.ts`. */

import type { Report } from '../../core/schema/field.ts';
import { shownValue } from '../../core/schema/shownValue.ts';
import type { Matrix } from '../../data/types.ts';
import { text } from '../../text/text.ts';
import type { DataConfig } from '../experiment.ts';
import { correlationField } from '../fields.ts';
import { defaultCorrelation, numCellsOf, readTriangle, upperTriangleOf } from '../matrix.ts';
import type { Entry, UnreadEntries } from './entries.ts';
import { shortNumber } from './text.ts';

const { read: readWords } = text.experiment;

const CORRELATION_KEY = correlationField.linkKey;
const SECOND_CORRELATION_KEY = `${CORRELATION_KEY}2`;

export const matrixEntries = (
  numTasks: number,
  { correlation, secondCorrelation }: Pick<DataConfig, 'correlation' | 'secondCorrelation'>,
): readonly Entry[] => {
  const isDefault = triangleText(correlation) === triangleText(defaultCorrelation(numTasks));
  return [
    ...(isDefault ? [] : [[CORRELATION_KEY, triangleText(correlation)] as const]),
    ...(secondCorrelation === null
      ? []
      : [[SECOND_CORRELATION_KEY, triangleText(secondCorrelation)] as const]),
  ];
};

const triangleText = (matrix: Matrix): string => upperTriangleOf(matrix).map(shortNumber).join(',');

/** Undefined for a matrix that is absent or unreadable. */
export const matricesIn = (unread: UnreadEntries, numTasks: number, report: Report) => ({
  correlation: matrixIn(unread.take(CORRELATION_KEY), readWords.correlation, numTasks, report),
  secondCorrelation: matrixIn(
    unread.take(SECOND_CORRELATION_KEY),
    readWords.secondCorrelation,
    numTasks,
    report,
  ),
});

const matrixIn = (
  written: string | undefined,
  what: string,
  numTasks: number,
  report: Report,
): Matrix | undefined => {
  if (written === undefined) return undefined;
  const cells = written === '' ? [] : written.split(',');
  if (cells.length !== numCellsOf(numTasks)) {
    report(text.link.matrixTriangle(what, numCellsOf(numTasks), numTasks, shownValue(written)));
    return undefined;
  }
  return readTriangle(cells.map(correlationField.fromText), numTasks, report);
};
