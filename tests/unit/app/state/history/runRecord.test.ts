/** The record of a run as the browser kept it. */
import { expect, it } from 'vitest';
import { type RunRecord, validRecordOf } from '../../../../../app/state/history/runRecord.ts';

const record: RunRecord = {
  ...{ id: 'a', config: 'v=2', key: 'k', title: 'AdaTT', verdict: '', name: '', note: 'A\nnote' },
  ...{ release: '0.1.0', fileName: 'runs.json', isImported: true, time: 5, importedAt: 7 },
};

it('is damaged, at its own cost alone, where a value is none of its kind', () => {
  for (const time of [8.64e15 + 1, -1e300, Number.NaN, 'now', undefined])
    for (const key of ['time', 'importedAt']) expect(validRecordOf({ ...record, [key]: time })).toBeNull();
  expect(validRecordOf({ ...record, time: 8.64e15 })).toMatchObject({ id: 'a', time: 8.64e15 });
  for (const key of ['id', 'config', 'name', 'isImported'])
    expect(validRecordOf({ ...record, [key]: 7 })).toBeNull();
  expect(validRecordOf(null)).toBeNull();
});
