/** The numbers of a sweep, a row per value, architecture and task. */

import type { CsvRow } from '../../src/core/spreadsheet.ts';
import { shownSweepValue } from '../../src/sweep/sweep.ts';
import { formatGain, formatValue, formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import type { Sweep } from '../state/sweep/sweepState.ts';
import { NumbersTable } from '../ui/NumbersTable.tsx';
import { axisName } from './useSweep.ts';

const words = text.sweep.results;

interface Props {
  readonly sweep: Sweep;
  /** Rows of `sweepRows`, without the header. */
  readonly rows: readonly CsvRow[];
}

/** The table behind the figure: all that its CSV holds. */
export function SweepNumbers({ sweep: { axis }, rows }: Props) {
  return (
    <NumbersTable
      headings={[axisName(axis), words.architecture, words.task, ...words.numbers]}
      rows={rows.map(([value = '', card = '', task = '', ...numbers]) => [
        shownSweepValue(axis, Number(value)),
        String(card),
        String(task),
        ...numbers.map(shown),
      ])}
    />
  );
}

/** Gain and its ends are shares, then there are two counts, a loss and a correlation. */
function shown(cell: string | number, column: number): string {
  if (typeof cell === 'string') return text.app.ui.noValue;
  if (column < 3) return formatGain(cell);
  if (column < 5) return String(cell);
  return column === 5 ? formatValue(cell) : formatWeight(cell);
}
