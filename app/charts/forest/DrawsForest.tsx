/** The gain of the reference over each rival on many draws of the tasks: a dot per draw, which opens it. Knows no store. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { formatLossChange } from '../base/lossChange.ts';
import { Figure } from '../figure/Figure.tsx';
import { ForestPlot } from './ForestPlot.tsx';
import { type DrawsRival, drawsForestOf } from './forest.ts';

const words = text.draws;

export interface DrawsForestProps {
  readonly title: string;
  readonly note: string;
  readonly reference: string;
  readonly rivals: readonly DrawsRival[];
  readonly csvRows: () => readonly CsvRow[];
  readonly table: () => ReactNode;
  readonly onOpen: (draw: number) => void;
}

export function DrawsForest(props: DrawsForestProps) {
  const { title, note, reference, rivals, csvRows, table, onOpen } = props;
  return (
    <Figure
      title={title}
      note={note}
      unit={text.verdict.forest.unit(reference)}
      exportKey={rivals}
      csvRows={csvRows}
      table={table}
      again={() => <DrawsForest {...props} />}
    >
      <ForestPlot
        name={words.plotName(reference)}
        help={words.plotHelp}
        hint={words.plotHint}
        layoutOf={(width) => drawsForestOf(rivals, width, saidOf)}
        onChoose={({ id }) => onOpen(id)}
      />
    </Figure>
  );
}

const saidOf = (draw: number, gain: number, { name }: DrawsRival): string =>
  words.dot(draw, name, formatLossChange(gain));
