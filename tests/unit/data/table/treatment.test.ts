/** Numbers that ruin a column are named with what mends it, and the mend goes into inputs, labels and links. */
import { expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { encodedTableOf, inputRowsIn } from '../../../../src/data/table/encode.ts';
import { rawLabelsOf } from '../../../../src/data/table/labels.ts';
import { notesOnTable } from '../../../../src/data/table/notes/problems.ts';
import { appliedTreatment, treatedNumber, treatmentOffersFor } from '../../../../src/data/table/treatment.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { finished } from '../setup.ts';
import { setupWith, tableOf } from './csvFiles.ts';

const numRows = 2000;
const rows = Int32Array.from({ length: numRows }, (_, row) => row);
const { normal } = createStream('treatments');
const drawn = (numberOf: (z: number) => number) => Float64Array.from(rows, () => numberOf(normal()));
const with10 = (value: number, values: Float64Array) =>
  values.map((one, row) => (row % 200 === 7 ? value : one));

it.each<[string, Float64Array, object[]]>([
  ['normal numbers', drawn((z) => z), []],
  [
    'a sentinel',
    with10(
      -999_999_999,
      drawn((z) => z),
    ),
    [{ blanks: [-999_999_999], amount: 10 }],
  ],
  [
    'years with 9999',
    with10(
      9999,
      drawn((z) => 1990 + 10 * z),
    ),
    [{ blanks: [9999], amount: 10 }],
  ],
  ['one giant', drawn((z) => z).with(5, 1e308), [{ blanks: [1e308], amount: 1 }]],
  [
    'ages of −1 that are near the others',
    with10(
      -1,
      drawn((z) => 5 + z),
    ),
    [],
  ],
  ['a heavy tail', drawn((z) => Math.exp(3 * z)), [{ form: 'log', amount: expect.any(Number) }]],
  ['tails on both sides', drawn((z) => z ** 7), [{ form: 'clip', amount: expect.any(Number) }]],
])('offers for %s what mends it', (_, values, offers) => {
  expect(treatmentOffersFor(values, rows, {})).toEqual(offers);
});

it('finds a giant wherever it stands', () => {
  const many = Int32Array.from({ length: 30_000 }, (_, row) => row);
  const values = Float64Array.from(many, () => normal()).with(29_990, 1e12);
  expect(treatmentOffersFor(values, many, {})).toEqual([{ blanks: [1e12], amount: 1 }]);
});

it('takes blanks out, then the logarithm or the middle', () => {
  const values = Float64Array.from({ length: 1000 }, (_, row) => row);
  const clip = appliedTreatment({ blanks: [999], form: 'clip' }, values, rows.subarray(0, 1000));
  expect([-5, 500, 998, 999].map((value) => treatedNumber(clip ?? {}, value))).toEqual([
    5,
    500,
    993,
    Number.NaN,
  ]);
  expect(treatedNumber({ form: 'log' }, -(Math.E - 1))).toBeCloseTo(-1, 12);
  expect(appliedTreatment({}, values, rows)).toBeNull();
});

const csv = [
  'x,y',
  ...Array.from(
    { length: 200 },
    (_, row) => `${row % 20 === 3 ? -999 : Math.exp(row % 11)},${Math.exp(row % 13)}`,
  ),
].join('\n');

it('is offered with the file, goes into inputs and labels, and comes back from a link', async () => {
  const table = await tableOf(csv);
  const plain = setupWith(
    table,
    { x: 'number', y: 'target' },
    { targets: [{ column: 'y', positive: null, mask: null }] },
  );
  const [alarm] = notesOnTable(table, plain).filter(({ offer }) => offer);
  expect(alarm).toMatchObject({ column: 'x', isAlarm: true, offer: { treatment: { blanks: [-999] } } });
  const columns = [
    { name: 'x', role: 'number', blanks: [-999], form: 'log' },
    { name: 'y', role: 'target', form: 'log' },
  ] as const;
  const setup = { ...plain, columns };
  const encoded = encodedTableOf(table, setup);
  const inputs = finished(inputRowsIn(encoded.encoding, { table, setup }, rows.subarray(0, 6)));
  // Standardised, and a second input for blanks.
  expect(Array.from(inputs).filter((_, place) => place % 2 === 1)).toEqual([0, 0, 0, 1, 0, 0]);
  expect(Math.max(...inputs)).toBeLessThan(3);
  const [target = null] = setup.targets;
  expect(target && rawLabelsOf(table, setup, target)[4]).toBeCloseTo(Math.log(1 + Math.exp(4)), 12);
  const experiment = setTable(defaultExperiment(), setup, {
    ...{ inputDim: 2, numTrainRows: 120, numValidationRows: 40, numTestRows: 40 },
  });
  const link = linkOfAll(experiment);
  expect(link).toContain('cols=x:nl_-999,y:tl');
  expect(readLink(link).experiment.data.table?.columns).toEqual(columns);
});
