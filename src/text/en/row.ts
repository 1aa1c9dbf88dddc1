/** English texts: one row followed through the networks. */
import { plural } from '../format.ts';

export const rowText = {
  title: 'One row',
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
    error:
      'The test row where the first network is wrong and the second is right by most; press again for the next one',
  },
  coming: 'The networks are being trained again, to send a row through them …',
  noRow: 'There is no such row.',
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
  noPoint: 'no point chosen',
  planeKeys: 'Arrow keys move the point.',
} as const;
