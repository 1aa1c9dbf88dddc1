/** Set-ups as the statistics of the map read them: one difference of two contestants per set-up. */
import { type Interval, tInterval } from '../../analysis/statistics.ts';
import { mean } from '../../core/lists.ts';
import { ln } from '../../core/math.ts';
import { readLink } from '../../experiment/link/link.ts';
import { type Circumstances, circumstancesOf } from './circumstances.ts';
import { type Contestant, contestants } from './contestants.ts';
import type { RecordedMap, RecordedSetUp } from './recordedMap.ts';

export interface SetUpReading {
  readonly key: number;
  readonly config: string;
  readonly circumstances: Circumstances;
  /** Mean over tasks of ln(test loss), `[contestant][R]`; NaN where it diverged. */
  readonly logLosses: readonly (readonly number[])[];
}

/** Set-ups whose link lies in the population. */
export const readingsOf = ({ setUps }: Pick<RecordedMap, 'setUps'>): readonly SetUpReading[] =>
  setUps.flatMap(({ key, config, best }) => {
    const placement = circumstancesOf(readLink(config).experiment);
    if (!placement.isInside) return [];
    return [{ key, config, circumstances: placement.circumstances, logLosses: logLossesOf(best) }];
  });

export const logLossesOf = (best: RecordedSetUp['best']): SetUpReading['logLosses'] =>
  best.map((ofContestant) => ofContestant.map(({ losses }) => mean(losses.map(ln))));

/** Mean of ln(loss of the other / loss of the one) where neither diverged: positive if the one is better. */
export function advantageIn({ logLosses }: SetUpReading, one: Contestant, other: Contestant): number {
  const others = logLosses[contestants.indexOf(other)] ?? [];
  const losses = logLosses[contestants.indexOf(one)] ?? [];
  return mean(losses.map((loss, replica) => (others[replica] ?? Number.NaN) - loss).filter(Number.isFinite));
}

/** Over set-ups, as a log ratio. */
export const advantageOver = (
  setUps: readonly SetUpReading[],
  one: Contestant,
  other: Contestant,
  level: number,
): Interval =>
  tInterval(
    setUps.map((setUp) => advantageIn(setUp, one, other)),
    level,
  );
