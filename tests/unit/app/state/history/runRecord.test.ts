/** The record of a run as the browser kept it. */
import { expect, it } from 'vitest';
import { recordIn, sourceWords } from '../../../../../app/state/history/runRecord.ts';

it('with a time that no date has is damaged, and costs itself alone', () => {
  const record = { id: 'a', config: 'v=2', key: 'k', curves: [] };
  for (const time of [8.64e15 + 1, -1e300, Number.NaN, 'now'])
    expect(recordIn({ ...record, time })).toBeNull();
  expect(recordIn({ ...record, time: 8.64e15 })).toMatchObject({ id: 'a', time: 8.64e15 });
});

it('with an import at a time that no date has is as one of which nobody knows when it came', () => {
  const record = { id: 'a', config: 'v=2', key: 'k', curves: [], time: 0, fileName: 'runs.json' };
  for (const importedAt of [1e99, -8.64e15 - 1, Number.NaN, '7', null]) {
    const read = recordIn({ ...record, importedAt });
    expect(read?.importedAt).toBe(0);
    expect(read && sourceWords(read)).toContain('runs.json');
  }
  expect(recordIn({ ...record, importedAt: 7 })?.importedAt).toBe(7);
});
