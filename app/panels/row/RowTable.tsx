/** The numbers of the row: a line per task. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type FollowedNetwork, rowNumbers } from '../../../src/report/rowWords.ts';
import type { Followed } from '../../../src/run/produced/followed.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { SaveMenu } from '../../charts/figure/SaveMenu.tsx';
import { ScrollTable } from '../../ui/NumbersTable.tsx';

const words = text.row;

interface RowTableProps {
  readonly experiment: Experiment;
  readonly followed: Followed;
  readonly networks: readonly FollowedNetwork[];
}

export function RowTable({ experiment, followed, networks }: RowTableProps) {
  const [headings = [], ...rows] = rowNumbers(followed, networks, experiment.tasks);
  const note = words.ofStep(formatCount(followed.step));
  return (
    <ScrollTable
      title={words.table}
      note={note}
      menu={
        <SaveMenu
          numbers={{
            title: words.table,
            note,
            csvRows: () => rowNumbers(followed, networks, experiment.tasks),
          }}
        />
      }
      headings={headings}
      rows={rows.map((row) =>
        row.map((cell) =>
          typeof cell === 'string' ? cell : Number.isNaN(cell) ? text.app.ui.noValue : formatWeight(cell),
        ),
      )}
    />
  );
}
