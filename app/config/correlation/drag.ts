/** How far a number is dragged. Knows no element. */
import { steppedValue } from '../../fields/steppedValue.ts';

const pixelsPerStep = 6;

/** A number that is being dragged. */
export interface Grip {
  /** Where the pointer was when `value` was reached. */
  readonly y: number;
  readonly value: number;
}

/** What a drag to `y` makes of it: upwards is more, one step of an arrow key every 6 pixels; the rest of them counts on. */
export function dragged(
  { y: from, value }: Grip,
  y: number,
  range: Parameters<typeof steppedValue>[0],
  isFine: boolean,
): Grip {
  const numSteps = Math.trunc((from - y) / pixelsPerStep);
  const direction = numSteps < 0 ? -1 : 1;
  const steps = Array.from({ length: Math.abs(numSteps) });
  return {
    y: from - numSteps * pixelsPerStep,
    value: steps.reduce<number>((reached) => steppedValue(range, reached, direction, isFine), value),
  };
}
