/** How much better the reference is than each rival, on many draws of the tasks: a dot per draw, which opens it. Knows no store. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { formatLossChange } from '../base/lossChange.ts';
import { seriesColor } from '../base/palette.ts';
import { Figure } from '../figure/Figure.tsx';
import { ForestPlot, Whole } from '../forest/ForestPlot.tsx';
import styles from './DrawsForest.module.css';
import { type DrawMark, type DrawsRival, type DrawsRow, drawsForestOf, movedDraw } from './drawsForest.ts';

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
      <ForestPlot<DrawsRow, DrawMark>
        name={words.plotName(reference)}
        help={words.plotHelp}
        hint={words.plotHint}
        layoutOf={(width) => drawsForestOf(rivals, width)}
        moved={movedDraw}
        said={({ draw, gain }, { rival }) => words.dot(draw, rival.name, formatLossChange(gain))}
        onEnter={({ draw }) => onOpen(draw)}
      >
        {({ rival, marks, intervalY }, { at }, marked, onPoint) => (
          <>
            {marks.map((mark, index) => (
              <Dot
                key={mark.draw}
                mark={mark}
                color={seriesColor(rival.color)}
                isMarked={mark.draw === marked?.draw}
                onPoint={() => onPoint(index)}
                onOpen={() => onOpen(mark.draw)}
              />
            ))}
            {Number.isFinite(rival.gain.mean) && (
              <Whole gain={rival.gain} y={intervalY} at={at} tone={rival.tone} />
            )}
          </>
        )}
      </ForestPlot>
    </Figure>
  );
}

interface DotProps {
  readonly mark: DrawMark;
  readonly color: string;
  readonly isMarked: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
}

function Dot({ mark: { x, y, draw, beyond }, color, isMarked, onPoint, onOpen }: DotProps) {
  const shape = { fill: color, className: styles['dot'], 'data-marked': isMarked, 'data-draw': draw };
  const handlers = { onPointerMove: onPoint, onClick: onOpen };
  if (beyond === null) return <circle cx={x} cy={y} r={isMarked ? 5 : 3.25} {...shape} {...handlers} />;
  const tip = beyond === 'high' ? 5 : -5;
  return <path d={`M${x + tip} ${y}l${-2 * tip} 4.5v-9z`} {...shape} {...handlers} />;
}
