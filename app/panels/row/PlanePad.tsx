/** A plane of the inputs with the followed point, which is dragged or moved with arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { PLANE } from '../../../src/data/plane.ts';
import { formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { GridFrame } from '../../charts/base/GridFrame.tsx';
import { ownerColor } from '../../charts/base/palette.ts';
import { placeIds } from '../../view/places.ts';
import styles from './Row.module.css';

const words = text.row;
const { reach } = PLANE;

type Point = readonly [x: number, y: number];

export interface PadAxis {
  readonly name: string;
  readonly task: number | null;
}

interface PlanePadProps {
  readonly label: string;
  readonly right: PadAxis;
  readonly up: PadAxis | null;
  /** The tasks change at the vertical through the origin. */
  readonly hasSwitch: boolean;
  /** Null: the row does not lie in this plane. */
  readonly at: Point | null;
  readonly onMove: (at: Point) => void;
}

const SIDE = 100;
const toPad = (value: number): number => ((value + reach) / (2 * reach)) * SIDE;
const within = (value: number): number => Math.max(-reach, Math.min(reach, value));
const rounded = (value: number): number => Math.round(100 * within(value)) / 100;

const KEY_STEP = 0.1;
const LARGE_STEP = 0.5;
const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

export function PlanePad({ label, right, up, hasSwitch, at, onMove }: PlanePadProps) {
  const moveTo = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const box = currentTarget.getBoundingClientRect();
    const share = (position: number, start: number, length: number) => (position - start) / length;
    onMove([
      rounded((2 * share(clientX, box.left, box.width) - 1) * reach),
      rounded((1 - 2 * share(clientY, box.top, box.height)) * reach),
    ]);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? LARGE_STEP : KEY_STEP;
    const [x, y] = at ?? [0, 0];
    onMove([rounded(x + step * move[0]), rounded(y + step * move[1])]);
  };
  const said = at === null ? words.noPoint : words.ofPlane(formatWeight(at[0]), formatWeight(at[1]));
  return (
    <GridFrame
      id={placeIds.point}
      name={text.punctuation.said(label, said)}
      help={words.planeKeys}
      className={styles['pad']}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
      }}
    >
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
        <path className={styles['axes']} d={`M0 50H${SIDE}`} />
        <path className={styles[hasSwitch ? 'switch' : 'axes']} d={`M50 0V${SIDE}`} />
        {at && <circle className={styles['point']} cx={toPad(at[0])} cy={SIDE - toPad(at[1])} r={4.5} />}
      </svg>
      {at === null && (
        <span aria-hidden="true" className={styles['drag']}>
          {words.drag}
        </span>
      )}
      <AxisName axis={right} arrow="→" className={styles['right']} />
      {up && <AxisName axis={up} arrow="↑" className={styles['up']} />}
    </GridFrame>
  );
}

interface AxisNameProps {
  readonly axis: PadAxis;
  readonly arrow: string;
  readonly className: string | undefined;
}

const AxisName = ({ axis: { name, task }, arrow, className }: AxisNameProps) => (
  <span
    aria-hidden="true"
    className={`${styles['axis']} ${className}`}
    style={task === null ? {} : { color: ownerColor(task) }}
  >
    {name} {arrow}
  </span>
);
