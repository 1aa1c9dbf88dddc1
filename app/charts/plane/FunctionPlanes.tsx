/** Predictions of networks over a plane, or their distance from the truth, on one scale. Knows no store. */
import { useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { Learned } from '../../../src/run/produced/questions.ts';
import { formatTick, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { divergingScale } from '../base/colorScale.ts';
import { limitOfValues, NUM_STEPS, stepOf, valueOfStep } from '../base/fills.ts';
import type { SeriesStyle } from '../base/palette.ts';
import { coordinatesOf, PlaneFigure, type PlaneLegend } from './PlaneFigure.tsx';
import type { PlaneCell, PlaneColumn } from './PlaneGrid.tsx';
import { explainedShare } from './reading.ts';

const words = text.learned;

/** Props of every picture of what was learned. Replace what changes, never mutate it. */
export interface LearnedFigureProps {
  readonly learned: Learned;
  /** The tasks of the picture, in its order. */
  readonly tasks: readonly { readonly task: number; readonly name: string }[];
  readonly series: readonly SeriesStyle[];
  readonly note: string;
  readonly axes: readonly string[];
}

export interface FunctionPlanesProps extends LearnedFigureProps {
  readonly view: 'prediction' | 'error';
  readonly unit: string;
}

type Planes = readonly Float32Array[];

export function FunctionPlanes(props: FunctionPlanesProps) {
  const { learned, tasks, series, note, axes, view, unit } = props;
  const { truth, networks, arrows, request } = learned;
  const limit = useLimit(learned) * (view === 'error' ? 0.5 : 1);
  const shown = useMemo(
    () =>
      networks.map(({ planes }) =>
        view === 'error' && truth !== null ? differencesOf(planes, truth.planes) : planes,
      ),
    [networks, truth, view],
  );
  const columns = useColumns(shown, view === 'prediction' ? (truth?.planes ?? null) : null, series, limit);
  const measure = view === 'error' ? words.errorUnit(unit) : unit;
  const values = [...(view === 'prediction' && truth !== null ? [truth.planes] : []), ...shown];
  return (
    <PlaneFigure
      title={words.title[view]}
      note={note}
      unit={measure}
      tasks={tasks}
      columns={columns}
      arrows={arrows}
      rows={learned.rows}
      hasSwitch={request.plane === 'switch'}
      missing={text.app.ui.noValue}
      legendWords={learned.rows.length > 0 ? [...axes, words.rows] : axes}
      legendOf={() => scaleLegend(limit, measure)}
      readAt={(point) => readingAt(point, tasks, columns, values)}
      sentences={truth === null ? [] : sentencesOf(props, truth.planes)}
      csvRows={() => csvRowsOf(props)}
      table={() => <ExplainedTable {...props} />}
    />
  );
}

/** The end of the scale: that of the truth, which does not move while networks learn, or of all predictions. */
function useLimit({ truth, networks }: Learned): number {
  const planes = truth?.planes ?? networks.flatMap((one) => one.planes);
  return useMemo(() => limitOfValues(planes), [planes]);
}

const differencesOf = (planes: Planes, truths: Planes): Planes =>
  planes.map((plane, task) => plane.map((value, point) => value - (truths[task]?.[point] ?? Number.NaN)));

function useColumns(
  shown: readonly Planes[],
  truths: Planes | null,
  series: readonly SeriesStyle[],
  limit: number,
): readonly PlaneColumn[] {
  const ofTruth = useMemo(
    () =>
      truths === null
        ? []
        : [{ id: 'truth', name: words.truth, cells: truths.map((plane) => cellOf(plane, limit)) }],
    [truths, limit],
  );
  const ofNetworks = useMemo(
    () =>
      series.map(({ id, name }, index) => ({
        id,
        name,
        cells: (shown[index] ?? []).map((plane) => cellOf(plane, limit)),
      })),
    [shown, series, limit],
  );
  return useMemo(() => [...ofTruth, ...ofNetworks], [ofTruth, ofNetworks]);
}

function cellOf(plane: Float32Array, limit: number): PlaneCell {
  const scale = divergingScale(limit);
  return {
    keyOf: (point) => {
      const value = plane[point] ?? Number.NaN;
      return Number.isFinite(value) ? String(stepOf(value, limit)) : '';
    },
    paintOf: (key) => ({ fill: scale.paintOf(valueOfStep(Number(key), limit)).fill }),
  };
}

const BAR = { step: 8, height: 9 } as const;
const ticks = [
  { end: -1, anchor: 'start' },
  { end: 0, anchor: 'middle' },
  { end: 1, anchor: 'end' },
] as const;

function scaleLegend(limit: number, name: string): PlaneLegend {
  const scale = divergingScale(limit);
  const width = NUM_STEPS * BAR.step;
  const content = (
    <g>
      <text y={9}>{name}</text>
      {Array.from({ length: NUM_STEPS }, (_, step) => (
        <rect
          key={valueOfStep(step, limit)}
          x={step * BAR.step}
          y={15}
          width={BAR.step}
          height={BAR.height}
          fill={scale.paintOf(valueOfStep(step, limit)).fill}
          shapeRendering="crispEdges"
        />
      ))}
      {ticks.map(({ end, anchor }) => (
        <text key={end} x={((end + 1) / 2) * width} y={35} textAnchor={anchor}>
          {formatTick(end * limit)}
        </text>
      ))}
    </g>
  );
  return { height: 38, content };
}

function readingAt(
  point: number,
  tasks: LearnedFigureProps['tasks'],
  columns: readonly PlaneColumn[],
  values: readonly Planes[],
): string {
  return tasks
    .map(({ name }, task) => {
      const read = columns.map(
        (column, index) => `${column.name} ${formatWeight(values[index]?.[task]?.[point] ?? Number.NaN)}`,
      );
      return text.punctuation.sentence(text.punctuation.said(name, text.punctuation.list(read)));
    })
    .join(' ');
}

function sentencesOf({ learned, tasks, series }: LearnedFigureProps, truths: Planes): readonly string[] {
  const said = series.map(({ name }, index) =>
    words.explained(
      name,
      sharesOf(learned, index, truths).map((share, task) => [tasks[task]?.name ?? '', share]),
    ),
  );
  return [...said, words.explainedHelp];
}

const sharesOf = ({ networks }: Learned, index: number, truths: Planes): readonly number[] =>
  truths.map((truth, task) => explainedShare(networks[index]?.planes[task] ?? new Float32Array(), truth));

function ExplainedTable({ learned, tasks, series }: LearnedFigureProps) {
  const truths = learned.truth?.planes ?? null;
  if (truths === null) return <p>{text.app.ui.noValue}</p>;
  return (
    <NumbersTable
      headings={[text.app.ui.architecture, ...tasks.map(({ name }) => words.explainedColumn(name))]}
      rows={series.map(({ name }, index) => [
        name,
        ...sharesOf(learned, index, truths).map((share) => formatWeight(100 * share, 1)),
      ])}
    />
  );
}

/** A row per task and point, whatever is coloured: truth and predictions. */
function csvRowsOf({ learned, tasks, series }: LearnedFigureProps): readonly CsvRow[] {
  const { truth, networks } = learned;
  const header = [words.task, 'x', 'y', ...(truth ? [words.truth] : []), ...series.map(({ name }) => name)];
  const rows = tasks.flatMap(({ name }, task) =>
    Array.from(networks[0]?.planes[task] ?? [], (_, point) => [
      name,
      ...coordinatesOf(point),
      ...(truth ? [truth.planes[task]?.[point] ?? Number.NaN] : []),
      ...networks.map(({ planes }) => planes[task]?.[point] ?? Number.NaN),
    ]),
  );
  return [header, ...rows];
}
