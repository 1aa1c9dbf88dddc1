/** English texts: one row followed through the networks. */
import { listed, plural } from '../format.ts';

export const rowText = {
  follow: 'Follow one row',
  followHint: 'Shows how each gate splits a single row, what each tower answers, and the truth',
  title: 'One row',
  task: 'Task',
  stop: 'All rows again',
  previous: 'Row before',
  next: 'Next row',
  ofTest: (row: number) => `Test row ${row}`,
  ofPlane: (x: string, y: string) => `Point ${x}, ${y} of the plane`,
  searches: {
    gates: 'Gates differ most',
    error: (reference: string, rival: string) => `${reference} wrong, ${rival} right`,
  },
  searchHints: {
    gates: 'The test row whose gates are furthest from the average; press again for the next one',
    error: 'The test row where the first network errs most beyond the second; press again for the next one',
  },
  coming: 'The networks are being trained again, to send a row through them …',
  noRow: 'There is no such row.',
  ofStep: (step: string) => `weights of step ${step}`,
  /** "the gate of Task 1 takes 62 % from itself and 31 % from Task 2". */
  split: (task: string, shares: readonly (readonly [name: string | null, percent: string])[]) =>
    `the gate of ${task} takes ${listed(shares.map(([name, percent]) => `${percent} from ${name ?? 'itself'}`))}`,
  fixed: (network: string) => `${network} mixes every row alike.`,
  sentence: (network: string, level: number, splits: readonly string[]) =>
    `${network}, level ${level}: ${splits.join('; ')}.`,
  shared: 'the shared expert',
  truth: 'truth',
  label: 'label',
  table: 'Answers for this row',
  tableOf: (network: string) => `${network} answers`,
  errorOf: (network: string) => `${network} error`,
  pin: 'Keep for comparison',
  pinned: 'Kept rows',
  unpin: (row: string) => `Remove ${row}`,
  compared: (network: string, [first, second]: readonly [string, string], task: string, points: number) =>
    `${network}: between ${first} and ${second}, the gate of ${task} moves ${plural(points, 'point', 'points')}.`,
  plane: (first: string, second: string, isOfFirstGroup: boolean) =>
    `The plane of ${first} and ${second}${isOfFirstGroup ? ' in the first group of users' : ''}`,
  planeColumns: 'The plane of two columns',
  column: 'column',
  switch: 'extra feature',
  drag: 'drag a point',
  legend:
    'Below each gate: its shares in %. Above each tower: answer / truth. The plane is one of inputs: to the right along what the first task looks at.',
  noPoint: 'no point chosen',
  planeKeys: 'Arrow keys move the point.',
} as const;
