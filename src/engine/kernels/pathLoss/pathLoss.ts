/**
 * Loss per replica and task for tasks that follow other tasks.
 *
 * Besides its own labels, a task may count, over all rows, the product of the probabilities on its path
 * (ancestors and itself), labelled yes if all are; and it may weight its own labels by inverse propensity.
 * Missing labels are 0. A product is known if its path has a known no, or all labels. The mask may hold row
 * weights; a sum below 1 counts as 1.
 */
import {
  add,
  concat,
  div,
  exp,
  log,
  maximum,
  mul,
  neg,
  relu,
  reshape,
  sigmoid,
  slice,
  sub,
  sum,
  type Tensor,
  zeros,
} from '../../tf/tf.ts';
import { type NamedTensors, type Operation, runOperation } from '../operation.ts';

export const pathTerms = {
  /** Loss of own labels, averaged over labelled rows. */
  own: 1,
  /** Loss of own labels over the ancestors' probability, averaged where the ancestors' product is known. */
  inversePropensity: 2,
  product: 4,
} as const;

export interface PathLossAttrs {
  readonly numReplicas: number;
  /** `[T, 3]`: parent counted from 1, or 0; 1 if binary; terms as bits. */
  readonly tasks: readonly number[];
}

type LossInput = 'logits' | 'labels' | 'mask' | 'coefficients';

const pathLossInputs = {
  logits: '[R*T, B]',
  labels: '[R*T, B]',
  mask: '[R*T, B]',
  /** Factors of own labels and product, and the least probability to divide by. */
  coefficients: '[T, 3]',
};

const pathLossForward: Operation<PathLossAttrs, LossInput, 'losses'> = {
  kernelName: 'PathLoss',
  inputs: pathLossInputs,
  axes: ({ numReplicas, tasks }) => ({ R: numReplicas, T: tasks.length / numbersPerTask }),
  outputs: ['losses'],
  reference: (given, attrs) => {
    const losses = lossTermsOfTasks(given, attrs).map((terms) =>
      sumOfTensors(
        terms.map(({ scale, ...term }) => mul(scale, sum(mul(term.weight, lossOfTerm(term)), 1, true))),
      ),
    ); // [R, 1] each
    return { losses: reshape(concat(losses, 1), [-1]) };
  },
  gradient: {
    saves: ['logits', 'labels', 'mask', 'coefficients'],
    of: ({ losses: dy }, saved, attrs) => ({
      logits: () => runOperation(pathLossBackward, { dy, ...saved }, attrs).dLogits,
    }),
  },
};

// For p, the product of sigma(a_k) on a path, with logit l: dl / da_k = sigma(-a_k) / sigma(-l), since dp /
// da_k = p sigma(-a_k). It is at most 1, since l <= a_k.
const pathLossBackward: Operation<PathLossAttrs, 'dy' | LossInput, 'dLogits'> = {
  kernelName: 'PathLossGrad',
  inputs: { dy: '[R*T]', ...pathLossInputs },
  outputs: ['dLogits'],
  reference: ({ dy, ...given }, attrs) => {
    const { numReplicas } = attrs;
    const { shape } = given.logits;
    const terms = lossTermsOfTasks(given, attrs).flatMap((ofTask, task) => {
      const ofLoss = slice(reshape(dy, [numReplicas, -1]), [0, task], [numReplicas, 1]); // [R, 1]
      return ofTask.map((term) => ({
        ...term,
        slope: mul(mul(term.weight, slopeOfTerm(term)), mul(term.scale, ofLoss)), // [R, B]
      }));
    });
    const ofTasks = pathTasksOf(attrs).map((_, task) => {
      const gradients = terms.flatMap(({ path, logit, slope }) => {
        const own = path.find(({ task: on }) => on === task);
        if (own === undefined) return [];
        return [path.length === 1 ? slope : mul(slope, exp(sub(softplus(logit), softplus(own.logit))))];
      });
      return reshape(sumOfTensors([zeros([numReplicas, shape[1] ?? 0]), ...gradients]), [numReplicas, 1, -1]);
    });
    return { dLogits: reshape(concat(ofTasks, 1), shape) };
  },
};

export const pathLossOperations = { forward: pathLossForward, backward: pathLossBackward };

/** Returns `[R*T]`. Propensities get no gradient. */
export function pathLoss(given: NamedTensors<LossInput>, attrs: PathLossAttrs): Tensor {
  return runOperation(pathLossForward, given, attrs).losses;
}

const numbersPerTask = 3;

function pathTasksOf({ tasks }: PathLossAttrs) {
  const at = (task: number, place: number) => tasks[task * numbersPerTask + place] ?? 0;
  const pathOf = (task: number): readonly number[] => {
    const parent = at(task, 0) - 1;
    return parent < 0 ? [task] : [...pathOf(parent), task];
  };
  return Array.from({ length: tasks.length / numbersPerTask }, (_, task) => ({
    path: pathOf(task),
    isBinary: at(task, 1) === 1,
    has: (term: keyof typeof pathTerms) => (at(task, 2) & pathTerms[term]) !== 0,
  }));
}

