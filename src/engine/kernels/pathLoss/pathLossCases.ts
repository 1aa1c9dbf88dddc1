/** Example calls of the path loss. */
import {
  type KernelCases,
  type NumberList,
  normalValues,
  randomFlags,
  type TestTensor,
  testTensorOf,
  testValueAt,
} from '../cases.ts';
import { pathLoss, pathLossOperations, pathTerms } from './pathLoss.ts';

const { own, inversePropensity, product } = pathTerms;
const weightedOwnTerms = own | inversePropensity | product;

const funnelExamples: readonly { readonly tasks: readonly number[]; readonly numRows: number }[] = [
  { tasks: [0, 1, own], numRows: 3 },
  { tasks: [0, 1, own, 1, 1, product], numRows: 9 },
  { tasks: [0, 1, own, 1, 1, product, 2, 1, product], numRows: 70 },
  { tasks: [0, 1, own, 1, 1, weightedOwnTerms], numRows: 64 },
  {
    tasks: [0, 0, own, 0, 1, own, 2, 1, weightedOwnTerms, 2, 1, product, 3, 1, weightedOwnTerms],
    numRows: 33,
  },
  // Four in a row, the last weighting its own labels only, and one whose product nobody reads.
  { tasks: [0, 1, own, 1, 1, own, 2, 1, product, 3, 1, own | inversePropensity, 1, 1, own], numRows: 18 },
];

const pathCoefficientsOf = (tasks: readonly number[]): TestTensor => {
  const numTasks = tasks.length / 3;
  const values = Float32Array.from({ length: 3 * numTasks }, (_, i) => [0.75, 1.5, 0.125][i % 3] ?? 0);
  return { values, shape: [numTasks, 3] };
};

function pathLossRowsOf(tasks: readonly number[], numRows: number, numReplicas: number, scale: number) {
  const shape = [(numReplicas * tasks.length) / 3, numRows];
  const [labels, mask] = [randomFlags('labels', shape, 0.5), randomFlags('mask', shape, 0.7)];
  mask.values.forEach((value, i) => {
    // Gives some rows other weights; missing labels are 0.
    if ((i % numRows) % 3 === 0) mask.values[i] = value * (0.5 + ((i % numRows) % 7) / 4);
    if (value === 0) labels.values[i] = 0;
  });
  return { logits: normalValues('logits', shape, scale), labels, mask };
}

export const pathLossCases: KernelCases = {
  calls: (numReplicas) =>
    funnelExamples.flatMap(({ tasks, numRows }) =>
      [3, 40].flatMap((scale) => {
        const inputs = pathLossRowsOf(tasks, numRows, numReplicas, scale);
        const name = `tasks ${tasks}, ${numRows} rows, logits of ${scale}`;
        const shared = { coefficients: pathCoefficientsOf(tasks) };
        const attrs = (replicas: number) => ({ numReplicas: replicas, tasks });
        const dy = normalValues('dy', inputs.logits.shape.slice(0, 1));
        return [
          { name, operation: pathLossOperations.forward, inputs, shared, attrs },
          { name, operation: pathLossOperations.backward, inputs: { dy, ...inputs }, shared, attrs },
        ];
      }),
    ),
  differentiable: (numReplicas) =>
    funnelExamples.map(({ tasks, numRows }) => {
      const { logits, labels, mask } = pathLossRowsOf(tasks, numRows, numReplicas, 3);
      const coefficients = pathCoefficientsOf(tasks);
      return {
        name: `tasks ${tasks}, ${numRows} rows`,
        inputs: { logits },
        constants: { labels, mask, coefficients },
        onBackend: (tensors) =>
          pathLoss(
            {
              logits: testTensorOf(tensors, 'logits'),
              labels: testTensorOf(tensors, 'labels'),
              mask: testTensorOf(tensors, 'mask'),
              coefficients: testTensorOf(tensors, 'coefficients'),
            },
            { numReplicas, tasks },
          ),
        inNumbers: (numbers) =>
          pathLossOfNumbers(numbers['logits'], {
            tasks,
            numRows,
            labels: labels.values,
            mask: mask.values,
            coefficients: coefficients.values,
            fixedLogits: logits.values,
          }),
      };
    }),
};

interface PathLossConstants {
  readonly tasks: readonly number[];
  readonly numRows: number;
  readonly labels: NumberList;
  readonly mask: NumberList;
  readonly coefficients: NumberList;
  readonly fixedLogits?: NumberList;
}

function pathOfTask(tasks: readonly number[], task: number): number[] {
  const parent = (tasks[3 * task] ?? 0) - 1;
  return parent < 0 ? [task] : [...pathOfTask(tasks, parent), task];
}

/** `logits` `[R*T, B]` -> `[R*T]` */
export function pathLossOfNumbers(
  logits: NumberList | undefined,
  { tasks, numRows, labels, mask, coefficients, fixedLogits }: PathLossConstants,
): number[] {
  const numTasks = tasks.length / 3;
  return Array.from({ length: labels.length / numRows }, (_, group) => {
    const task = group % numTasks;
    const [first, terms] = [group - task, tasks[3 * task + 2] ?? 0];
    const [ofOwn = 0, ofProduct = 0, clip = 0] = [0, 1, 2].map((i) => coefficients[3 * task + i] ?? 0);
    const rows = Array.from({ length: numRows }, (_, row) => row);
    const at = (values: NumberList | undefined, k: number, row: number) =>
      testValueAt(values, (first + k) * numRows + row);
    const chance = (path: readonly number[], row: number, given: NumberList | undefined) =>
      path.reduce((p, k) => p / (1 + Math.exp(-at(given, k, row))), 1);
    const entropy = (p: number, label: number) => -(label * Math.log(p) + (1 - label) * Math.log1p(-p));
    const isYes = (path: readonly number[], row: number) => path.reduce((y, k) => y * at(labels, k, row), 1);
    const known = (path: readonly number[], row: number) =>
      Math.max(
        ...path.map((k) => at(mask, k, row) * (1 - at(labels, k, row))),
        Math.min(...path.map((k) => at(mask, k, row))),
      );
    const mean = (values: readonly number[], weights: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) /
      Math.max(
        weights.reduce((sum, weight) => sum + weight, 0),
        1,
      );
    const ownLoss = (row: number) =>
      tasks[3 * task + 1] === 1
        ? entropy(chance([task], row, logits), at(labels, task, row))
        : (at(logits, task, row) - at(labels, task, row)) ** 2;
    const path = pathOfTask(tasks, task);
    const before = path.slice(0, -1);
    let loss = 0;
    if ((terms & own) !== 0) {
      const weighs = (terms & inversePropensity) !== 0;
      const values = rows.map(
        (row) =>
          (at(mask, task, row) * ownLoss(row)) /
          (weighs ? Math.max(chance(before, row, fixedLogits), clip) : 1),
      );
      loss +=
        ofOwn *
        mean(
          values,
          rows.map((row) => (weighs ? known(before, row) : at(mask, task, row))),
        );
    }
    if ((terms & product) !== 0) {
      const weights = rows.map((row) => known(path, row));
      const values = rows.map(
        (row) => (weights[row] ?? 0) * entropy(chance(path, row, logits), isYes(path, row)),
      );
      loss += ofProduct * mean(values, weights);
    }
    return loss;
  });
}
