/** English texts: what is said under a replay of a training while it goes, and after it. */
import { formatCount } from '../format.ts';

/** "Tasks 1 and 2" for names that are numbered alike. */
function both(one: string, other: string): string {
  const [first, second] = [one, other].map((name) => /^Task (\d+)$/.exec(name)?.[1]);
  return first === undefined || second === undefined ? `${one} and ${other}` : `Tasks ${first} and ${second}`;
}

export const captionText = {
  replay: 'Replay',
  replayHint: 'Ribbons move evenly between recorded steps. All numbers are those of recorded steps.',
  watch: 'Watch who begins to borrow from whom.',
  meaning:
    'A task borrows more when more of its output comes from the experts of another task than before training, in a 95 % interval over repetitions.',
  mutual: (one: string, other: string) => `${both(one, other)} just found each other.`,
  wasMutual: (one: string, other: string, step: number) =>
    `${both(one, other)} found each other by step ${formatCount(step)}.`,
  oneWay: (task: string, lender: string) => `${task} now borrows more from ${lender}.`,
  wasOneWay: (task: string, lender: string, step: number) =>
    `By step ${formatCount(step)}, ${task} borrowed more from ${lender}.`,
  drag: 'Now drag this cell:',
  slide: 'Now move the slider of',
  cell: (row: string, column: string) => `${row} × ${column}`,
} as const;
