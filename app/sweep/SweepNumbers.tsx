/** The numbers of a sweep, a row per value, architecture and task. */
import { shownSweepValue } from '../../src/sweep/sweep.ts';
import { text } from '../../src/text/text.ts';
import { formatValue } from '../charts/base/format.ts';
import type { CsvRow } from '../charts/base/props.ts';
import type { Sweep } from '../state/sweep/sweepState.ts';
import { axisName, shownCorrelation } from './useSweep.ts';

const words = text.sweep.results;

interface Props {
  readonly sweep: Sweep;
  /** Of `sweepRows`, without the header. */
  readonly rows: readonly CsvRow[];
}

/** The table behind the figure: all that its CSV holds. */
export function SweepNumbers({ sweep: { axis }, rows }: Props) {
  return (
    <table>
      <thead>
        <tr>
          {[axisName(axis), words.architecture, words.task, ...words.numbers].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([value = '', card = '', task = '', ...numbers]) => (
          <tr key={`${value} ${card} ${task}`}>
            <th scope="row">{shownSweepValue(axis, Number(value))}</th>
            <td>{card}</td>
            <td>{task}</td>
            {numbers.map((number, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the row
              <td key={column}>{shown(number, column)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Gain and its ends are shares, then there are two counts, a loss and a correlation. */
function shown(cell: string | number, column: number): string {
  if (typeof cell === 'string') return words.noValue;
  if (column < 3) return text.answer.signed(cell);
  if (column < 5) return String(cell);
  return column === 5 ? formatValue(cell) : shownCorrelation(cell);
}
