/**
 * Reads what a sentence about a run says back out of its words and holds it against losses and gates as they came, by arithmetic of
 * its own: it shares the tables of an architecture and the arguments with the rules, and no statistics.
 */
import { jStat } from 'jstat';
import type { ReportableLosses } from '../../src/analysis/reported.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../src/models/topology.ts';
import type { RuleId } from '../../src/report/findings/findings.ts';
import type { GateSnapshot, LevelGates } from '../../src/run/produced/evaluation.ts';

/** A run as the engine gave it; networks and gates by id of the card. */
export interface RawRun {
  readonly experiment: Experiment;
  readonly referenceId: string;
  readonly networks: ReadonlyMap<string, ReportableLosses>;
  /** The network of one per task. */
  readonly baselineId: string;
  readonly nameOf: (cardId: string) => string;
  readonly levels: readonly LevelSpec[];
  /** Gates of the reference, in order of steps. */
  readonly gates: readonly GateSnapshot[];
}

export interface Said {
  readonly rule: RuleId;
  readonly sentence: string;
}

/** Percentages are printed with one decimal, from ten on with none. */
const isNear = (printed: number, exact: number): boolean =>
  Math.abs(printed - exact) <= (Math.abs(exact) < 0.1 ? 0.00051 : 0.0051);

const percentIn = (text: string): readonly number[] =>
  [...text.matchAll(/(−?\d+(?:\.\d+)?)(?= (?:to [\d.]+ )?%)/g)].map(
    ([number]) => Number(number.replace('−', '-')) / 100,
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Two-sided t-interval of the mean. */
const intervalOf = (values: readonly number[], level: number) => jStat.tci(mean(values), 1 - level, values);

/** ln(other / one), replica by replica: over all tasks, or on one. */
function logRatios(run: RawRun, other: string, one: string, task: number | null): readonly number[] {
  const numTasks = run.experiment.tasks.length;
  const [above, below] = [other, one].map((id) => run.networks.get(id)?.best?.test ?? []);
  const all = (above ?? []).map((loss, index) => Math.log(loss / (below?.[index] ?? Number.NaN)));
  return Array.from({ length: all.length / numTasks }, (_, replica) => {
    const ofReplica = all.slice(replica * numTasks, (replica + 1) * numTasks);
    return task === null ? mean(ofReplica) : (ofReplica[task] ?? Number.NaN);
  });
}

/** The share by which the loss is lower. */
const gain = (logRatio: number): number => 1 - Math.exp(-logRatio);

/** The fault of a sentence; null: none. */
export function faultInSentence(run: RawRun, said: Said): string | null {
  const checks: Readonly<Partial<Record<RuleId, (run: RawRun, sentence: string) => string | null>>> = {
    overall: faultOfOverall,
    sharing: faultOfSharing,
    borrowing: faultOfBorrowing,
    alone: faultOfAlone,
    stillImproving: faultOfImproving,
    bestFirst: faultOfBestFirst,
  };
  const check = checks[said.rule];
  return check === undefined ? 'no check of this rule' : check(run, said.sentence);
}

function faultOfOverall(run: RawRun, sentence: string): string | null {
  const rivals = [...run.networks.keys()].filter((id) => id !== run.referenceId && isCard(run, id));
  const level = 1 - 0.05 / rivals.length;
  const isNamed = (id: string) => new RegExp(`\\b${run.nameOf(id)}(?![\\w-])`).test(sentence);
  const named = rivals
    .filter((id) => isNamed(id))
    .toSorted((a, b) => run.nameOf(b).length - run.nameOf(a).length);
  const rival = named[0];
  if (rival === undefined) return 'names no rival';
  const ratios = logRatios(run, rival, run.referenceId, null);
  const [low, high] = intervalOf(ratios, level);
  if (/too close to call/.test(sentence)) return low <= 0 && high >= 0 ? null : `interval ${low} to ${high}`;
  if (/practically equal/.test(sentence))
    return Math.max(...intervalOf(ratios, 1 - 2 * (1 - level)).map((end) => Math.abs(gain(end)))) <=
      run.experiment.comparison.margin
      ? null
      : 'not within the margin';
  const isLower = sentence.startsWith(`${run.nameOf(run.referenceId)} beats `);
  if (isLower ? low <= 0 : high >= 0) return `interval ${low} to ${high}`;
  const ends = [low, high].map((end) => Math.abs(gain(end))).toSorted((a, b) => a - b);
  const printed = percentIn(sentence.split(/, in \d/)[0] ?? '');
  if (!printed.every((end, index) => isNear(end, ends[printed.length === 1 ? 0 : index] ?? Number.NaN)))
    return `ends ${ends.join(', ')}`;
  const count = ratios.filter((ratio) => (isLower ? ratio > 0 : ratio < 0)).length;
  return sentence.includes(`in ${count} of ${ratios.length} repetitions`)
    ? null
    : `${count} of ${ratios.length}`;
}

const isCard = ({ experiment }: RawRun, id: string): boolean =>
  experiment.cards.some((card) => card.id === id);

function faultOfSharing(run: RawRun, sentence: string): string | null {
  const { experiment, baselineId, referenceId } = run;
  const numGained = [...run.networks.keys()].filter((id) => id !== baselineId && isCard(run, id)).length;
  const level = 1 - 0.05 / (numGained * experiment.tasks.length);
  const [clear = '', unclear = ''] = sentence.split(/; on /);
  const faults = experiment.tasks.map(({ name }, task) => {
    const ratios = logRatios(run, baselineId, referenceId, task);
    const [low, high] = intervalOf(ratios, level);
    const found = new RegExp(`${name} \\(([+−])([\\d.]+) %\\)`).exec(clear);
    if (found === null) {
      const isLeftOpen = unclear.includes(name) || /on any task/.test(sentence);
      return isLeftOpen && low <= 0 && high >= 0 ? null : `${name}: ${low} to ${high}`;
    }
    const isLower = found[1] === '+';
    const isClear = isLower ? low > 0 : high < 0;
    const isRight = isNear(Number(found[2]) / 100, Math.abs(gain(mean(ratios))));
    return isClear && isRight ? null : `${name}: ${gain(mean(ratios))}, ${low} to ${high}`;
  });
  return faults.find((fault) => fault !== null) ?? null;
}

/** `[R]`: the share of the outputs of a task's units at a level that comes from the experts of another. */
function sharesOf(
  run: RawRun,
  { at, task, lender }: { readonly at: number; readonly task: number; readonly lender: number },
  moment: 'before' | 'end' = 'end',
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
      return [norms.reduce((sum, norm, e) => (experts[e]?.owner === lender ? sum + norm / total : sum), 0)];
    });
    return mean(ofUnits);
  });
}

