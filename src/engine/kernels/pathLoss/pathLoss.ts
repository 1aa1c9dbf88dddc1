/**
 * Loss per replica and task where tasks come after other tasks. Beside the mean loss of a task's own labels, each may count the
 * labels of all rows: that of the product of the probabilities along its path, the tasks before it and itself, whose label is yes where
 * all of them are. And it may weigh its own labels by how unlikely it was that they came to be, so that they stand for all rows.
 *
 * Labels are 0 where they are missing. A product is known where a label on its path is a known no, or all are known. The mask may hold
 * weights of rows, as that of `taskLoss` may; below 1 in all, they count as they are.
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
import { type Named, type Operation, run } from '../operation.ts';

/** Terms of a task's loss, as bits. */
export const pathTerms = {
  /** Its own labels, divided by how many there are. */
  own: 1,
  /** Each of its own labels divided by the probability that the tasks before it happen, and all by the rows where that is known. */
  inversePropensity: 2,
  /** The product along its path. */
  product: 4,
} as const;

export interface PathLossAttrs {
  readonly numReplicas: number;
  /** `[T, 3]`: of each task the one before it, counted from 1, or 0; 1 if it is binary, else 0; its terms. The array is its identity. */
  readonly tasks: readonly number[];
}

type LossInput = 'logits' | 'labels' | 'mask' | 'coefficients';

const inputs = {
  logits: '[R*T, B]',
  labels: '[R*T, B]',
  mask: '[R*T, B]',
  /** The factors of its own labels and of the product, and the least probability that a label is divided by. */
  coefficients: '[T, 3]',
};

const forward: Operation<PathLossAttrs, LossInput, 'losses'> = {
  kernelName: 'PathLoss',
  inputs,
  axes: ({ numReplicas, tasks }) => ({ R: numReplicas, T: tasks.length / numbersPerTask }),
  outputs: ['losses'],
  reference: (given, attrs) => {
    const losses = termsOfTasks(given, attrs).map((terms) =>
      summed(terms.map(({ scale, ...term }) => mul(scale, sum(mul(term.weight, lossOf(term)), 1, true)))),
    ); // [R, 1] each
    return { losses: reshape(concat(losses, 1), [-1]) };
  },
  gradient: {
    saves: ['logits', 'labels', 'mask', 'coefficients'],
    of: ({ losses: dy }, saved, attrs) => ({
      logits: () => run(backward, { dy, ...saved }, attrs).dLogits,
    }),
  },
};

/**
 * `dLogits` `[R*T, B]`. With p the product of sigma(a_k) along a path and l its logit, dl / da_k = sigma(-a_k) / sigma(-l), since
 * dp / da_k = p sigma(-a_k). No logit of a path is below l, so that share is at most 1.
 */
const backward: Operation<PathLossAttrs, 'dy' | LossInput, 'dLogits'> = {
  kernelName: 'PathLossGrad',
  inputs: { dy: '[R*T]', ...inputs },
  outputs: ['dLogits'],
  reference: ({ dy, ...given }, attrs) => {
    const { numReplicas } = attrs;
    const { shape } = given.logits;
    const terms = termsOfTasks(given, attrs).flatMap((ofTask, task) => {
      const ofLoss = slice(reshape(dy, [numReplicas, -1]), [0, task], [numReplicas, 1]); // [R, 1]
      return ofTask.map((term) => ({
        ...term,
        slope: mul(mul(term.weight, slopeOf(term)), mul(term.scale, ofLoss)), // [R, B]
      }));
    });
    const ofTasks = tasksIn(attrs).map((_, task) => {
      const gradients = terms.flatMap(({ path, logit, slope }) => {
        const own = path.find(({ task: on }) => on === task);
        if (own === undefined) return [];
        return [path.length === 1 ? slope : mul(slope, exp(sub(softplus(logit), softplus(own.logit))))];
      });
      return reshape(summed([zeros([numReplicas, shape[1] ?? 0]), ...gradients]), [numReplicas, 1, -1]);
    });
    return { dLogits: reshape(concat(ofTasks, 1), shape) };
  },
};

export const pathLossOperations = { forward, backward };

/** `logits`, `labels`, `mask` `[R*T, B]`, `coefficients` `[T, 3]` -> `[R*T]`. No gradient passes through the probabilities divided by. */
export function pathLoss(given: Named<LossInput>, attrs: PathLossAttrs): Tensor {
  return run(forward, given, attrs).losses;
}

