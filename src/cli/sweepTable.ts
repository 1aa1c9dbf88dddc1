/** What a sweep prints: a row per value, a column per architecture; or CSV with a row per value, architecture and task. */
import type { Interval } from '../analysis/statistics.ts';
import { type SweepPoint, sweepRows } from '../analysis/sweep.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import { isRepairedAt, type SweepAxis } from '../experiment/sweep.ts';
import { answerText } from '../text/answerText.ts';
import { cliText } from '../text/cliText.ts';
import { tableOf } from './command.ts';

const nameOf = ({ id, name }: CardConfig): string => `${id} ${name}`;

/** The line of one finished value, with its line break. */
export function pointLine(experiment: Experiment, axis: SweepAxis, { value, gains }: SweepPoint): string {
  const found = gains.map(({ cardId, overall }) => `${cardName(experiment, cardId)} ${gainText(overall)}`);
  return `${axis.field.label} ${value}: ${found.join(' · ')}\n`;
}

export function sweepTable(experiment: Experiment, axis: SweepAxis, points: readonly SweepPoint[]): string {
  const ids = points[0]?.gains.map(({ cardId }) => cardId) ?? [];
  const header = [axis.field.label, ...ids.map((id) => cardName(experiment, id))];
  const rows = points.map(({ value, gains }) => {
    const isRepaired = isRepairedAt(axis.experimentAt(experiment, value));
    return [
      `${value}${isRepaired ? cliText.repairedMark : ''}`,
      ...gains.map(({ overall }) => gainText(overall)),
    ];
  });
  const isAnyRepaired = rows.some(([value]) => value?.endsWith(cliText.repairedMark));
  return `${tableOf([header, ...rows])}\n${cliText.sweepNote}${isAnyRepaired ? ` ${cliText.repairedNote}` : ''}`;
}

export function sweepCsv(experiment: Experiment, axis: SweepAxis, points: readonly SweepPoint[]): string {
  const rows = sweepRows(points, {
    axis: axis.id,
    cardName: (id) => cardName(experiment, id),
    tasks: experiment.tasks.map(({ name }) => name),
    overall: answerText.overall,
  });
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvCell(cell: string | number): string {
  const written = String(cell);
  return /[",\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
}

function cardName({ cards }: Experiment, id: string): string {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : nameOf(card);
}

function gainText({ mean, low, high }: Interval): string {
  if (!Number.isFinite(mean)) return cliText.allDiverged;
  const interval = answerText.interval(low, high);
  return `${answerText.signed(mean)}${interval === '' ? '' : ` (${interval})`}`;
}
