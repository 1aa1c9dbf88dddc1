/** A chart in which the reader draws a curve by hand, before the real one is shown over it. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { formatCount, formatPercent, formatPercentTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import pictureStyles from '../base/Picture.module.css';
import { Picture } from '../base/Picture.tsx';
import { linearTicks } from '../base/ticks.ts';
import { useWidth } from '../base/useWidth.ts';
import { Figure, type FigureProps } from '../figure/Figure.tsx';
import styles from './DrawnCurves.module.css';

const words = text.lesson.curve;

/** Values at evenly spaced steps. */
type DrawnCurve = readonly (number | null)[];

interface DrawnCurvesProps extends Pick<FigureProps, 'title' | 'note' | 'csvRows' | 'table'> {
  readonly numSteps: number;
  readonly drawn: DrawnCurve;
  readonly seen: DrawnCurve | null;
  readonly max: number;
  readonly onDraw: ((change: (drawn: DrawnCurve) => DrawnCurve) => void) | null;
}

const HEIGHT = 210;
const TOP = 22;
const FOOT = 24;
const LEFT = 44;
const RIGHT = 16;
const PLOT_HEIGHT = HEIGHT - TOP - FOOT;
const KEY_STEP = 0.01;
const LARGE_STEP = 0.1;

export function DrawnCurves({ onDraw, ...props }: DrawnCurvesProps) {
  const { title, note, csvRows, table } = props;
  const [ref, width] = useWidth();
  return (
    <Figure {...{ title, note, csvRows, table }} again={() => <DrawnCurves {...props} onDraw={null} />}>
      <div ref={ref} className={styles['frame']}>
        <CurvesPicture {...props} width={width} />
        {onDraw !== null && <DrawingPad {...props} width={width} onDraw={onDraw} />}
      </div>
    </Figure>
  );
}

type CurvesPictureProps = Omit<DrawnCurvesProps, 'onDraw' | 'csvRows' | 'table' | 'note'> & {
  readonly width: number;
};

function CurvesPicture({ title, numSteps, drawn, seen, max, width }: CurvesPictureProps) {
  const highest = Math.max(max, ...(seen ?? []).map((value) => value ?? 0));
  const right = width - RIGHT;
  const along = (share: number) => LEFT + share * (right - LEFT);
  const up = (value: number) => TOP + PLOT_HEIGHT * (1 - value / highest);
  const placesOf = (curve: DrawnCurve) =>
    curve.flatMap((value, place) =>
      value === null ? [] : [{ x: along(place / (curve.length - 1)), y: up(value) }],
    );
  return (
    <Picture name={title} width={width} height={HEIGHT}>
      {linearTicks(0, highest, 5).map((tick) => (
        <g key={tick} transform={`translate(0 ${up(tick)})`}>
          <path d={`M${LEFT} 0H${right}`} className={pictureStyles[tick === 1 ? 'zero' : 'grid']} />
          <text x={LEFT - 6} y={4} textAnchor="end">
            {formatPercentTick(tick)}
          </text>
        </g>
      ))}
      <text x={right} y={up(1) - 5} textAnchor="end">
        {words.constant}
      </text>
      {linearTicks(0, numSteps, Math.max(2, Math.floor(width / 90))).map((tick) => (
        <text key={tick} x={along(tick / numSteps)} y={HEIGHT - 6} textAnchor="middle">
          {formatCount(tick)}
        </text>
      ))}
      {seen !== null && <path d={polylinePoints(placesOf(seen))} className={styles['seen']} />}
      <path d={polylinePoints(placesOf(drawn))} className={styles['drawn']} />
      {placesOf(drawn).map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={3} fill="var(--accent)" />
      ))}
      <CurveKey x={LEFT} look="drawn" name={words.you} />
      {seen !== null && <CurveKey x={LEFT + 110} look="seen" name={words.run} />}
    </Picture>
  );
}

const polylinePoints = (places: readonly { readonly x: number; readonly y: number }[]): string =>
  places.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

