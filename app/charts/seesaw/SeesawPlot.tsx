/** The gain of an architecture on one task against that on another: a dot per replica, a letter at the mean. */
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { type GainAxis, gainAxis } from '../base/gainAxis.ts';
import pictureStyles from '../base/Picture.module.css';
import { useWidth } from '../base/useWidth.ts';
import { Figure } from '../figure/Figure.tsx';
import { NumbersTable } from '../figure/NumbersTable.tsx';
import { isShown, SeesawMarks, type SeesawSeries } from './SeesawMarks.tsx';
import styles from './SeesawPlot.module.css';

/** The words of the picture and its table. */
export interface SeesawWords {
  readonly title: string;
  readonly note: string;
  /** Name for screen readers. */
  readonly name: string;
  readonly axisX: string;
  readonly axisY: string;
  readonly bothBetter: string;
  readonly bothWorse: string;
  readonly nothing: string;
  /** Heads of the columns of the table. */
  readonly columns: readonly [architecture: string, replica: string, x: string, y: string];
  readonly mean: string;
  /** A gain as it is printed. */
  readonly percent: (gain: number) => string;
}

export interface SeesawPlotProps {
  readonly series: readonly SeesawSeries[];
  readonly words: SeesawWords;
}

const HEIGHT = 320;
const INITIAL_WIDTH = 600;
const LEFT = 52;
const RIGHT = 12;
const TOP = 22;
const BOTTOM = 40;
/** Room for the words in a corner: they must not stand where something else is true. */
const CORNER = { width: 90, height: 20 };
const PIXELS_PER_X_TICK = 80;
const PIXELS_PER_Y_TICK = 50;

export function SeesawPlot(props: SeesawPlotProps) {
  const { series, words } = props;
  const [ref, width] = useWidth(INITIAL_WIDTH);
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
      title={words.title}
      note={words.note}
      unit={text.verdict.outcomes.gain}
      exportKey={series}
      again={() => <SeesawPlot {...props} />}
      csvRows={() => [words.columns, ...rowsOf(series, words.mean, String)]}
      table={() => <NumbersTable headings={words.columns} rows={rowsOf(series, words.mean, words.percent)} />}
    >
      <div ref={ref}>
        {points.length === 0 ? (
          <p className={styles['nothing']}>{words.nothing}</p>
        ) : (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={words.name}
            data-picture
            className={pictureStyles['picture']}
          >
            <Axes x={x} y={y} words={words} right={right} bottom={bottom} />
            <SeesawMarks series={series} x={x} y={y} />
          </svg>
        )}
      </div>
    </Figure>
  );
}

interface AxesProps {
  readonly x: GainAxis;
  readonly y: GainAxis;
  readonly words: SeesawWords;
  readonly right: number;
  readonly bottom: number;
}

function Axes({ x, y, words, right, bottom }: AxesProps) {
  return (
    <g>
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x.at(tick)} x2={x.at(tick)} y1={TOP} y2={bottom} className={lineOf(tick)} />
          <text x={x.at(tick)} y={bottom + 14} textAnchor="middle">
            {words.percent(tick)}
          </text>
        </g>
      ))}
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={right} y1={y.at(tick)} y2={y.at(tick)} className={lineOf(tick)} />
          <text x={LEFT - 6} y={y.at(tick)} textAnchor="end" dominantBaseline="central">
            {words.percent(tick)}
          </text>
        </g>
      ))}
      <text x={right} y={HEIGHT - 8} textAnchor="end" className={pictureStyles['name']}>
        {words.axisX}
      </text>
      <text x={0} y={11} className={pictureStyles['name']}>
        {words.axisY}
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

/** A row per replica and one for the mean of every architecture. */
function rowsOf(
  series: readonly SeesawSeries[],
  meanWord: string,
  printed: (gain: number) => string,
): readonly (readonly string[])[] {
  const cell = (gain: number) => (Number.isFinite(gain) ? printed(gain) : '');
  return series.flatMap(({ name, dots, mean }) => [
    ...dots.map(({ x, y }, replica) => [name, formatCount(replica + 1), cell(x), cell(y)]),
    [name, meanWord, cell(mean.x), cell(mean.y)],
  ]);
}
