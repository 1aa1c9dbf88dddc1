/** A leak must be seen, whatever the noise, and what is only warming up must not. */
import { expect, it } from 'vitest';
import { growthOf } from '../../long/soak/growth.ts';

const rounds = Array.from({ length: 30 }, (_, round) => round);
/** What nobody controls, such as when the collector last ran. */
const noise = (round: number) => ((7 * round) % 5) - 2;

it('sees a leak of 1 % a round through noise', () => {
  expect(growthOf(rounds.map((round) => 100 + round + noise(round))).isGrowing).toBe(true);
});

it('sees none where values are level, only begin low, or stand out once', () => {
  for (const values of [
    rounds.map((round) => 100 + noise(round)),
    rounds.map((round) => (round < 5 ? 20 * round : 100)),
    rounds.map((round) => (round === 27 ? 500 : 100)),
  ])
    expect(growthOf(values).isGrowing).toBe(false);
});

it('tells how the values began and ended', () => {
  expect(growthOf([1, 2, 2, 2, 2])).toEqual({ early: 2, late: 2, isGrowing: false });
});
