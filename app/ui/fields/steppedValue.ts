/** Computes the value that an arrow key leads to. */
import type { Field } from '../../../src/core/schema/field.ts';

type Range = NonNullable<Field<number>['range']>;

const roundFactors = [1, 2, 5, 10];

// Fractions only: whole numbers have no fine steps.
const fineShare = 1 / 5;

/** Next round number (1, 2, 5 times a power of ten) on a log scale; else a step, or a fifth of it. */
export function steppedValue(range: Range, value: number, direction: 1 | -1, isFine = false): number {
  const step = isFine && range.step < 1 ? range.step * fineShare : range.step;
  const next =
    range.scale === 'log' ? nextRound(value, direction) : Number((value + direction * step).toPrecision(12));
  return Math.min(Math.max(next, range.min), range.max);
}

function nextRound(value: number, direction: 1 | -1): number {
  const power = Math.floor(Math.log10(value));
  const candidates = [power - 1, power, power + 1].flatMap((exponent) =>
    roundFactors.map((factor) => Number(`${factor}e${exponent}`)),
  );
  const next =
    direction === 1
      ? candidates.find((candidate) => candidate > value * 1.0001)
      : candidates.findLast((candidate) => candidate < value * 0.9999);
  return next ?? value;
}
