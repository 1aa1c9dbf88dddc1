/** Holds alarms about a run against its losses, by arithmetic of its own; part of `sentenceOracle.ts`. */
import { intervalOf, isNear, mean, type RawRun } from './rawRun.ts';

/** What a sentence says of each network: its name and the numbers that stand with it. */
const namedIn = (run: RawRun, sentence: string, pattern: RegExp) =>
  [...sentence.matchAll(pattern)].map(({ groups = {} }) => ({
    id: [...run.networks.keys()].find((one) => run.nameOf(one) === groups['name']) ?? '',
    step: Number((groups['step'] ?? '').replaceAll(',', '')),
    rise: Number(groups['rise']) / 100,
  }));

const middleOf = (values: readonly number[]): number => {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return mean([sorted[Math.ceil(half) - 1] ?? Number.NaN, sorted[Math.floor(half)] ?? Number.NaN]);
};

/** "of AdaTT-sp after about step 750, by 7.4 %" */
export function faultOfOverfitting(run: RawRun, sentence: string): string | null {
  const said = namedIn(
    run,
    sentence,
    /of (?<name>[^,]+?) after about step (?<step>[\d,]+), by (?<rise>[\d.]+) %/g,
  );
  if (said.length === 0) return 'names no network';
  const faults = said.map(({ id, step, rise }) => {
    const scores = run.scores.get(id) ?? [];
    const rises = scores.map((own, replica) => {
      const sums = own.map((_, at) => {
        let sum = 0;
        for (const [other, one] of scores.entries())
          if (other !== replica) sum += Math.log(one[at] ?? Number.NaN);
        return sum;
      });
      let best = 0;
      for (const [at, sum] of sums.entries()) if (sum < (sums[best] ?? 0)) best = at;
      return Math.log((own.at(-1) ?? Number.NaN) / (own[best] ?? Number.NaN));
    });
    const [low] = intervalOf(rises, 1 - 0.01 / run.experiment.cards.length);
    const risen = Math.exp(mean(rises)) - 1;
    const steps = run.networks.get(id)?.steps ?? [];
    if (low === undefined || low <= 0) return `${id}: interval from ${low}`;
    // Large rises are printed without decimals.
    if (!isNear(rise, risen) && Math.abs(rise - risen) > 0.0051 * Math.max(1, risen))
      return `${id}: ${risen}`;
    return Math.abs(step - middleOf(steps)) <= 1 ? null : `${id}: step ${middleOf(steps)}`;
  });
  return faults.find((fault) => fault !== null) ?? null;
}

/** "by step 400 for AdaTT-sp" */
export function faultOfEarly(run: RawRun, sentence: string): string | null {
  const { numSteps } = run.experiment.training;
  const said = namedIn(
    run,
    sentence,
    /by step (?<step>[\d,]+) for (?<name>.+?)(?=, by step| and by step|\. To try|\.$)/g,
  );
  if (said.length === 0) return 'names no network';
  const faults = said.map(({ id, step }) => {
    const last = Math.max(...(run.networks.get(id)?.steps ?? []).filter(Number.isFinite));
    return step === last && last <= numSteps / 4 ? null : `${id}: ${last}`;
  });
  return faults.find((fault) => fault !== null) ?? null;
}
