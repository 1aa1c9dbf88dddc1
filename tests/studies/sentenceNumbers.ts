/** The numbers that a sentence about a run rests on, as a line to be printed beside it: by the arithmetic of the oracles, not of the page. */
import type { RuleId } from '../../src/run/report/findings/findings.ts';
import { linearNumbers, shiftNumbers } from './filesOracle.ts';
import { intervalOf, logRatios, mean, type RawRun } from './rawRun.ts';

/** Two digits of a share, in percent. */
const percent = (share: number): string => `${(100 * share).toFixed(Math.abs(share) < 0.1 ? 2 : 1)} %`;

/** Gain of one network over another, `+` better, with the 95 % interval of nothing but this one. */
function gainText(run: RawRun, one: string, over: string, task: number | null): string {
  const ratios = logRatios(run, over, one, task);
  const [low = Number.NaN, high = Number.NaN] = intervalOf(ratios, 0.95);
  const [gain, least, most] = [mean(ratios), low, high].map((ratio) => percent(1 - Math.exp(-ratio)));
  return `${gain} (${least} to ${most}, n = ${ratios.length})`;
}

const rivalsOf = (run: RawRun): readonly string[] =>
  run.experiment.cards.map(({ id }) => id).filter((id) => id !== run.referenceId && run.networks.has(id));

const overRivals = (run: RawRun): string =>
  rivalsOf(run)
    .map((id) => `over ${id} ${gainText(run, run.referenceId, id, null)}`)
    .join('; ');

const overBaseline = (run: RawRun): string =>
  [null, ...run.experiment.tasks.keys()]
    .map((task) => {
      const name = task === null ? 'all' : (run.experiment.tasks[task]?.name ?? '');
      return `${name} ${gainText(run, run.referenceId, run.baselineId, task)}`;
    })
    .join('; ');

/** Losses as shares of the best constant's, and the steps where they are best, of every network. */
const lossesOf = ({ networks, nullLosses }: RawRun): string =>
  [...networks]
    .map(([id, { test, steps }]) => {
      const shares = test
        .map((loss, index) => loss / (nullLosses[index] ?? Number.NaN))
        .filter(Number.isFinite);
      const alive = steps.filter(Number.isFinite);
      return `${id} ${percent(mean(shares))} of a constant's, best at ${Math.min(...alive)} to ${Math.max(...alive)}`;
    })
    .join('; ');

const numbers: Readonly<Partial<Record<RuleId, (run: RawRun) => string>>> = {
  overall: overRivals,
  sharing: overBaseline,
  linear: linearNumbers,
  overLinear: linearNumbers,
  shifted: shiftNumbers,
};

export const numbersBehind = (run: RawRun, rule: RuleId): string => (numbers[rule] ?? lossesOf)(run);
