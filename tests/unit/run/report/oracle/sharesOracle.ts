/**
 * Holds sentences about who borrows from whom against the gates as they came, before training and at the end, and against losses, by
 * arithmetic of its own. Part of `sentenceOracle.ts`.
 */
import type { LevelGates } from '../../../../../src/analysis/produced/evaluation.ts';
import { intervalOf, isNear, mean, type RawRun } from './rawRun.ts';

/** `[R]`: the share of the outputs of a task's units at a level that comes from the experts of another. */
function sharesOf(
  run: RawRun,
  { at, task, source }: { readonly at: number; readonly task: number; readonly source: number },
  moment: 'start' | 'end' = 'end',
): readonly number[] {
  const level = run.levels[at];
  const snapshot = moment === 'end' ? run.gates.at(-1) : run.gates.find(({ step }) => step === 0);
  const gates = snapshot?.levels[at];
  if (level === undefined || gates === undefined) return [];
  const { units, experts } = level;
  const size = units.length * experts.length;
  return Array.from({ length: gates.expertRms.length / experts.length }, (_, replica) => {
    const ofUnits = units.flatMap((unit, u) => {
      if (unit.owner !== task) return [];
      const norms = experts.map((_, e) => {
        const place = replica * size + u * experts.length + e;
        const own = unit.native?.experts.includes(e) ? nativeAt(gates, unit.native.kind, place) : 0;
        const gate = unit.gate?.sees.includes(e) ? (gates.gateMean[place] ?? 0) : 0;
        return Math.abs(gate + own) * (gates.expertRms[replica * experts.length + e] ?? 0);
      });
      const total = norms.reduce((sum, norm) => sum + norm, 0);
      return [norms.reduce((sum, norm, e) => (experts[e]?.owner === source ? sum + norm / total : sum), 0)];
    });
    return mean(ofUnits);
  });
}

const nativeAt = ({ native }: LevelGates, kind: string, place: number): number =>
  kind === 'fixed' ? 1 : (native[place] ?? 0);

const taskIn = ({ experiment }: RawRun, words: string): number =>
  experiment.tasks.findIndex(({ name }) => new RegExp(`\\b${name}(?!\\d)`).test(words));

/** A share as a sentence prints it, at step 0 and at the end, and by how many points it changed. */
const SHARES =
  /([\d.]+) % of its output (?:.*), ([\d.]+) % at the start \(([\d.]+)(?: to ([\d.]+))? points (more|less), over (\d+) repetitions\)/;

/** The fault of the numbers of a sentence; `start` and `end` are the shares that it is about, repetition by repetition. */
function faultOfChange(
  run: RawRun,
  sentence: string,
  { start, end }: { readonly start: readonly number[]; readonly end: readonly number[] },
): string | null {
  const [, after = '', before = '', low = '', high = low, direction = '', count = ''] =
    SHARES.exec(sentence) ?? [];
  const sign = direction === 'more' ? 1 : -1;
  const changes = end.map((share, replica) => sign * (share - (start[replica] ?? Number.NaN)));
  const alive = changes.filter(Number.isFinite);
  const ends = intervalOf(alive, 1 - 0.05 / numBorrowers(run));
  const printed = [after, before, low, high].map((number) => Number(number) / 100);
  const exact = [mean(end.filter(Number.isFinite)), mean(start.filter(Number.isFinite)), ...ends];
  if (exact.some((value, index) => !isNear(printed[index] ?? Number.NaN, value)))
    return `shares ${exact.join(', ')}`;
  if (!(mean(alive) >= 0.05 && (ends[0] ?? 0) > 0)) return `changed by ${ends.join(' to ')}`;
  return alive.length === Number(count) && alive.length >= 3 ? null : `${alive.length} repetitions`;
}

/** Tasks that see an expert of another one, level by level. */
const numBorrowers = ({ levels }: RawRun): number =>
  levels.flatMap(({ units, experts }) => {
    const borrowers = units.filter(({ owner, gate, native }) =>
      [...(gate?.sees ?? []), ...(native?.experts ?? [])].some(
        (e) => owner !== 'shared' && experts[e]?.owner !== 'shared' && experts[e]?.owner !== owner,
      ),
    );
    return [...new Set(borrowers.map(({ owner }) => owner))];
  }).length;

/** A sentence about gates of a task on which no repetition is better than before training, or none than a constant. */
function faultOfLearning(
  { experiment, networks, referenceId, nullLosses }: RawRun,
  task: number,
): string | null {
  const numTasks = experiment.tasks.length;
  const { steps = [], test = [] } = networks.get(referenceId) ?? {};
  const ofTask = [...test.keys()].filter((index) => index % numTasks === task);
  const isBetter = ofTask.some(
    (index) => (steps[index] ?? 0) > 0 && (test[index] ?? 1) < (nullLosses[index] ?? 0),
  );
  return isBetter ? null : 'nothing was learned';
}

export function faultOfBorrowing(run: RawRun, sentence: string): string | null {
  const [, level = '', who = '', from = ''] =
    /^At level (\d+), (.+) takes .+ of its output from (.+)’s experts/.exec(sentence) ?? [];
  const [task, source, at] = [taskIn(run, who), taskIn(run, from), Number(level) - 1];
  const changeFrom = (other: number) => {
    const [start, end] = [
      sharesOf(run, { at, task, source: other }, 'start'),
      sharesOf(run, { at, task, source: other }),
    ];
    return { start, end, by: end.map((share, replica) => share - (start[replica] ?? Number.NaN)) };
  };
  const change = changeFrom(source);
  const fault = faultOfChange(run, sentence, change) ?? faultOfLearning(run, task);
  if (fault !== null || !/more than from any other task/.test(sentence)) return fault;
  const isFirst = run.experiment.tasks.every((_, other) => {
    const { end, by } = changeFrom(other);
    return (
      other === task ||
      other === source ||
      end.every(
        (share, replica) =>
          !(share >= (change.end[replica] ?? 0) || (by[replica] ?? 0) >= (change.by[replica] ?? 0)),
      )
    );
  });
  return isFirst ? faultOfFit(run, sentence, { task, source }) : 'another task lends as much';
}

/** A fit is said of the largest correlation of the task alone; the correlation is the one that the data have. */
function faultOfFit(
  { experiment: { data } }: RawRun,
  sentence: string,
  { task, source }: { readonly task: number; readonly source: number },
): string | null {
  if (!/; they have a strong/.test(sentence)) return null;
  const sizes = (data.correlation[task] ?? []).map((value, other) => (other === task ? 0 : Math.abs(value)));
  const size = sizes[source] ?? 0;
  return size >= 0.6 && size >= Math.max(...sizes) ? null : `correlations ${sizes.join(', ')}`;
}

export function faultOfAlone(run: RawRun, sentence: string): string | null {
  const [, level = '', who = ''] = /^At level (\d+), (.+) borrows next to nothing/.exec(sentence) ?? [];
  const [task, at] = [taskIn(run, who), Number(level) - 1];
  const borrowedAt = (moment: 'start' | 'end') => {
    const lent = run.experiment.tasks.flatMap((_, source) =>
      source === task ? [] : [sharesOf(run, { at, task, source }, moment)],
    );
    return (lent[0] ?? []).map((_, replica) => lent.reduce((sum, shares) => sum + (shares[replica] ?? 0), 0));
  };
  const change = { start: borrowedAt('start'), end: borrowedAt('end') };
  if (change.end.some((share) => share >= 0.05)) return `shares ${change.end.join(', ')}`;
  return faultOfChange(run, sentence, change) ?? faultOfLearning(run, task);
}
