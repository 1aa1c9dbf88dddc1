/** Predictions of networks over a plane, or their distance from the truth, on one scale. */
import { useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatTick, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { divergingScale } from '../base/colorScale.ts';
import { limitOfValues, NUM_STEPS, scaledCell, valueOfStep } from '../base/Fills.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import type { Learned } from './learned.ts';
import { coordinatesOf, PlaneFigure, type PlaneLegend } from './PlaneFigure.tsx';
import { explainedShare } from './reading.ts';

const words = text.learned;

/** Memoised by identity: replace what changes, never mutate it. */
export interface LearnedFigureProps {
  readonly learned: Learned;
  readonly tasks: readonly { readonly task: number; readonly name: string }[];
  readonly series: readonly SeriesStyle[];
  readonly note: string;
  readonly axes: readonly string[];
}

interface FunctionPlanesProps extends LearnedFigureProps {
  readonly view: 'prediction' | 'error';
  readonly unit: string;
}

interface NamedPlanes {
  readonly id: string;
  readonly name: string;
  readonly planes: readonly Float32Array[];
}

export function FunctionPlanes(props: FunctionPlanesProps) {
  const { learned, tasks, series, note, axes, view, unit } = props;
  const { truth, networks, arrows, choice } = learned;
  const isError = view === 'error';
  const limit = useLimit(learned) * (isError ? 0.5 : 1);
  const shown = useMemo(() => {
    const ofNetworks = networksOf(networks, series);
    if (truth === null) return ofNetworks;
    return isError ? ofNetworks.map((one) => errorOf(one, truth)) : [truthOf(truth), ...ofNetworks];
  }, [networks, series, truth, isError]);
  const columns = useMemo(
    () =>
      shown.map(({ id, name, planes }) => ({
        id,
        name,
        cells: planes.map((plane) => scaledCell(plane, limit)),
      })),
    [shown, limit],
  );
  const measure = isError ? words.errorUnit(unit) : unit;
  return (
    <PlaneFigure
      {...{ note, tasks, columns, arrows }}
      title={words.title[view]}
      unit={measure}
      rows={learned.rows}
      hasSwitch={choice.plane === 'switch'}
      missing={text.app.ui.noValue}
      legendWords={learned.rows.length > 0 ? [...axes, words.rows] : axes}
      legendOf={() => scaleLegend(limit, measure)}
      readAt={(point) => readingAt(point, tasks, shown)}
      sentences={truth === null ? [] : sentencesOf(props, truth.planes)}
      csvRows={() => csvRowsOf(props)}
      table={() => <ExplainedTable {...props} />}
    />
  );
}

// The colour scale follows the truth if known, so that it stays fixed during training.
function useLimit({ truth, networks }: Learned): number {
  const planes = truth?.planes ?? networks.flatMap((one) => one.planes);
  return useMemo(() => limitOfValues(planes), [planes]);
}

type Truth = NonNullable<Learned['truth']>;

const truthOf = ({ planes }: Truth): NamedPlanes => ({ id: 'truth', name: words.truth, planes });

const networksOf = (networks: Learned['networks'], series: readonly SeriesStyle[]): readonly NamedPlanes[] =>
  series.map(({ id, name }, index) => ({ id, name, planes: networks[index]?.planes ?? [] }));

const errorOf = ({ planes, ...named }: NamedPlanes, truth: Truth): NamedPlanes => ({
  ...named,
  planes: planes.map((plane, task) =>
    plane.map((value, point) => value - (truth.planes[task]?.[point] ?? Number.NaN)),
  ),
});

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

const readingAt = (
  point: number,
  tasks: LearnedFigureProps['tasks'],
  shown: readonly NamedPlanes[],
): string =>
  tasks
    .map(({ name }, task) => {
      const read = shown.map((one) => `${one.name} ${formatWeight(one.planes[task]?.[point] ?? Number.NaN)}`);
      return text.punctuation.sentence(text.punctuation.said(name, text.punctuation.list(read)));
    })
    .join(' ');

function sentencesOf(
  { learned, tasks, series }: LearnedFigureProps,
  truths: Truth['planes'],
): readonly string[] {
  const said = series.map(({ name }, index) =>
    words.explained(
      name,
      sharesOf(learned, index, truths).map((share, task) => [tasks[task]?.name ?? '', share]),
    ),
  );
  return [...said, words.explainedHelp];
}

const sharesOf = ({ networks }: Learned, index: number, truths: Truth['planes']): readonly number[] =>
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

function csvRowsOf({ learned: { truth, networks }, tasks, series }: LearnedFigureProps): readonly CsvRow[] {
  const columns = [...(truth ? [truthOf(truth)] : []), ...networksOf(networks, series)];
  const rows = tasks.flatMap(({ name }, task) =>
    Array.from(networks[0]?.planes[task] ?? [], (_, point) => [
      name,
      ...coordinatesOf(point),
      ...columns.map(({ planes }) => planes[task]?.[point] ?? Number.NaN),
    ]),
  );
  return [[words.task, 'x', 'y', ...columns.map(({ name }) => name)], ...rows];
}
