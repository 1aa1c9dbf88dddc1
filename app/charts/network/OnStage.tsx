/** Additions to a diagram on the stage: what was learned so far, and the followed row. */
import { predictionText, type RowAnswer, rowAnswerOf } from '../../../src/run/report/rowAnswers.ts';
import { text } from '../../../src/text/text.ts';
import { AboveTowers, predictionRise, type Sparkline, type Thumbnail } from './AboveTowers.tsx';
import type { DiagramLayout } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** Pass the same object while nothing changed. */
export interface StageOptions {
  readonly height?: (width: number) => number;
  readonly sparklines: readonly Sparkline[];
  readonly thumbnails: readonly Thumbnail[] | null;
  readonly onThumbnail?: (task: number) => void;
  readonly onUnit?: (level: number, unit: number) => void;
  readonly isFlowing: boolean;
  /** Null: weights are means over many rows. */
  readonly row: readonly RowAnswer[] | null;
}

interface StageOverlayProps {
  readonly stage: StageOptions;
  readonly layout: DiagramLayout;
}

export function OnStage({ stage, layout }: StageOverlayProps) {
  const { row } = stage;
  return (
    <>
      <AboveTowers layout={layout} sparklines={stage.sparklines} thumbnails={stage.thumbnails} />
      {row && (
        <g className={styles['row']}>
          {layout.towers.map(({ id, index, x, y, height }) => {
            const { kind, prediction, target, isTruth } = row[index] ?? rowAnswerOf('regression');
            const [answer, truth] = [prediction, target].map((value) => predictionText(value, kind));
            return (
              <text key={id} x={x} y={y - height / 2 - predictionRise}>
                <title>{text.charts.rowAnswer(answer ?? '', isTruth ? (truth ?? null) : null)}</title>
                {answer}
              </text>
            );
          })}
        </g>
      )}
    </>
  );
}
