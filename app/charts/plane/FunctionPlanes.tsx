/** Predictions of networks over a plane, or their distance from the truth, on one scale. */
import { useMemo } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { formatTick, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { divergingScale } from '../base/colorScale.ts';
import { colorLimitOf, NUM_COLOR_STEPS, planeCellOfValues, valueOfColorStep } from '../base/Fills.tsx';
import type { SeriesStyle } from '../base/palette.ts';
import type { LearnedPlanes } from './learned.ts';
import { coordinatesOf, PlaneFigure, type PlaneLegend } from './PlaneFigure.tsx';
import { explainedVarianceOf } from './reading.ts';

const words = text.learned;

/** Memoised by identity: replace what changes, never mutate it. */
export interface LearnedFigureProps {
  readonly learned: LearnedPlanes;
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
  const limit = useColorLimit(learned) * (isError ? 0.5 : 1);
  const shown = useMemo(() => {
    const ofNetworks = namedNetworkPlanes(networks, series);
    if (truth === null) return ofNetworks;
    return isError
      ? ofNetworks.map((one) => errorPlanesOf(one, truth))
      : [namedTruthPlanes(truth), ...ofNetworks];
  }, [networks, series, truth, isError]);
  const columns = useMemo(
    () =>
      shown.map(({ id, name, planes }) => ({
        id,
        name,
        cells: planes.map((plane) => planeCellOfValues(plane, limit)),
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
      readAt={(point) => functionValueAt(point, tasks, shown)}
      sentences={truth === null ? [] : explainedSentences(props, truth.planes)}
      csvRows={() => functionCsvRows(props)}
      table={() => <ExplainedTable {...props} />}
    />
  );
}

// The colour scale follows the truth if known, so that it stays fixed during training.
function useColorLimit({ truth, networks }: LearnedPlanes): number {
  const planes = truth?.planes ?? networks.flatMap((one) => one.planes);
  return useMemo(() => colorLimitOf(planes), [planes]);
}

type Truth = NonNullable<LearnedPlanes['truth']>;

const namedTruthPlanes = ({ planes }: Truth): NamedPlanes => ({ id: 'truth', name: words.truth, planes });

const namedNetworkPlanes = (
  networks: LearnedPlanes['networks'],
  series: readonly SeriesStyle[],
): readonly NamedPlanes[] =>
  series.map(({ id, name }, index) => ({ id, name, planes: networks[index]?.planes ?? [] }));

const errorPlanesOf = ({ planes, ...named }: NamedPlanes, truth: Truth): NamedPlanes => ({
  ...named,
  planes: planes.map((plane, task) =>
    plane.map((value, point) => value - (truth.planes[task]?.[point] ?? Number.NaN)),
  ),
});

const BAR = { step: 8, height: 9 } as const;
const colorLegendTicks = [
  { end: -1, anchor: 'start' },
  { end: 0, anchor: 'middle' },
  { end: 1, anchor: 'end' },
] as const;

function scaleLegend(limit: number, name: string): PlaneLegend {
  const scale = divergingScale(limit);
  const width = NUM_COLOR_STEPS * BAR.step;
  const content = (
    <g>
      <text y={9}>{name}</text>
      {Array.from({ length: NUM_COLOR_STEPS }, (_, step) => (
        <rect
          key={valueOfColorStep(step, limit)}
          x={step * BAR.step}
          y={15}
          width={BAR.step}
          height={BAR.height}
          fill={scale.paintOf(valueOfColorStep(step, limit)).fill}
          shapeRendering="crispEdges"
        />
      ))}
      {colorLegendTicks.map(({ end, anchor }) => (
        <text key={end} x={((end + 1) / 2) * width} y={35} textAnchor={anchor}>
          {formatTick(end * limit)}
        </text>
      ))}
    </g>
  );
  return { height: 38, content };
}

const functionValueAt = (
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

function explainedSentences(
  { learned, tasks, series }: LearnedFigureProps,
  truths: Truth['planes'],
): readonly string[] {
  const said = series.map(({ name }, index) =>
    words.explained(
      name,
      explainedSharesOf(learned, index, truths).map((share, task) => [tasks[task]?.name ?? '', share]),
    ),
  );
  return [...said, words.explainedHelp];
}

const explainedSharesOf = (
  { networks }: LearnedPlanes,
  index: number,
  truths: Truth['planes'],
): readonly number[] =>
  truths.map((truth, task) =>
    explainedVarianceOf(networks[index]?.planes[task] ?? new Float32Array(), truth),
  );

function ExplainedTable({ learned, tasks, series }: LearnedFigureProps) {
  const truths = learned.truth?.planes ?? null;
  if (truths === null) return <p>{text.app.ui.noValue}</p>;
  return (
    <NumbersTable
      headings={[text.app.ui.architecture, ...tasks.map(({ name }) => words.explainedColumn(name))]}
      rows={series.map(({ name }, index) => [
        name,
        ...explainedSharesOf(learned, index, truths).map((share) => formatWeight(100 * share, 1)),
      ])}
    />
  );
}

function functionCsvRows({
  learned: { truth, networks },
  tasks,
  series,
}: LearnedFigureProps): readonly CsvRow[] {
  const columns = [...(truth ? [namedTruthPlanes(truth)] : []), ...namedNetworkPlanes(networks, series)];
  const rows = tasks.flatMap(({ name }, task) =>
    Array.from(networks[0]?.planes[task] ?? [], (_, point) => [
      name,
      ...coordinatesOf(point),
      ...columns.map(({ planes }) => planes[task]?.[point] ?? Number.NaN),
    ]),
  );
  return [[words.task, 'x', 'y', ...columns.map(({ name }) => name)], ...rows];
}
