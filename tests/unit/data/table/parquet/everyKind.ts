import type { SchemaElement, Written } from './parquetFiles.ts';

interface Kind {
  readonly element: Omit<SchemaElement, 'name'>;
  /** The value of a row as the writer of Parquet takes it, and as a CSV file has it; null: blank. */
  readonly cellOf: (row: number) => readonly [value: unknown, written: string] | null;
}

const encoder = new TextEncoder();
const day = 86_400_000;

const text = (cellOf: (row: number) => string | null): Kind => ({
  element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  cellOf: (row) => {
    const cell = cellOf(row);
    return cell === null ? null : [cell, cell];
  },
});

const whole = (element: Kind['element'], at: (row: number) => number | bigint): Kind => ({
  element,
  cellOf: (row) => (row % 9 === 4 ? null : [at(row), String(at(row))]),
});

const real = (element: Kind['element'], at: (row: number) => number): Kind => ({
  element,
  cellOf: (row) => [at(row), Number.isNaN(at(row)) ? 'NaN' : String(at(row))],
});

const moment = (element: Kind['element'], perMs: bigint, digits: number): Kind => ({
  element,
  cellOf: (row) => {
    const ms = 1_700_000_000_000 + row * 3_333_337;
    const written = new Date(ms).toISOString().slice(0, -1).replace('T', ' ');
    return row % 11 === 5 ? null : [BigInt(ms) * perMs, written.padEnd(20 + digits, '0')];
  },
});

/** Hundredths, written by hand. */
const money = (row: number): string =>
  `${row % 3 === 1 ? '-' : ''}${Math.floor(row / 7)}.${String((row * 13) % 100).padStart(2, '0')}`;
const cents = (row: number): bigint => BigInt(money(row).replace('.', ''));

const logical = (logical_type: NonNullable<SchemaElement['logical_type']>) => ({ logical_type });

const kinds: Readonly<Record<string, Kind>> = {
  user: text((row) => `user ${(row * 7) % 23}`),
  city: text((row) => ['Paris, 5e', 'Zürich', ' Köln ', null, '東京', 'say "no"'][row % 6] ?? null),
  size: {
    element: { type: 'BYTE_ARRAY', converted_type: 'ENUM' },
    cellOf: (row) => {
      const size = ['S', 'M', 'L'][row % 3] ?? '';
      return [encoder.encode(size), size];
    },
  },
  count: whole({ type: 'INT32' }, (row) => row - 200),
  tiny: whole({ type: 'INT32', converted_type: 'UINT_8' }, (row) => row % 256),
  wide: whole({ type: 'INT32', converted_type: 'UINT_32' }, (row) => 4_294_967_295 - row),
  long: whole({ type: 'INT64' }, (row) => BigInt(row) * 4_000_000_007n),
  unsigned: whole({ type: 'INT64', converted_type: 'UINT_64' }, (row) => BigInt(row) * 3_000_000_019n),
  ratio: real({ type: 'DOUBLE' }, (row) => (row % 8 === 3 ? Number.NaN : row / 7 - 1e-9)),
  half: real({ type: 'FLOAT' }, (row) => Math.fround(row / 3)),
  price: {
    element: { type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9 },
    cellOf: (row) => [cents(row), money(row)],
  },
  total: {
    element: {
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 9,
      converted_type: 'DECIMAL',
      scale: 2,
      precision: 20,
    },
    cellOf: (row) => (row % 10 === 1 ? null : [cents(row), money(row)]),
  },
  member: {
    element: { type: 'BOOLEAN' },
    cellOf: (row) => (row % 13 === 7 ? null : [row % 3 === 0, String(Number(row % 3 === 0))]),
  },
  born: {
    element: { type: 'INT32', converted_type: 'DATE' },
    cellOf: (row) => [row * 31 - 4000, new Date((row * 31 - 4000) * day).toISOString().slice(0, 10)],
  },
  seen: moment({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, 1n, 3),
  paid: moment({ type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }, 1000n, 6),
  sent: moment(
    { type: 'INT64', ...logical({ type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' }) },
    1_000_000n,
    9,
  ),
  clock: {
    element: { type: 'INT32', ...logical({ type: 'TIME', isAdjustedToUTC: false, unit: 'MILLIS' }) },
    cellOf: (row) => [(row % 24) * 3_600_000, String((row % 24) * 3_600_000)],
  },
  clicked: whole({ type: 'INT32' }, (row) => Number((row * row) % 5 < 2)),
};

/** Whole numbers that no number of ours is: a CSV file of them loses digits, but in a program that was made for a Parquet file. */
const long: Readonly<Record<string, Kind>> = {
  hash: whole({ type: 'INT64' }, (row) => 9_007_199_254_740_993n + BigInt(row % 40)),
  weekly: whole({ type: 'INT64' }, (row) => -1_152_921_504_606_846_977n * BigInt(1 + (row % 7))),
};

export const names = Object.keys(kinds);

/** The columns of these rows. */
export const columnsOf = (rows: readonly number[], taken: readonly string[] = names): readonly Written[] =>
  taken.map((name) => {
    const { element, cellOf } = (kinds[name] ?? long[name]) as Kind;
    return {
      element: { name, repetition_type: 'OPTIONAL', ...element },
      data: rows.map((row) => cellOf(row)?.[0] ?? null),
    };
  });

/** The same as a CSV file. */
export function csvOf(rows: readonly number[], taken: readonly string[] = names): string {
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) =>
    taken.map((name) => quoted((kinds[name] ?? long[name])?.cellOf(row)?.[1] ?? '')).join(','),
  );
  return [taken.join(','), ...lines].join('\n');
}

export const rowsOf = (count: number): readonly number[] => Array.from({ length: count }, (_, row) => row);
