/**
 * Reads what a sentence about a run says back out of its words and holds it against losses and gates as they came, by arithmetic of
 * its own: it shares the tables of an architecture and the arguments with the rules, and no statistics.
 */
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import { type FindingRuleId, findingRules } from '../../../../../src/run/report/findings/findings.ts';
import type { StartedRun } from '../../../../../src/run/run.ts';
import type { RunSummary } from '../../../../../src/run/summary.ts';
import { faultOfEarly, faultOfOverfitting } from './alarmsOracle.ts';
import { intervalOf, isNear, logRatios, mean, ofTask, type RawRun, rawRunOf } from './rawRun.ts';
import { faultOfAlone, faultOfBorrowing } from './sharesOracle.ts';

export interface Said {
  readonly rule: FindingRuleId;
  readonly sentence: string;
}

const percentIn = (text: string): readonly number[] =>
  [...text.matchAll(/(−?\d+(?:\.\d+)?)(?= (?:to [\d.]+ )?%)/g)].map(
    ([number]) => Number(number.replace('−', '-')) / 100,
  );

/** The share by which the loss is lower. */
const gain = (logRatio: number): number => 1 - Math.exp(-logRatio);

/** The sentences of all rules about a run, also those that the page has no room for, each with its fault. */
export function checkedSentences(experiment: Experiment, run: StartedRun, summary: RunSummary) {
  const raw = rawRunOf(experiment, run, summary);
  return (Object.keys(findingRules) as FindingRuleId[]).flatMap((rule) => {
    const finding = findingRules[rule]({ experiment, summary, run });
    if (finding === null) return [];
    const { sentence } = finding;
    return [{ rule, sentence, fault: faultInSentence(raw, { rule, sentence }) }];
  });
}

/** The fault of a sentence; null: none. */
export function faultInSentence(run: RawRun, said: Said): string | null {
  const checks: Readonly<Partial<Record<FindingRuleId, (run: RawRun, sentence: string) => string | null>>> = {
    overall: faultOfOverall,
    sharing: faultOfSharing,
    borrowing: faultOfBorrowing,
    alone: faultOfAlone,
    stillImproving: faultOfImproving,
    bestFirst: faultOfBestFirst,
    diverged: faultOfDiverged,
    fewReplicas: faultOfFewReplicas,
    overfitting: faultOfOverfitting,
    early: faultOfEarly,
  };
  const check = checks[said.rule];
  return check === undefined ? 'no check of this rule' : check(run, said.sentence);
}

function faultOfOverall(run: RawRun, whole: string): string | null {
  const [, without = '', sentence = whole] = /^Without (.+), which neither learned: (.+)$/.exec(whole) ?? [];
  const leftOut = run.experiment.tasks.flatMap(({ name }, task) => (without.includes(name) ? [task] : []));
  const rivals = [...run.networks.keys()].filter((id) => id !== run.referenceId && isCard(run, id));
  const level = 1 - 0.05 / rivals.length;
  const isNamed = (id: string) => new RegExp(`\\b${run.nameOf(id)}(?![\\w-])`).test(sentence);
  const named = rivals
    .filter((id) => isNamed(id))
    .toSorted((a, b) => run.nameOf(b).length - run.nameOf(a).length);
  const rival = named[0];
  if (rival === undefined) return 'names no rival';
  const isLower = sentence.startsWith(`${run.nameOf(run.referenceId)} beats `);
  // Of who wins, where one does.
  const [other, own] = isLower ? [rival, run.referenceId] : [run.referenceId, rival];
  const ratios = logRatios(run, other, own, null, { leftOut });
  const [low, high] = intervalOf(ratios, level);
  if (/cannot tell whether|too little to see/.test(sentence))
    return low <= 0 && high >= 0 ? null : `interval ${low} to ${high}`;
  if (/practically equal/.test(sentence))
    return Math.max(...intervalOf(ratios, 1 - 2 * (1 - level)).map((end) => Math.abs(gain(end)))) <=
      run.experiment.comparison.margin
      ? null
      : 'not within the margin';
  if (low <= 0) return `interval ${low} to ${high}`;
  const ends = [low, high].map(gain);
  const printed = percentIn(sentence.split(/, in \d/)[0] ?? '');
  if (!printed.every((end, index) => isNear(end, ends[printed.length === 1 ? 0 : index] ?? Number.NaN)))
    return `ends ${ends.join(', ')}`;
  const count = ratios.filter((ratio) => ratio > 0).length;
  return sentence.includes(`in ${count} of ${ratios.length} repetitions`)
    ? null
    : `${count} of ${ratios.length}`;
}