/** `[R, B]` each. */
interface RowsOfTask {
  readonly task: number;
  readonly logit: Tensor;
  readonly label: Tensor;
  readonly mask: Tensor;
}

interface LossTerm {
  readonly path: readonly RowsOfTask[];
  readonly isBinary: boolean;
  readonly logit: Tensor;
  readonly label: Tensor;
  readonly weight: Tensor;
  /** `[R, 1]` */
  readonly scale: Tensor;
}

function lossTermsOfTasks(
  given: NamedTensors<LossInput>,
  attrs: PathLossAttrs,
): readonly (readonly LossTerm[])[] {
  const { numReplicas } = attrs;
  const tasks = pathTasksOf(attrs);
  const rowsOf = (values: Tensor, task: number) => {
    const size = [numReplicas, 1, values.shape[1] ?? 0];
    return reshape(slice(reshape(values, [numReplicas, tasks.length, -1]), [0, task, 0], size), [
      numReplicas,
      -1,
    ]);
  };
  const rows = tasks.map((_, task) => ({
    task,
    logit: rowsOf(given.logits, task),
    label: rowsOf(given.labels, task),
    mask: rowsOf(given.mask, task),
  }));
  const rowsAlong = (path: readonly number[]) => rows.filter(({ task }) => path.includes(task));
  return tasks.map(({ path: tasksOnPath, isBinary, has }, task) => {
    const coefficient = (place: number) => slice(given.coefficients, [task, place], [1, 1]);
    const path = rowsAlong(tasksOnPath);
    const own = path.slice(-1);
    const ownTerm = (): LossTerm => {
      const { logit, label, mask } = pathProductOf(own);
      if (!has('inversePropensity'))
        return {
          path: own,
          isBinary,
          logit,
          label,
          weight: mask,
          scale: meanWeightsOf(coefficient(0), mask),
        };
      const before = pathProductOf(path.slice(0, -1));
      const propensity = maximum(sigmoid(before.logit), coefficient(2));
      const weight = div(mask, propensity);
      return { path: own, isBinary, logit, label, weight, scale: meanWeightsOf(coefficient(0), before.mask) };
    };
    const productTerm = (): LossTerm => {
      const { mask, ...product } = pathProductOf(path);
      return { path, isBinary: true, ...product, weight: mask, scale: meanWeightsOf(coefficient(1), mask) };
    };
    return [...(has('own') ? [ownTerm()] : []), ...(has('product') ? [productTerm()] : [])];
  });
}

function pathProductOf(path: readonly RowsOfTask[]): Omit<RowsOfTask, 'task'> {
  const [first, ...others] = path;
  if (first === undefined) throw new Error('A product needs a task.');
  const isNo = ({ label, mask }: RowsOfTask) => mul(mask, sub(1, label));
  const logit = others.reduce((l, { logit: a }) => productLogit(l, a), first.logit);
  const label = others.reduce((y, next) => mul(y, next.label), first.label);
  const knownNo = others.reduce((m, next) => maximum(m, isNo(next)), isNo(first));
  const allKnown = others.reduce((m, next) => elementwiseMinimum(m, next.mask), first.mask);
  return { logit, label, mask: maximum(knownNo, allKnown) };
}

// -log(e^-a + e^-b + e^-(a + b)), the logit of sigma(a) sigma(b), stable at any size.
const productLogit = (a: Tensor, b: Tensor): Tensor =>
  neg(logAddExp(logAddExp(neg(a), neg(b)), neg(add(a, b))));

const logAddExp = (x: Tensor, y: Tensor): Tensor =>
  add(maximum(x, y), log(add(1, exp(neg(absoluteValue(sub(x, y)))))));

const softplus = (x: Tensor): Tensor => add(relu(x), log(add(1, exp(neg(absoluteValue(x))))));

const absoluteValue = (x: Tensor): Tensor => add(relu(x), relu(neg(x)));

const elementwiseMinimum = (x: Tensor, y: Tensor): Tensor => neg(maximum(neg(x), neg(y)));

const lossOfTerm = ({ isBinary, logit, label }: Pick<LossTerm, 'isBinary' | 'logit' | 'label'>): Tensor => {
  if (isBinary) return sub(softplus(logit), mul(logit, label));
  const error = sub(logit, label);
  return mul(error, error);
};

const slopeOfTerm = ({ isBinary, logit, label }: Pick<LossTerm, 'isBinary' | 'logit' | 'label'>): Tensor =>
  isBinary ? sub(sigmoid(logit), label) : mul(sub(logit, label), 2);

const meanWeightsOf = (coefficient: Tensor, known: Tensor): Tensor =>
  div(coefficient, maximum(sum(known, 1, true), 1));

const sumOfTensors = (tensors: readonly Tensor[]): Tensor => tensors.reduce((all, one) => add(all, one));
