import { expect, test } from 'vitest';
import { faultTable } from '../faults/table.mjs';

const fault = { sees: 'The a|b stopped.', configuration: 'yes', finishedRun: '-', progress: 'not promised' };
const kept = { title: 'A', status: 'passed', meta: { fault } };

test('has a row per fault; one that failed keeps no promise, whatever it had said', () => {
  const assertionResults = [
    kept,
    { ...kept, title: 'B', status: 'failed' },
    { title: 'C', status: 'passed', meta: {} },
    { title: 'D', status: 'skipped', meta: {} },
  ];
  expect(faultTable({ testResults: [{ assertionResults }] }).split('\n')).toEqual([
    '| fault | what the visitor sees | configuration kept | finished run kept | progress kept |',
    '| --- | --- | --- | --- | --- |',
    '| A | The a\\|b stopped. | yes | - | not promised |',
    '| B | **FAILED** | ? | ? | ? |',
    '| C | **FAILED** | ? | ? | ? |',
    '',
  ]);
});
