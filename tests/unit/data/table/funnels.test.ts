/** A file whose second label hangs on its first is noticed as a funnel; what only looks alike is not. */
import { expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { noticedParentsOf } from '../../../../src/data/table/notes/funnels.ts';
import { setupWith, tableOf, yesIn } from './csvFiles.ts';

type Labels = (clicked: boolean, bought: boolean) => string | number;

async function parentsIn(boughtOf: Labels) {
  const { uniform } = createStream('funnels');
  const lines = Array.from({ length: 1000 }, () => {
    const clicked = uniform() < 0.3;
    return `${uniform()},${Number(clicked)},${boughtOf(clicked, uniform() < 0.2)}`;
  });
  const table = await tableOf(['x,click,buy', ...lines].join('\n'));
  const roles = { x: 'number', click: 'target', buy: 'target' } as const;
  const numWithout = lines.filter((line) => line.split(',')[1] === '0').length;
  const targets = [yesIn('click', '1'), yesIn('buy', '1')];
  return { parents: noticedParentsOf(table, setupWith(table, roles, { targets })), numRows: numWithout };
}

it.each<[string, boolean, Labels]>([
  ['blank without a click', true, (clicked, bought) => (clicked ? Number(bought) : '')],
  ['never yes without a click', false, (clicked, bought) => Number(clicked && bought)],
])('notices a label that is %s', async (_, isBlank, boughtOf) => {
  const { parents, numRows } = await parentsIn(boughtOf);
  expect(parents).toEqual([null, { after: 0, numRows, isBlank }]);
});

it.each<[string, Labels]>([
  ['yes without a click', (_, bought) => Number(bought)],
  ['the click itself', (clicked) => Number(clicked)],
  ['missing on most clicks', (clicked, bought) => (clicked && bought ? 1 : '')],
])('takes for no funnel what is %s', async (_, boughtOf) => {
  expect((await parentsIn(boughtOf)).parents).toEqual([null, null]);
});
