/** Gains on one task against gains on another: a dot per replica, a letter at the mean. */
import { formatCount, formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import pictureStyles from '../base/Picture.module.css';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import { Figure } from '../figure/Figure.tsx';
import { GainPlane, type GainPoint, type PlaneAxes } from './GainPlane.tsx';

const words = text.verdict.seesaw;

interface SeesawDot extends GainPoint {
  /** An outlier, drawn as a ring. */
  readonly isFar: boolean;
}

export interface SeesawSeries extends SeriesStyle {
  /** A dot per replica; not finite if the replica diverged. */
  readonly dots: readonly SeesawDot[];
  readonly mean: GainPoint;
}

interface SeesawPlotProps {
  readonly series: readonly SeesawSeries[];
  readonly tasks: readonly [x: string, y: string];
}

export function SeesawPlot(props: SeesawPlotProps) {
  const { series, tasks } = props;
  const headings = [text.app.ui.architecture, words.replica, ...tasks];
  const points = series.flatMap(({ dots, mean }) => [...dots, mean]).filter(isFinitePoint);
  return (
    <Figure
      title={words.title(...tasks)}
      note={words.note}
      unit={text.verdict.outcomes.gain}
      exportKey={series}
      csvRows={() => [headings, ...seesawTableRows(series, String)]}
      table={() => <NumbersTable headings={headings} rows={seesawTableRows(series, formatGain)} />}
    >
      <GainPlane points={points} tasks={tasks} name={words.name(...tasks)} nothing={words.nothing}>
        {(axes) => <SeesawMarks series={series} {...axes} />}
      </GainPlane>
    </Figure>
  );
}

interface SeesawMarksProps extends PlaneAxes {
  readonly series: readonly SeesawSeries[];
}

// A line from every replica to its letter, so that colour is not needed.
function SeesawMarks({ series, x, y }: SeesawMarksProps) {
  const shown = series.filter(({ mean }) => isFinitePoint(mean));
  const place = (point: GainPoint) => ({ x: x.at(point.x), y: y.at(point.y) });
  return (
    <>
      {shown.map((one) => (
        <ReplicaLines
          key={one.id}
          color={one.color}
          mean={place(one.mean)}
          dots={one.dots.filter(isFinitePoint).map((dot) => ({ ...place(dot), isFar: dot.isFar }))}
        />
      ))}
      {shown.map((one) => (
        <MeanLetter key={one.id} {...one} mean={place(one.mean)} />
      ))}
    </>
  );
}

interface MarkProps {
  readonly color: number;
  /** Position in pixels. */
  readonly mean: GainPoint;
}

function ReplicaLines({ color, mean, dots }: MarkProps & { readonly dots: readonly SeesawDot[] }) {
  const stroke = seriesColor(color);
  return (
    <g>
      {dots.map((dot, replica) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replicas are identified by their index
        <g key={replica}>
          <line x1={mean.x} y1={mean.y} x2={dot.x} y2={dot.y} stroke={stroke} strokeOpacity={0.35} />
          <circle
            cx={dot.x}
            cy={dot.y}
            r={dot.isFar ? 4 : 3}
            fill={dot.isFar ? 'none' : stroke}
            stroke={stroke}
            data-dot={dot.isFar ? 'far' : 'near'}
          />
        </g>
      ))}
    </g>
  );
}

function MeanLetter({ color, mean: { x, y }, name, id }: MarkProps & Pick<SeesawSeries, 'name' | 'id'>) {
  return (
    <g>
      <title>{name}</title>
      <circle cx={x} cy={y} r={9} stroke={seriesColor(color)} strokeWidth={2} fill="var(--surface)" />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central" className={pictureStyles['strong']}>
        {id}
      </text>
    </g>
  );
}

const isFinitePoint = ({ x, y }: GainPoint): boolean => Number.isFinite(x) && Number.isFinite(y);

function seesawTableRows(
  series: readonly SeesawSeries[],
  printed: (gain: number) => string,
): readonly (readonly string[])[] {
  const cell = (gain: number) => (Number.isFinite(gain) ? printed(gain) : '');
  return series.flatMap(({ name, dots, mean }) => [
    ...dots.map(({ x, y }, replica) => [name, formatCount(replica + 1), cell(x), cell(y)]),
    [name, words.mean, cell(mean.x), cell(mean.y)],
  ]);
}
