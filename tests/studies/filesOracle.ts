/** Holds sentences that are of files alone against losses, by arithmetic of its own; part of `sentenceOracle.ts`. */
import { intervalOf, mean, ofTask, type RawRun } from './rawRun.ts';

/** R², area under the ROC curve or log loss of one network on one task, mean over repetitions; null id: of the linear models. */
function scoreOf(run: RawRun, metric: string, id: string | null, task: number): number {
  const { linear } = run.known;
  const { test = [], auc = [] } = (id === null ? linear : run.networks.get(id)) ?? {};
  const meanOf = (values: readonly number[]) => mean(ofTask(run, task, values).filter(Number.isFinite));
  if (metric === 'AUC') return meanOf(auc);
  if (metric === 'log loss') return meanOf(test);
  return meanOf(test.map((loss, index) => 1 - loss / (run.nullLosses[index] ?? Number.NaN)));
}

const isRounded = (printed: string, exact: number): boolean => {
  const digits = printed.split('.')[1]?.length ?? 0;
  return Math.abs(Number(printed.replace('−', '-')) - exact) <= 0.51 * 10 ** -digits;
};

/** "AUC 0.851 against 0.862 of AdaTT-sp (by 0.009 to 0.022)": both values, and the difference within what is printed as its interval. */
export function faultOfLinear(run: RawRun, sentence: string): string | null {
  if (/not known here/.test(sentence))
    return run.known.linear?.byRow === undefined ? null : 'they were compared';
  const value = '(−?[\\d.]+)(?: of ([^(]+?))?';
  const pattern = new RegExp(
    `(R²|AUC|log loss) ${value} against ${value} \\(([a-z ]*?)(−?[\\d.]+)(?: to (−?[\\d.]+))?\\)`,
    'g',
  );
  const said = [...sentence.matchAll(pattern)];
  if (said.length === 0) return 'names no numbers';
  const faults = said.map(
    ([all, metric = '', one = '', by = '', other = '', than = '', apart = '', low = '', high = low]) => {
      const isFirst = by !== '';
      const id = [...run.networks.keys()].find((of) => run.nameOf(of) === (isFirst ? by : than).trim());
      if (id === undefined) return `unknown network: ${all}`;
      const [network, linear] = isFirst ? [one, other] : [other, one];
      const fits = run.experiment.tasks.some((_, task) => {
        const [ofNetwork, ofLinear] = [scoreOf(run, metric, id, task), scoreOf(run, metric, null, task)];
        if (!isRounded(network, ofNetwork) || !isRounded(linear, ofLinear)) return false;
        const [least, most] = [low, high].map((end) => Number(end.replace('−', '-'))) as [number, number];
        const difference = ofNetwork - ofLinear;
        const said = apart.startsWith('difference') ? difference : Math.abs(difference);
        return said >= least - 0.0006 && said <= most + 0.0006;
      });
      return fits ? null : all;
    },
  );
  return faults.find((fault) => fault !== null) ?? null;
}

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

/** The two values of every task, for whoever reads the sentence. */
export const linearNumbers = (run: RawRun): string =>
  run.experiment.tasks
    .map(({ name, kind }, task) => {
      const metric = kind === 'binary' ? 'AUC' : 'R²';
      const values = [null, ...run.experiment.cards.map(({ id }) => id)].map((id) => {
        const value = scoreOf(run, metric, id, task).toFixed(4);
        return `${id ?? 'linear'} ${value}`;
      });
      return `${name} ${metric}: ${values.join(', ')}`;
    })
    .join('; ');

export const shiftNumbers = (run: RawRun): string =>
  run.experiment.tasks
    .map(({ name }, task) => {
      const { numPositive, numNegative, trainRate } = run.known;
      const [yes = [], no = []] = [numPositive, numNegative].map((counts) => ofTask(run, task, counts));
      const [low = Number.NaN, high = Number.NaN] = intervalOf(ofTask(run, task, trainRate), 0.95);
      return `${name}: ${yes.join('/')} yes and ${no.join('/')} no in test rows, train rate ${low} to ${high}`;
    })
    .join('; ');
