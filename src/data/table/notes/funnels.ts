/** Notices tasks that happen only after another, as a conversion after a click. */
import { rawLabelsOf } from '../labels.ts';
import type { Table } from '../table.ts';
import type { TableSetup } from '../tableSetup.ts';

export interface NoticedParent {
  readonly after: number;
  /** Rows on which it does not, where the task has no label, or no yes. */
  readonly numRows: number;
  readonly isBlank: boolean;
}

const MIN_ROWS = 50;
// Of the rows on which the first task happens, so many have a label of the second.
const LABELLED_SHARE = 0.9;

/** `[T]`, null where a task follows none; of several that it follows, the last. */
export function noticedParentsOf(table: Table, setup: TableSetup): readonly (NoticedParent | null)[] {
  const labels = setup.targets.map((target) => (target?.positive ? rawLabelsOf(table, setup, target) : null));
  return labels.map((own, task) => {
    if (own === null) return null;
    const found = labels.slice(0, task).map((other, after) => other && parentIn(own, other, after));
    return found.findLast((one) => one !== null) ?? null;
  });
}

function parentIn(own: Float64Array, parent: Float64Array, after: number): NoticedParent | null {
  let [numWithout, numLabelledWithout, numWith, numLabelledWith, numNoWith] = [0, 0, 0, 0, 0];
  for (const [row, label] of own.entries()) {
    const isLabelled = !Number.isNaN(label);
    if (parent[row] === 1) {
      numWith++;
      numLabelledWith += Number(isLabelled);
      numNoWith += Number(label === 0);
    } else if (parent[row] === 0) {
      if (label === 1) return null;
      numWithout++;
      numLabelledWithout += Number(isLabelled);
    }
  }
  const isBlank = numLabelledWithout === 0;
  const isWhole = numLabelledWith >= LABELLED_SHARE * numWith;
  const isEnough = Math.min(numWith, numWithout) >= MIN_ROWS && numNoWith > 0;
  return isEnough && isWhole ? { after, numRows: numWithout, isBlank } : null;
}
