/** The record of a run as the browser kept it. */
import { expect, it } from 'vitest';
import { recordIn } from '../../../../../app/state/history/runRecord.ts';

it('with a time that no date has is damaged, and costs itself alone', () => {
  const record = { id: 'a', config: 'v=2', key: 'k', curves: [] };
  for (const time of [8.64e15 + 1, -1e300, Number.NaN, 'now'])
    expect(recordIn({ ...record, time })).toBeNull();
  expect(recordIn({ ...record, time: 8.64e15 })).toMatchObject({ id: 'a', time: 8.64e15 });
});
