/** The front of two tasks: a line per architecture, a point per pair of loss weights. */
import type { PointerEvent } from 'react';
import type { Interval } from '../../../src/analysis/statistics.ts';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import {
  type FrontLine,
  type FrontPoint,
  gainsOnFrontAt,
  nearestShare,
} from '../../../src/studies/sweep/front.ts';
import { formatGain, formatShare } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import pictureStyles from '../base/Picture.module.css';
import { type SeriesStyle, seriesColor, seriesDash } from '../base/palette.ts';
import { Figure } from '../figure/Figure.tsx';
import styles from './Front.module.css';
import { GainPlane, type PlaneAxes } from './GainPlane.tsx';

const words = text.sweep.front;

export interface FrontSeries extends SeriesStyle {
  readonly line: FrontLine;
}

interface FrontPlotProps {
  readonly series: readonly FrontSeries[];
  readonly tasks: readonly [x: string, y: string];
  readonly numReplicas: number;
  readonly share: number | null;
  readonly onShare: (share: number) => void;
}

export function FrontPlot(props: FrontPlotProps) {
  const { series, tasks, numReplicas } = props;
  const points = series.flatMap(({ line }) => line.points);
  const headings = [text.app.ui.architecture, words.weights, ...tasks];
  const rows = series.flatMap(frontTableRows);
  return (
    <Figure
      title={words.title(...tasks)}
      note={words.note(numReplicas)}
      unit={text.verdict.outcomes.gain}
      exportKey={series}
      csvRows={() => frontCsvRows(series, tasks)}
      table={() => <NumbersTable headings={headings} rows={rows} />}
    >
      <GainPlane
        points={points.map(({ x, y }) => ({ x: x.mean, y: y.mean }))}
        tasks={tasks}
        name={words.name(...tasks)}
        nothing={text.sweep.results.notTrained}
      >
        {(axes) => (
          <>
            {series.map((one) => (
              <FrontCurve key={one.id} {...one} {...axes} />
            ))}
            {series.map((one) => (
              <LossWeightRing key={one.id} {...one} {...axes} share={props.share} onShare={props.onShare} />
            ))}
          </>
        )}
      </GainPlane>
      <p className={styles['note']}>{words.grey}</p>
    </Figure>
  );
}

type FrontCurveProps = FrontSeries & PlaneAxes;

function FrontCurve({ name, color, line, x, y }: FrontCurveProps) {
  const places = line.points.map((point) => ({
    ...point,
    left: x.at(point.x.mean),
    top: y.at(point.y.mean),
  }));
  return (
    <g stroke={seriesColor(color)}>
      <title>{name}</title>
      <polyline
        fill="none"
        strokeWidth={2}
        strokeDasharray={seriesDash(color)}
        points={places.map(({ left, top }) => `${left},${top}`).join(' ')}
      />
      {places.map(({ value, left, top, isDominated, ...gains }) => (
        <g key={value} className={styles['point']} data-dominated={isDominated || undefined}>
          <title>{`${name}, ${formatShare(value)}: ${formatGain(gains.x.mean)}, ${formatGain(gains.y.mean)}`}</title>
          <path d={whiskersPath(gains, { x, y })} />
          <circle cx={left} cy={top} r={4} />
        </g>
      ))}
    </g>
  );
}

function whiskersPath({ x, y }: Pick<FrontPoint, 'x' | 'y'>, axes: PlaneAxes): string {
  const across = hasFiniteEnds(x)
    ? `M${pixelOfGain(axes.x, x.low)} ${axes.y.at(y.mean)}H${pixelOfGain(axes.x, x.high)}`
    : '';
  const upright = hasFiniteEnds(y)
    ? `M${axes.x.at(x.mean)} ${pixelOfGain(axes.y, y.low)}V${pixelOfGain(axes.y, y.high)}`
    : '';
  return across + upright;
}

type PlaneAxis = PlaneAxes['x'];

const pixelOfGain = ({ low, high, at }: PlaneAxis, gain: number): number =>
  at(Math.max(low, Math.min(high, gain)));

const hasFiniteEnds = ({ low, high }: Interval): boolean => Number.isFinite(low) && Number.isFinite(high);

function LossWeightRing(props: FrontCurveProps & Pick<FrontPlotProps, 'share' | 'onShare'>) {
  const { id, color, line, share, onShare, x, y } = props;
  const place = share === null ? null : gainsOnFrontAt(line, share);
  if (place === null) return null;
  const drag = (event: PointerEvent<SVGCircleElement>): void => {
    const picture = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (picture === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const gain = {
      x: gainAtPixel(x, event.clientX - picture.left),
      y: gainAtPixel(y, event.clientY - picture.top),
    };
    const reached = nearestShare(line, gain, { x: pixelsPerGain(x), y: pixelsPerGain(y) });
    if (reached !== null) onShare(reached);
  };
  return (
    <g>
      <circle
        className={styles['ring']}
        cx={x.at(place.x)}
        cy={y.at(place.y)}
        r={9}
        stroke={seriesColor(color)}
        data-ring
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <text
        x={x.at(place.x)}
        y={y.at(place.y)}
        textAnchor="middle"
        dominantBaseline="central"
        className={`${pictureStyles['strong']} ${styles['letter']}`}
      >
        {id}
      </text>
    </g>
  );
}

const pixelsPerGain = (axis: PlaneAxis): number => axis.at(1) - axis.at(0);

const gainAtPixel = (axis: PlaneAxis, pixel: number): number => (pixel - axis.at(0)) / pixelsPerGain(axis);

const frontTableRows = ({ name, line }: FrontSeries) =>
  line.points.map(({ value, x, y }) => [name, formatShare(value), gainWords(x), gainWords(y)]);

const gainWords = (gain: Interval): string =>
  hasFiniteEnds(gain)
    ? `${formatGain(gain.mean)} ${text.answer.interval(gain.low, gain.high)}`
    : formatGain(gain.mean);

function frontCsvRows(series: readonly FrontSeries[], tasks: readonly [string, string]): readonly CsvRow[] {
  const ends = tasks.flatMap(words.columnsOf);
  const cells = ({ mean, low, high }: Interval) =>
    [mean, low, high].map((value) => (Number.isFinite(value) ? value : ''));
  return [
    [text.app.ui.architecture, words.weights, ...ends, words.dominated],
    ...series.flatMap(({ name, line }) =>
      line.points.map(({ value, x, y, isDominated }) => [
        name,
        value,
        ...cells(x),
        ...cells(y),
        isDominated ? 1 : 0,
      ]),
    ),
  ];
}
