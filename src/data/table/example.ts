/** Makes a small example file from a seed: visits to a shop, with the quirks of real files. */
import { exp } from '../../core/math.ts';
import { createStream, type RandomStream } from '../../core/random.ts';

export const EXAMPLE_NAME = 'example.csv';

const cities = ['Lisbon', 'Oslo', 'Porto', 'Vienna', 'Zürich', 'Trondheim'] as const;
const devices = ['phone', 'tablet', 'laptop'] as const;

/** Targets: `clicked`, `bought` (known only for those who clicked) and the number `spent`. */
export function exampleCsv(numRows = 5000): string {
  const stream = createStream(1, 'table', 'example');
  const rows = Array.from({ length: numRows }, (_, row) => exampleRow(row, stream).join(','));
  return `${['visit,age,income,city,device,pages,country,clicked,bought,spent', ...rows].join('\n')}\n`;
}

function exampleRow(
  row: number,
  { uniform, normal, integerBelow }: RandomStream,
): readonly (string | number)[] {
  const age = 18 + integerBelow(60);
  const income = Math.round(exp(10.2 + 0.5 * normal()));
  const city = integerBelow(cities.length);
  const device = integerBelow(devices.length);
  const pages = 1 + integerBelow(12);
  const interest = 0.25 * (pages - 6) + 0.4 * device - 0.02 * (age - 45) + (city % 2 === 0 ? 0.5 : -0.5);
  const wealth = (income - 30_000) / 20_000;
  const isYes = (score: number) => uniform() < 1 / (1 + exp(-score));
  const clicked = isYes(interest - 0.5);
  const bought = clicked && isYes(0.5 * interest + wealth - 0.5);
  const spent = Math.max(0, 20 + 12 * wealth + 6 * interest + 8 * normal()).toFixed(2);
  const shownIncome = uniform() < 0.05 ? '' : income;
  const shownCity = `"${cities[city] ?? ''}, ${city < 3 ? 'west' : 'east'}"`;
  const answers = [Number(clicked), clicked ? (bought ? 'yes' : 'no') : '', spent];
  return [row + 1, age, shownIncome, shownCity, devices[device] ?? '', pages, 'Europe', ...answers];
}
