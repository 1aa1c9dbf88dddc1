/** Additions to a diagram on the stage: what was learned so far, and the row that is followed. */
import { AboveTowers, answerRise, type Sparkline, type Thumbnail } from './AboveTowers.tsx';
import type { Subject } from './describe.ts';
import type { DiagramLayout } from './diagram.ts';
import { isStackedIn, type RowAnswers, RowMarks } from './RowMarks.tsx';

/** Look of a network beside others on the first screen. Keep it identical while nothing changed. */
export interface StageLook {
  readonly sparklines: readonly Sparkline[];
  /** Predictions for each task, which take the place of the losses; null: there are none. */
  readonly thumbnails: readonly Thumbnail[] | null;
  /** Told the task whose thumbnail was pressed, or on whose tower Enter was. */
  readonly onThumbnail?: (task: number) => void;
  readonly isFlowing: boolean;
  /** The row that the weights are of; null: they are of many. */
  readonly row: RowAnswers | null;
}

interface OnStageProps {
  readonly stage: StageLook;
  readonly layout: DiagramLayout;
  readonly subject: Subject;
}

export function OnStage({ stage, layout, subject }: OnStageProps) {
  const { topology, matrices } = subject;
  const { row } = stage;
  const isStacked = row !== null && isStackedIn(layout, row);
  return (
    <>
      {!isStacked && (
        <AboveTowers layout={layout} sparklines={stage.sparklines} thumbnails={stage.thumbnails} />
      )}
      {row && <RowMarks {...{ layout, topology, matrices, row, isStacked }} rise={answerRise} />}
    </>
  );
}
