/** Holds the sentence about shifted shares, of files alone, against losses, by arithmetic of its own; part of `sentenceOracle.ts`. */
import { intervalOf, mean, ofTask, type RawRun } from './rawRun.ts';

const isRounded = (printed: string, exact: number): boolean => {
  const digits = printed.split('.')[1]?.length ?? 0;
  return Math.abs(Number(printed.replace('−', '-')) - exact) <= 0.51 * 10 ** -digits;
};

/** "4.6 % of the test rows say yes, 6.0 % of the training rows": a sure difference. */
export function faultOfShift(run: RawRun, sentence: string): string | null {
  const { numPositive = [], numNegative = [], trainRate = [] } = run.known;
  const [, name = '', test = '', train = ''] =
    /^(.+?): ([\d.]+) % of the test rows say yes, ([\d.]+) % of the training rows/.exec(sentence) ?? [];
  const task = run.experiment.tasks.findIndex((one) => one.name === name);
  const shares = numPositive.map((yes, index) => yes / (yes + (numNegative[index] ?? 0)));
  const [share, rate] = [shares, trainRate].map((values) => mean(ofTask(run, task, values)));
  const isSaid = isRounded(test, 100 * (share ?? 0)) && isRounded(train, 100 * (rate ?? 0));
  return isSaid ? null : `${share} and ${rate}`;
}

export const shiftNumbers = (run: RawRun): string =>
  run.experiment.tasks
    .map(({ name }, task) => {
      const { numPositive, numNegative, trainRate } = run.known;
      const [yes = [], no = []] = [numPositive, numNegative].map((counts) => ofTask(run, task, counts));
      const [low = Number.NaN, high = Number.NaN] = intervalOf(ofTask(run, task, trainRate), 0.95);
      return `${name}: ${yes.join('/')} yes and ${no.join('/')} no in test rows, train rate ${low} to ${high}`;
    })
    .join('; ');
