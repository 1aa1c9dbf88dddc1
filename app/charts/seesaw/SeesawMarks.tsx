/** The marks of a seesaw plot, in pixels. */
import type { GainAxis } from '../base/gainAxis.ts';
import pictureStyles from '../base/Picture.module.css';
import { type SeriesStyle, seriesColor } from '../base/palette.ts';
import styles from './SeesawPlot.module.css';

interface SeesawMarksProps {
  readonly series: readonly SeesawSeries[];
  readonly x: GainAxis;
  readonly y: GainAxis;
}

/** The marks of a seesaw plot: every replica is tied to the letter of its architecture, so that no one needs the colours. */
export function SeesawMarks({ series, x, y }: SeesawMarksProps) {
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
  /** In pixels. */
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

function Mean({ color, mean: { x, y }, name, letter }: MarkProps & Pick<SeesawSeries, 'name' | 'letter'>) {
  return (
    <g>
      <title>{name}</title>
      <circle cx={x} cy={y} r={9} stroke={seriesColor(color)} className={styles['mean']} />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central" className={pictureStyles['strong']}>
        {letter}
      </text>
    </g>
  );
}

/** Gains as shares: 0.1 for a loss 10 % lower. */
export interface GainPoint {
  readonly x: number;
  readonly y: number;
}

/** One replica. */
export interface SeesawDot extends GainPoint {
  /** Far from the other replicas: drawn as a ring. */
  readonly isFar: boolean;
}

/** One architecture: its replicas, and their mean. */
export interface SeesawSeries extends SeriesStyle {
  /** Written at the mean. */
  readonly letter: string;
  /** Dots in the order of replicas; not finite where one diverged. */
  readonly dots: readonly SeesawDot[];
  readonly mean: GainPoint;
}

export const isShown = ({ x, y }: GainPoint): boolean => Number.isFinite(x) && Number.isFinite(y);
