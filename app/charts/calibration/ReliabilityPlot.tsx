/** Predicted against observed probabilities by bin, in a square per model on one scale. */
import type { ReliabilityBin } from '../../../src/analysis/calibration.ts';
import { formatPercentTick } from '../../../src/text/format.ts';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { fittedName } from '../base/textWidth.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';

export interface ReliabilitySeries {
  readonly id: string;
  readonly name: string;
  readonly ink: string;
  readonly bins: readonly ReliabilityBin[];
  readonly ratio: string;
  readonly said: readonly string[];
}

interface ReliabilityPlotProps extends Pick<FigureProps, 'title' | 'note' | 'csvRows' | 'table'> {
  readonly series: readonly ReliabilitySeries[];
  readonly axes: { readonly predicted: string; readonly observed: string };
}

const SQUARE_HEAD_HEIGHT = 58;
const SQUARE_FOOT_HEIGHT = 40;
const GAP = 12;
const BIN_DOT_RADIUS = 3;

export function ReliabilityPlot({ series, axes, ...figure }: ReliabilityPlotProps) {
  return (
    <Figure {...figure}>
      <ReliabilitySquares series={series} axes={axes} title={figure.title} />
    </Figure>
  );
}

function ReliabilitySquares({
  series,
  axes,
  title,
}: Pick<ReliabilityPlotProps, 'series' | 'axes' | 'title'>) {
  const [ref, width] = useWidth();
  const highest = Math.max(
    ...series.flatMap(({ bins }) => bins.flatMap(({ predicted, high }) => [predicted, high])),
  );
  const layout = reliabilityLayout(width, series.length, highest);
  const rowHeight = SQUARE_HEAD_HEIGHT + layout.size + SQUARE_FOOT_HEIGHT + GAP;
  const numRows = Math.ceil(series.length / layout.numColumns);
  return (
    <div ref={ref}>
      <Picture
        name={`${title}. ${series.map(({ name, ratio }) => `${name}: ${ratio}`).join('. ')}.`}
        width={width}
        height={numRows * rowHeight - GAP}
      >
        {series.map((one, index) => {
          const x = (index % layout.numColumns) * layout.pitch;
          const y = Math.floor(index / layout.numColumns) * rowHeight;
          return (
            <g key={one.id} transform={`translate(${x + layout.left} ${y + SQUARE_HEAD_HEIGHT})`}>
              <ReliabilitySquare one={one} layout={layout} axes={axes} />
            </g>
          );
        })}
      </Picture>
    </div>
  );
}

interface ReliabilitySquareProps {
  readonly one: ReliabilitySeries;
  readonly layout: ReliabilityLayout;
  readonly axes: ReliabilityPlotProps['axes'];
}

function ReliabilitySquare({ one: { name, ratio, bins, said, ink }, layout, axes }: ReliabilitySquareProps) {
  const { size, at, ticks, left, most } = layout;
  const up = (share: number) => size - at(share);
  return (
    <>
      <text x={-left} y={14 - SQUARE_HEAD_HEIGHT} className={pictureStyles['strong']}>
        {fittedName(name, left + size)}
      </text>
      <text x={-left} y={30 - SQUARE_HEAD_HEIGHT}>
        {ratio}
      </text>
      <text x={-left} y={-8}>
        {axes.observed}
      </text>
      <text x={size} y={size + 32} textAnchor="end">
        {axes.predicted}
      </text>
      <rect width={size} height={size} fill="none" className={pictureStyles['grid']} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${at(tick)} 0V${size}M0 ${up(tick)}H${size}`} className={pictureStyles['grid']} />
          <text x={at(tick)} y={size + 16} textAnchor="middle">
            {formatPercentTick(tick)}
          </text>
          <text x={-5} y={up(tick) + 4} textAnchor="end">
            {formatPercentTick(tick)}
          </text>
        </g>
      ))}
      <path
        d={`M0 ${size}L${at(most)} ${up(most)}`}
        strokeDasharray="4 3"
        className={pictureStyles['zero']}
      />
      {bins.map(({ predicted, observed, low, high }, bin) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
        <g key={bin} stroke={ink}>
          <title>{said[bin]}</title>
          <path d={`M${at(predicted)} ${up(low)}V${up(high)}`} strokeWidth={2} />
          <circle cx={at(predicted)} cy={up(observed)} r={BIN_DOT_RADIUS} fill={ink} />
        </g>
      ))}
    </>
  );
}

const PROBABILITY_TICKS = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1] as const;
const TICK_WIDTH = 36;
const MIN_SQUARE_SIZE = 112;
const MAX_SQUARE_SIZE = 220;
const LEFT = 40;
const RIGHT = 20;

/** Arcsine of the square root, a scale on which sampling errors are about equally long. */
const arcsineScaleOf = (share: number): number =>
  Math.asin(Math.sqrt(Math.max(0, Math.min(share, 1)))) / (Math.PI / 2);

interface ReliabilityLayout {
  readonly numColumns: number;
  readonly size: number;
  readonly pitch: number;
  readonly left: number;
  readonly at: (share: number) => number;
  readonly ticks: readonly number[];
  readonly most: number;
}

export function reliabilityLayout(width: number, numSquares: number, highest: number): ReliabilityLayout {
  const room = width + RIGHT;
  const numColumns = Math.max(1, Math.min(numSquares, Math.floor(room / (LEFT + MIN_SQUARE_SIZE + RIGHT))));
  const size = Math.max(60, Math.min(MAX_SQUARE_SIZE, Math.floor(room / numColumns) - LEFT - RIGHT));
  const most = Math.max(0.01, Math.min(1, highest));
  const at = (share: number) => (size * arcsineScaleOf(share)) / arcsineScaleOf(most);
  const ticks: number[] = [];
  for (const tick of PROBABILITY_TICKS)
    if (tick <= most && (tick === 0 || at(tick) - at(ticks.at(-1) ?? 0) >= TICK_WIDTH)) ticks.push(tick);
  return { numColumns, size, pitch: LEFT + size + RIGHT, left: LEFT, at, ticks, most };
}