const numbersPerTask = 3;

/** The path of each task, the tasks before it and itself, its kind and its terms. */
function tasksIn({ tasks }: PathLossAttrs) {
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

/** Rows of one task, `[R, B]` each. */
interface RowsOfTask {
  readonly task: number;
  readonly logit: Tensor;
  readonly label: Tensor;
  readonly mask: Tensor;
}

/** A weighted sum over rows. */
interface Term {
  /** The tasks whose probabilities are multiplied. */
  readonly path: readonly RowsOfTask[];
  readonly isBinary: boolean;
  /** `[R, B]` each. */
  readonly logit: Tensor;
  readonly label: Tensor;
  readonly weight: Tensor;
  /** `[R, 1]`: what the sum is multiplied by. */
  readonly scale: Tensor;
}

function termsOfTasks(given: Named<LossInput>, attrs: PathLossAttrs): readonly (readonly Term[])[] {
  const { numReplicas } = attrs;
  const tasks = tasksIn(attrs);
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
    const ownTerm = (): Term => {
      const { logit, label, mask } = productOf(own);
      if (!has('inversePropensity'))
        return { path: own, isBinary, logit, label, weight: mask, scale: shareOf(coefficient(0), mask) };
      const before = productOf(path.slice(0, -1));
      const propensity = maximum(sigmoid(before.logit), coefficient(2));
      const weight = div(mask, propensity);
      return { path: own, isBinary, logit, label, weight, scale: shareOf(coefficient(0), before.mask) };
    };
    const productTerm = (): Term => {
      const { mask, ...product } = productOf(path);
      return { path, isBinary: true, ...product, weight: mask, scale: shareOf(coefficient(1), mask) };
    };
    return [...(has('own') ? [ownTerm()] : []), ...(has('product') ? [productTerm()] : [])];
  });
}

/** The product of the probabilities of tasks: its logit, its label, and where that is known, each `[R, B]`. */
function productOf(path: readonly RowsOfTask[]): Omit<RowsOfTask, 'task'> {
  const [first, ...others] = path;
  if (first === undefined) throw new Error('A product needs a task.');
  const isNo = ({ label, mask }: RowsOfTask) => mul(mask, sub(1, label));
  const logit = others.reduce((l, { logit: a }) => productLogit(l, a), first.logit);
  const label = others.reduce((y, next) => mul(y, next.label), first.label);
  const knownNo = others.reduce((m, next) => maximum(m, isNo(next)), isNo(first));
  const allKnown = others.reduce((m, next) => minimum(m, next.mask), first.mask);
  return { logit, label, mask: maximum(knownNo, allKnown) };
}

/** -log(e^-a + e^-b + e^-(a + b)), the logit of sigma(a) sigma(b), for logits of any size. */
const productLogit = (a: Tensor, b: Tensor): Tensor =>
  neg(logAddExp(logAddExp(neg(a), neg(b)), neg(add(a, b))));

/** log(e^x + e^y) */
const logAddExp = (x: Tensor, y: Tensor): Tensor =>
  add(maximum(x, y), log(add(1, exp(neg(magnitude(sub(x, y)))))));

/** log(1 + e^x) */
const softplus = (x: Tensor): Tensor => add(relu(x), log(add(1, exp(neg(magnitude(x))))));

const magnitude = (x: Tensor): Tensor => add(relu(x), relu(neg(x)));

const minimum = (x: Tensor, y: Tensor): Tensor => neg(maximum(neg(x), neg(y)));

/** Cross-entropy, or the squared error, row by row. */
const lossOf = ({ isBinary, logit, label }: Pick<Term, 'isBinary' | 'logit' | 'label'>): Tensor => {
  if (isBinary) return sub(softplus(logit), mul(logit, label));
  const error = sub(logit, label);
  return mul(error, error);
};

/** The derivative of the loss of a row by the logit. */
const slopeOf = ({ isBinary, logit, label }: Pick<Term, 'isBinary' | 'logit' | 'label'>): Tensor =>
  isBinary ? sub(sigmoid(logit), label) : mul(sub(logit, label), 2);

/** A coefficient over the number of rows that are known, `[R, 1]`. */
const shareOf = (coefficient: Tensor, known: Tensor): Tensor =>
  div(coefficient, maximum(sum(known, 1, true), 1));

const summed = (tensors: readonly Tensor[]): Tensor => tensors.reduce((all, one) => add(all, one));