const nativeAt = ({ native }: LevelGates, kind: string, place: number): number =>
  kind === 'fixed' ? 1 : (native[place] ?? 0);

const taskIn = ({ experiment }: RawRun, words: string): number =>
  experiment.tasks.findIndex(({ name }) => new RegExp(`\\b${name}(?!\\d)`).test(words));

function faultOfBorrowing(run: RawRun, sentence: string): string | null {
  const [, level = '', who = '', range = '', from = ''] =
    /^At level (\d+), (.+) takes (.+) of its output from (.+)’s experts/.exec(sentence) ?? [];
  const [task, lender, at] = [taskIn(run, who), taskIn(run, from), Number(level) - 1];
  const shares = sharesOf(run, { at, task, lender });
  const before = sharesOf(run, { at, task, lender }, 'before');
  if (before.length === 0 || Math.max(...before) >= Math.min(...shares))
    return `no more than before training: ${before.join(', ')}`;
  const printed = percentIn(`${range}`);
  const ends = [Math.min(...shares), Math.max(...shares)];
  if (!printed.every((end, index) => isNear(end, ends[index] ?? Number.NaN)))
    return `shares ${ends.join(', ')}`;
  if (!/more than from those of any other task/.test(sentence)) return null;
  const others = run.experiment.tasks.flatMap((_, other) =>
    other === task || other === lender ? [] : sharesOf(run, { at, task, lender: other }),
  );
  return Math.max(0, ...others) < Math.min(...shares) ? null : 'another task lends as much';
}

function faultOfAlone(run: RawRun, sentence: string): string | null {
  const [, level = '', who = '', most = ''] =
    /^At level (\d+), (.+) borrows next to nothing: at most ([\d.]+) %/.exec(sentence) ?? [];
  const [task, at] = [taskIn(run, who), Number(level) - 1];
  const sharesAt = (moment: 'before' | 'end') =>
    run.experiment.tasks.flatMap((_, lender) =>
      lender === task ? [] : sharesOf(run, { at, task, lender }, moment),
    );
  const shares = sharesAt('end');
  if (!(Math.max(...shares) < Math.min(...sharesAt('before')))) return 'no less than before training';
  return Math.max(...shares) <= Number(most) / 100 + 5e-4 ? null : `share ${Math.max(...shares)}`;
}

/** Every "NAME in 2 of 5 repetitions" of a sentence, and whether so many have their best step there. */
function faultOfSteps(run: RawRun, sentence: string, isThere: (step: number) => boolean): string | null {
  const numTasks = run.experiment.tasks.length;
  for (const [, count = '', name = ''] of [
    ...sentence.matchAll(/(?:: |, |and )([^,:]+?) in (\d+) of \d+/g),
  ].map(([all, found, number]) => [all, number, found] as const)) {
    const id = [...run.networks.keys()].find((one) => run.nameOf(one) === name.trim());
    const steps = run.networks.get(id ?? '')?.best?.steps ?? [];
    const replicas = Array.from({ length: steps.length / numTasks }, (_, r) =>
      steps.slice(r * numTasks, (r + 1) * numTasks),
    );
    const most = replicas.filter((ofReplica) => ofReplica.some(isThere)).length;
    if (Number(count) > most) return `${name}: ${most} repetitions at most`;
  }
  return null;
}

const faultOfImproving = (run: RawRun, sentence: string): string | null =>
  faultOfSteps(run, sentence, (step) => step === run.experiment.training.numSteps);

const faultOfBestFirst = (run: RawRun, sentence: string): string | null =>
  faultOfSteps(run, sentence, (step) => step === 0);