interface CurveKeyProps {
  readonly x: number;
  readonly look: 'drawn' | 'seen';
  readonly name: string;
}

const CurveKey = ({ x, look, name }: CurveKeyProps) => (
  <>
    <path d={`M${x} 8h24`} className={styles[look]} />
    <text x={x + 30} y={12} className={pictureStyles['name']}>
      {name}
    </text>
  </>
);

type DrawingPadProps = CurvesPictureProps & { readonly onDraw: NonNullable<DrawnCurvesProps['onDraw']> };

function useHandDrawing({ drawn, max, width, onDraw }: DrawingPadProps) {
  const [place, setPlace] = useState(0);
  const last = drawn.length - 1;
  const value = drawn[place] ?? null;
  const put = (stroke: Omit<PenStroke, 'max'>): void => {
    // Several pointer moves may come before the next render.
    onDraw((now) => curveWithStroke(now, { ...stroke, max }));
    setPlace(stroke.to);
  };
  const drawTo = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>, from?: number): void => {
    const box = currentTarget.getBoundingClientRect();
    // Differs from 1 if the chart is scaled.
    const scale = box.width / width || 1;
    const along = ((clientX - box.left) / scale - LEFT) / (width - LEFT - RIGHT);
    const to = Math.max(0, Math.min(last, Math.round(along * last)));
    put({ from: from ?? to, to, value: max * (1 - ((clientY - box.top) / scale - TOP) / PLOT_HEIGHT) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moved = keyboardMoveOf(event, last);
    if (moved === null) return;
    event.preventDefault();
    event.stopPropagation();
    // A missing point starts at the height of the one before it.
    const start = drawn.slice(0, place).findLast((one) => one !== null) ?? 1;
    if (moved.lift === undefined) setPlace(Math.max(0, Math.min(last, place + moved.places)));
    else put({ from: place, to: place, value: value === null ? start : value + moved.lift });
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawTo(event);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) drawTo(event, place);
  };
  return { place, value, handlers: { onKeyDown, onPointerDown, onPointerMove } };
}

function DrawingPad(props: DrawingPadProps) {
  const { title, numSteps, drawn, max, width } = props;
  const [isFocused, setFocused] = useState(false);
  const { place, value, handlers } = useHandDrawing(props);
  const share = place / (drawn.length - 1);
  const step = formatCount(Math.round(share * numSteps));
  return (
    <div
      role="slider"
      aria-label={words.pad(title)}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? 1}
      aria-valuetext={words.at(step, value === null ? words.nothing : formatPercent(value))}
      tabIndex={0}
      className={styles['pad']}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      {...handlers}
    >
      {isFocused && (
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <path
            d={`M${LEFT + share * (width - LEFT - RIGHT)} ${TOP}v${PLOT_HEIGHT}`}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
          />
        </svg>
      )}
    </div>
  );
}

interface PenStroke {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly max: number;
}

function curveWithStroke(curve: DrawnCurve, { from, to, value, max }: PenStroke): DrawnCurve {
  const end = Math.max(0, Math.min(max, Math.round(value / KEY_STEP) * KEY_STEP));
  const start = curve[from] ?? end;
  return curve.map((old, place) => {
    if (place === to) return end;
    const share = (place - from) / (to - from);
    return share > 0 && share < 1 ? start + share * (end - start) : old;
  });
}

function keyboardMoveOf(event: KeyboardEvent, last: number) {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) return null;
  const step = shiftKey ? LARGE_STEP : KEY_STEP;
  const lifts = new Map(
    Object.entries({ ArrowUp: step, ArrowDown: -step, PageUp: LARGE_STEP, PageDown: -LARGE_STEP }),
  );
  const moves = new Map(Object.entries({ ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }));
  const [lift, places] = [lifts.get(key), moves.get(key)];
  return lift === undefined && places === undefined ? null : { lift, places: places ?? 0 };
}