const isCard = ({ experiment }: RawRun, id: string): boolean =>
  experiment.cards.some((card) => card.id === id);

function faultOfSharing(run: RawRun, sentence: string): string | null {
  const { experiment, baselineId, baselineIds, referenceId } = run;
  const numGained = [...run.networks.keys()].filter(
    (id) => !baselineIds.includes(id) && isCard(run, id),
  ).length;
  const level = 1 - 0.05 / (numGained * experiment.tasks.length);
  const [said = '', own = ''] = sentence.split(' With each task at its own best step: ');
  const [clear = '', unclear = ''] = said.split(/; on /);
  const [, equal = ''] =
    /is practically equal, within [\d.]+ %, (.*?)(?= and (?:gains|loses) |$)/.exec(clear) ?? [];
  const faults = experiment.tasks.map(({ name }, task) => {
    const ratios = logRatios(run, baselineId, referenceId, task);
    const [low, high] = intervalOf(ratios, level);
    const isSaidEqual = equal.includes(name);
    if (isSaidEqual !== (low <= 0 && high >= 0 && isTie(run, ratios, level)) && !hasUnlearned(run))
      return `${name}: ${isSaidEqual ? 'not ' : ''}within the margin`;
    if (isSaidEqual) return null;
    const found = new RegExp(`${name} \\(([+−])([\\d.]+) %\\)`).exec(clear);
    if (found === null) {
      const isLeftOpen = unclear.includes(name) || /on any task/.test(said);
      return isLeftOpen && low <= 0 && high >= 0 ? null : `${name}: ${low} to ${high}`;
    }
    const isLower = found[1] === '+';
    const isClear = isLower ? low > 0 : high < 0;
    const isRight = isNear(Number(found[2]) / 100, Math.abs(gain(mean(ratios))));
    return isClear && isRight ? null : `${name}: ${gain(mean(ratios))}, ${low} to ${high}`;
  });
  const ofAll = faultOfSharingOverall(run, clear, 1 - 0.05 / numGained);
  return faults.find((fault) => fault !== null) ?? ofAll ?? faultOfOwnSteps(run, own);
}

/** The interval of two one-sided tests says that neither loss is more than the margin above the other. */
const isTie = (run: RawRun, ratios: readonly number[], level: number): boolean =>
  ratios.length > 2 &&
  intervalOf(ratios, 1 - 2 * (1 - level)).every(
    (end) => Math.abs(end) <= Math.log(1 + run.experiment.comparison.margin),
  );

/** Of tasks that were not all learned it says another number, which is not held against anything. */
function faultOfSharingOverall(run: RawRun, said: string, level: number): string | null {
  if (/over the tasks that were learned/.test(said) || run.experiment.tasks.length === 1) return null;
  const ratios = logRatios(run, run.baselineId, run.referenceId, null);
  const [low, high] = intervalOf(ratios, level);
  const found = / overall \(([+−][\d.]+ %), ([+−][\d.]+ %) to ([+−][\d.]+ %)\)/.exec(said);
  if (found === null) {
    const isSaidEqual = /is practically equal.* overall\b/.test(said);
    const isOpen = low <= 0 && high >= 0 && isSaidEqual === isTie(run, ratios, level);
    return hasUnlearned(run) || isOpen ? null : `overall: ${low} to ${high}`;
  }
  const isClear = / gains overall/.test(said) ? low > 0 : high < 0;
  const exact = [mean(ratios), low, high].map(gain);
  const isRight = percentIn(found.slice(1).join(' ')).every((end, at) =>
    isNear(end, exact[at] ?? Number.NaN),
  );
  return isClear && isRight ? null : `overall: ${exact.join(', ')}`;
}

