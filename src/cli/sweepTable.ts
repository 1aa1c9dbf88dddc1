/** Prints a sweep as a table, a row per value and a column per architecture, or as CSV. */
import { csvOf } from '../core/spreadsheet.ts';
import { isRepairedAt, type Sweep, type SweepPoint, sweepRows } from '../studies/sweep/sweep.ts';
import { text } from '../text/text.ts';
import { alignedTable, cardName, gainText } from './command.ts';

export function sweepPointLine({ experiment, axis }: Sweep, { key, gains }: SweepPoint): string {
  const found = gains.map(({ cardId, overall }) => `${cardName(experiment, cardId)} ${gainText(overall)}`);
  return `${axis.field.label} ${key}: ${found.join(' · ')}`;
}

export function sweepTable({ experiment, axis, experimentAt }: Sweep, points: readonly SweepPoint[]): string {
  const ids = points[0]?.gains.map(({ cardId }) => cardId) ?? [];
  const header = [axis.field.label, ...ids.map((id) => cardName(experiment, id))];
  const rows = points.map(({ key, gains }) => {
    const isRepaired = isRepairedAt(experimentAt(key, []));
    return [
      `${key}${isRepaired ? text.cli.changedMark : ''}`,
      ...gains.map(({ overall }) => gainText(overall)),
    ];
  });
  const isAnyRepaired = rows.some(([value]) => value?.endsWith(text.cli.changedMark));
  return `${alignedTable([header, ...rows])}\n${text.cli.sweepNote}${isAnyRepaired ? ` ${text.cli.repairedNote}` : ''}`;
}

export function sweepCsv({ experiment, axis }: Sweep, points: readonly SweepPoint[]): string {
  const rows = sweepRows(points, {
    axis: axis.id,
    cardName: (id) => cardName(experiment, id),
    tasks: experiment.tasks.map(({ name }) => name),
    overall: text.answer.overall,
  });
  return csvOf(rows, '\n');
}
