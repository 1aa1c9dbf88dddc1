/** Prints a sweep as a table, a row per value and a column per architecture, or as CSV. */
import { csvOf } from '../core/spreadsheet.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { SweepAxis } from '../studies/sweep/axes.ts';
import { type SweepPoint, sweepRows } from '../studies/sweep/points.ts';
import { isRepairedAt } from '../studies/sweep/sweep.ts';
import { text } from '../text/text.ts';
import { alignedTable, cardName, gainText } from './command.ts';

export function pointLine(experiment: Experiment, axis: SweepAxis, { value, gains }: SweepPoint): string {
  const found = gains.map(({ cardId, overall }) => `${cardName(experiment, cardId)} ${gainText(overall)}`);
  return `${axis.field.label} ${value}: ${found.join(' · ')}`;
}

export function sweepTable(experiment: Experiment, axis: SweepAxis, points: readonly SweepPoint[]): string {
  const ids = points[0]?.gains.map(({ cardId }) => cardId) ?? [];
  const header = [axis.field.label, ...ids.map((id) => cardName(experiment, id))];
  const rows = points.map(({ value, gains }) => {
    const isRepaired = isRepairedAt(axis.experimentAt(experiment, value));
    return [
      `${value}${isRepaired ? text.cli.changedMark : ''}`,
      ...gains.map(({ overall }) => gainText(overall)),
    ];
  });
  const isAnyRepaired = rows.some(([value]) => value?.endsWith(text.cli.changedMark));
  return `${alignedTable([header, ...rows])}\n${text.cli.sweepNote}${isAnyRepaired ? ` ${text.cli.repairedNote}` : ''}`;
}

export function sweepCsv(experiment: Experiment, axis: SweepAxis, points: readonly SweepPoint[]): string {
  const rows = sweepRows(points, {
    axis: axis.id,
    cardName: (id) => cardName(experiment, id),
    tasks: experiment.tasks.map(({ name }) => name),
    overall: text.answer.overall,
  });
  return csvOf(rows, '\n');
}