/** True if reference and baseline are on some task no better than a constant on average. */
const hasUnlearned = (run: RawRun): boolean =>
  run.experiment.tasks.some((_, task) =>
    [run.referenceId, run.baselineId].every((id) => {
      const nulls = ofTask(run, task, run.nullLosses);
      const losses = ofTask(run, task, run.networks.get(id)?.test);
      return mean(losses.map((loss, at) => loss / (nulls[at] ?? 1))) > 0.98;
    }),
  );

/** Every "NAME −4.3 % (unclear)", where what is said overall may be of some tasks. */
function faultOfOwnSteps(run: RawRun, said: string): string | null {
  for (const [, where = '', printed = ''] of said.matchAll(/(?:^|, |and )(\S.*?) ([+−][\d.]+ %) \(/g)) {
    const task = run.experiment.tasks.findIndex(({ name }) => name === where);
    if (task < 0) continue;
    const exact = gain(mean(logRatios(run, run.baselineId, run.referenceId, task, { key: 'own' })));
    if (!isNear(percentIn(printed)[0] ?? Number.NaN, exact)) return `${where} at its own step: ${exact}`;
  }
  return null;
}

/** Best steps of a network by task, replica by replica. */
function replicasOf(run: RawRun, id: string | undefined): readonly (readonly number[])[] {
  const numTasks = run.experiment.tasks.length;
  const steps = run.networks.get(id ?? '')?.steps ?? [];
  return Array.from({ length: steps.length / numTasks }, (_, replica) =>
    steps.slice(replica * numTasks, (replica + 1) * numTasks),
  );
}

/** Every "NAME in 2 of 5 repetitions" of a sentence, and whether so many have their best step there. */
function faultOfSteps(run: RawRun, sentence: string, isThere: (step: number) => boolean): string | null {
  for (const [, count = '', name = ''] of [
    ...sentence.matchAll(/(?:: |, |and )([^,:]+?) in (\d+) of \d+/g),
  ].map(([all, found, number]) => [all, number, found] as const)) {
    const id = [...run.networks.keys()].find((one) => run.nameOf(one) === name.trim());
    const most = replicasOf(run, id).filter((steps) => steps.some(isThere)).length;
    if (Number(count) > most) return `${name}: ${most} repetitions at most`;
  }
  return null;
}

const faultOfImproving = (run: RawRun, sentence: string): string | null =>
  faultOfSteps(run, sentence, (step) => step === run.experiment.training.numSteps);

const faultOfBestFirst = (run: RawRun, sentence: string): string | null =>
  faultOfSteps(run, sentence, (step) => step === 0);

/** Told of the network that lost most. */
function faultOfDiverged(run: RawRun, sentence: string): string | null {
  const lost = [...run.networks.keys()].map((id) => {
    const replicas = replicasOf(run, id);
    const count = replicas.filter((steps) => steps.every(Number.isNaN)).length;
    return { name: run.nameOf(id), count, total: replicas.length };
  });
  const most = Math.max(...lost.map(({ count }) => count));
  const isIt = lost.some(({ name, count, total }) => {
    const begin =
      count === total ? `Every repetition of ${name} ` : `${count} of ${total} repetitions of ${name} `;
    return count === most && count > 0 && sentence.startsWith(`${begin}diverged`);
  });
  return isIt ? null : lost.map(({ name, count }) => `${name}: ${count}`).join(', ');
}

function faultOfFewReplicas({ experiment: { training } }: RawRun, sentence: string): string | null {
  const { numReplicas } = training;
  const begin = numReplicas === 1 ? 'One repetition ' : `${numReplicas} repetitions `;
  return numReplicas < 3 && sentence.startsWith(begin) ? null : `${numReplicas} repetitions`;
}
