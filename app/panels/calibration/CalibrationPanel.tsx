/** Predicted against observed probabilities, a figure per binary task. */
import { reliabilityOf } from '../../../src/analysis/calibration.ts';
import { effectiveSampleSize } from '../../../src/analysis/statistics.ts';
import { resplitOverlapOf, resplitsRows, sharesRows } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { shiftRatioOf } from '../../../src/run/report/findings/alarms.ts';
import type { CardSummary, RunSummary } from '../../../src/run/summary.ts';
import { formatPercent } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { seriesColor } from '../../charts/base/palette.ts';
import { ReliabilityPlot, type ReliabilitySeries } from '../../charts/calibration/ReliabilityPlot.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Help } from '../../ui/Popover.tsx';
import { styleOfCard } from '../../view/cardNames.ts';
import type { ShownRun } from '../../view/useCards.ts';

const words = text.calibration;

export function CalibrationPanel({ experiment, summary }: ShownRun) {
  return (
    <>
      <header className={panelStyles['head']}>
        <h2>{words.title}</h2>
        <Help about={words.title}>{words.help}</Help>
      </header>
      {experiment.tasks.map(
        ({ kind }, task) =>
          kind === 'binary' && (
            // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
            <TaskFigure key={task} experiment={experiment} summary={summary} task={task} />
          ),
      )}
    </>
  );
}

function TaskFigure({ experiment, summary, task }: ShownRun & { readonly task: number }) {
  const { name } = experiment.tasks[task] ?? { name: '' };
  const series = calibrationSeriesOf(experiment, summary, task);
  if (series.length === 0) return null;
  const body = series.flatMap((one) =>
    one.bins.map(({ predicted, observed, low, high, count, numReplicas }, bin) => [
      ...[name, one.name, bin + 1],
      ...[predicted, observed, low, high],
      ...[count, numReplicas],
    ]),
  );
  return (
    <ReliabilityPlot
      title={words.of(name)}
      note={words.note}
      axes={{ predicted: words.predicted, observed: words.observed }}
      series={series}
      csvRows={() => [words.header, ...body]}
      table={() => (
        <NumbersTable headings={words.header} rows={body.map((cells) => cells.map(calibrationCellText))} />
      )}
    />
  );
}

const calibrationCellText = (cell: string | number, column: number): string => {
  if (typeof cell === 'string') return cell;
  return column > 2 && column < 7 ? formatPercent(cell) : String(Math.round(cell));
};

function calibrationSeriesOf(
  experiment: Experiment,
  summary: RunSummary,
  task: number,
): readonly ReliabilitySeries[] {
  const ofCards = experiment.cards.flatMap((card) => {
    const own = summary.cards.find(({ cardId }) => cardId === card.id);
    const { name, color } = styleOfCard(card);
    return own === undefined ? [] : [{ own, name, ink: seriesColor(color) }];
  });
  return ofCards.flatMap(({ own, name, ink }) => {
    const bins = binsOfTask(experiment, own, task);
    const { mean, low, high } = shiftRatioOf(experiment, own, task);
    const said = bins.map(({ predicted, observed, ...ends }) => {
      const [p = '', o = '', l = '', h = ''] = [predicted, observed, ends.low, ends.high].map(formatPercent);
      return words.dot(name, p, o, l, h);
    });
    const interval = Number.isFinite(low) ? words.interval(low.toFixed(2), high.toFixed(2)) : '';
    return bins.length === 0
      ? []
      : [{ id: own.cardId, name, ink, bins, said, ratio: words.ratio(mean.toFixed(2), interval) }];
  });
}

function binsOfTask(
  { tasks, data }: Experiment,
  { reported: { calibration = [] } }: CardSummary,
  task: number,
) {
  const ofTask = calibration.filter((_, index) => index % tasks.length === task);
  const numKnown = ofTask.filter((bins) => bins !== null).length;
  const isSameRows = sharesRows(data) && !resplitsRows(data);
  return numKnown === 0
    ? []
    : reliabilityOf(ofTask, isSameRows ? 1 : effectiveSampleSize(numKnown, resplitOverlapOf(data)));
}
