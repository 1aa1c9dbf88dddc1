/** The gain of an architecture on one task against that on another: a dot per replica, a letter at the mean. */
import { formatCount, formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { type GainAxis, gainAxis } from '../base/gainAxis.ts';
import pictureStyles from '../base/Picture.module.css';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import { fittedName } from '../base/textWidth.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';

const words = text.verdict.seesaw;

/** Gains as shares: 0.1 for a loss 10 % lower. */
interface GainPoint {
  readonly x: number;
  readonly y: number;
}

interface SeesawDot extends GainPoint {
  /** Far from the other replicas: drawn as a ring. */
  readonly isFar: boolean;
}

export interface SeesawSeries extends SeriesStyle {
  /** Dots in the order of replicas; not finite where one diverged. */
  readonly dots: readonly SeesawDot[];
  readonly mean: GainPoint;
}

export interface SeesawPlotProps {
  readonly series: readonly SeesawSeries[];
  /** Names of the tasks. */
  readonly tasks: readonly [x: string, y: string];
}

const HEIGHT = 320;
const LEFT = 66;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 40;
/** Room for the words in a corner: they must not stand where something else is true. */
const CORNER = { width: 90, height: 20 };
/** Room for the words beside the name of a task on an axis. */
const END_WORDS = 110;
const PIXELS_PER_X_TICK = 80;
const PIXELS_PER_Y_TICK = 50;

export function SeesawPlot(props: SeesawPlotProps) {
  const { series, tasks } = props;
  const [ref, width] = useWidth();
  const headings = [text.app.ui.architecture, words.replica, ...tasks];
  const points = series.flatMap(({ dots, mean }) => [...dots, mean]).filter(isShown);
  const [right, bottom] = [width - RIGHT, HEIGHT - BOTTOM];
  const x = gainAxis(
    points.map((point) => point.x),
    [LEFT, right],
    Math.max(2, Math.floor((right - LEFT) / PIXELS_PER_X_TICK)),
  );
  const y = gainAxis(
    points.map((point) => point.y),
    [bottom, TOP],
    Math.floor((bottom - TOP) / PIXELS_PER_Y_TICK),
  );
  return (
    <Figure
      title={words.title(...tasks)}
      note={words.note}
      unit={text.verdict.outcomes.gain}
      exportKey={series}
      again={() => <SeesawPlot {...props} />}
      csvRows={() => [headings, ...rowsOf(series, String)]}
      table={() => <NumbersTable headings={headings} rows={rowsOf(series, formatGain)} />}
    >
      <div ref={ref}>
        {points.length === 0 ? (
          <p className={pictureStyles['nothing']}>{words.nothing}</p>
        ) : (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={words.name(...tasks)}
            data-picture
            className={pictureStyles['picture']}
          >
            <Axes x={x} y={y} tasks={tasks} right={right} bottom={bottom} />
            <SeesawMarks series={series} x={x} y={y} />
          </svg>
        )}
      </div>
    </Figure>
  );
}

interface AxesProps extends Pick<SeesawPlotProps, 'tasks'> {
  readonly x: GainAxis;
  readonly y: GainAxis;
  readonly right: number;
  readonly bottom: number;
}

function Axes({ x, y, tasks, right, bottom }: AxesProps) {
  return (
    <g>
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x.at(tick)} x2={x.at(tick)} y1={TOP} y2={bottom} className={lineOf(tick)} />
          <text x={x.at(tick)} y={bottom + 14} textAnchor="middle">
            {formatGain(tick)}
          </text>
        </g>
      ))}
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={right} y1={y.at(tick)} y2={y.at(tick)} className={lineOf(tick)} />
          <text x={LEFT - 6} y={y.at(tick)} textAnchor="end" dominantBaseline="central">
            {formatGain(tick)}
          </text>
        </g>
      ))}
      <text x={(LEFT + right) / 2} y={HEIGHT - 8} textAnchor="middle" className={pictureStyles['name']}>
        {words.axis(fittedName(tasks[0], right - LEFT - END_WORDS))}
      </text>
      <text
        transform={`translate(11 ${(TOP + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
        className={pictureStyles['name']}
      >
        {words.axis(fittedName(tasks[1], bottom - TOP - END_WORDS))}
      </text>
      {right - x.at(0) > CORNER.width && y.at(0) - TOP > CORNER.height && (
        <text x={right - 4} y={TOP + 12} textAnchor="end">
          {words.bothBetter}
        </text>
      )}
      {x.at(0) - LEFT > CORNER.width && bottom - y.at(0) > CORNER.height && (
        <text x={LEFT + 4} y={bottom - 6}>
          {words.bothWorse}
        </text>
      )}
    </g>
  );
}

const lineOf = (tick: number) => pictureStyles[tick === 0 ? 'zero' : 'grid'];

interface SeesawMarksProps {
  readonly series: readonly SeesawSeries[];
  readonly x: GainAxis;
  readonly y: GainAxis;
}

/** Every replica is tied to the letter of its architecture, so that no one needs the colours. */
function SeesawMarks({ series, x, y }: SeesawMarksProps) {
  const shown = series.filter(({ mean }) => isShown(mean));
  const place = (point: GainPoint) => ({ x: x.at(point.x), y: y.at(point.y) });
  return (
    <>
      {shown.map((one) => (
        <Replicas
          key={one.id}
          color={one.color}
          mean={place(one.mean)}
          dots={one.dots.filter(isShown).map((dot) => ({ ...place(dot), isFar: dot.isFar }))}
        />
      ))}
      {shown.map((one) => (
        <Mean key={one.id} {...one} mean={place(one.mean)} />
      ))}
    </>
  );
}

interface MarkProps {
  readonly color: number;
  /** Place in pixels. */
  readonly mean: GainPoint;
}

function Replicas({ color, mean, dots }: MarkProps & { readonly dots: readonly SeesawDot[] }) {
  const stroke = seriesColor(color);
  return (
    <g>
      {dots.map((dot, replica) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a replica is its number
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

function Mean({ color, mean: { x, y }, name, id }: MarkProps & Pick<SeesawSeries, 'name' | 'id'>) {
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

const isShown = ({ x, y }: GainPoint): boolean => Number.isFinite(x) && Number.isFinite(y);

/** A row per replica and one for the mean of every architecture. */
function rowsOf(
  series: readonly SeesawSeries[],
  printed: (gain: number) => string,
): readonly (readonly string[])[] {
  const cell = (gain: number) => (Number.isFinite(gain) ? printed(gain) : '');
  return series.flatMap(({ name, dots, mean }) => [
    ...dots.map(({ x, y }, replica) => [name, formatCount(replica + 1), cell(x), cell(y)]),
    [name, words.mean, cell(mean.x), cell(mean.y)],
  ]);
}
