/** Additions to a diagram on the stage: what was learned so far, and the followed row. */

import { type GateMatrix, valueOfCell } from '../../../src/analysis/gateMatrix.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { ownerColor } from '../base/palette.ts';
import { textWidth } from '../base/textWidth.ts';
import { AboveTowers, predictionRise, type Sparkline, type Thumbnail } from './AboveTowers.tsx';
import type { DiagramSubject } from './describe.ts';
import { type DiagramLayout, SYMBOL_RADII, type UnitParts } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

/** Pass the same object while nothing changed. */
export interface StageOptions {
  /** Of the highest network there, so that all stand on one line. */
  readonly height?: number;
  readonly sparklines: readonly Sparkline[];
  /** Predictions for each task, in place of the sparklines. */
  readonly thumbnails: readonly Thumbnail[] | null;
  readonly onThumbnail?: (task: number) => void;
  readonly isFlowing: boolean;
  /** Null: weights are means over many rows. */
  readonly row: RowPredictions | null;
}

interface StageOverlayProps {
  readonly stage: StageOptions;
  readonly layout: DiagramLayout;
  readonly subject: DiagramSubject;
}

export function OnStage({ stage, layout, subject }: StageOverlayProps) {
  const { topology, matrices } = subject;
  const { row } = stage;
  const isStacked = row !== null && areTruthsStacked(layout, row);
  return (
    <>
      {!isStacked && (
        <AboveTowers layout={layout} sparklines={stage.sparklines} thumbnails={stage.thumbnails} />
      )}
      {row && (
        <g className={styles['row']}>
          {layout.levels.flatMap(({ level, units }) =>
            units.map((parts, unit) => (
              <GateShares
                key={parts.node.id}
                parts={parts}
                cells={matrices[level]?.[unit] ?? []}
                owners={topology.levels[level]?.experts ?? []}
                room={Math.min(layout.columnWidth, 2 * (layout.width - parts.node.x))}
              />
            )),
          )}
          {layout.towers.map(({ id, index, x, y, height }) => (
            <text key={id} x={x} y={y - height / 2 - predictionRise}>
              <title>{text.charts.rowAnswer(row.answers[index] ?? '', row.truths?.[index] ?? null)}</title>
              <tspan className={styles['said']}>{row.answers[index]}</tspan>
              {row.truths && (
                <tspan {...(isStacked ? { x, dy: STAGE_LINE_HEIGHT } : { dx: GAP })}>
                  {truthBesideText(row.truths[index])}
                </tspan>
              )}
            </text>
          ))}
        </g>
      )}
    </>
  );
}

export interface RowPredictions {
  readonly answers: readonly string[];
  /** The best possible predictions; null: unknown. */
  readonly truths: readonly string[] | null;
}

const STAGE_LINE_HEIGHT = 13;
const GAP = 2;
const truthBesideText = (truth = '') => `/\u2009${truth}`;
// A shorter answer must not show pictures that the next one would hide.
const TYPICAL_PREDICTION = '−0.00';

// All truths stand below if one has no room beside its answer.
function areTruthsStacked({ towers }: DiagramLayout, { answers, truths }: RowPredictions): boolean {
  const [first, second] = towers;
  if (truths === null || first === undefined || second === undefined) return false;
  const room = second.x - first.x - GAP;
  const widthOf = (answer: string, truth: string): number =>
    textWidth(answer, { isBold: true }) + textWidth(truthBesideText(truth));
  return [
    [TYPICAL_PREDICTION, TYPICAL_PREDICTION],
    ...answers.map((answer, task) => [answer, truths[task]]),
  ].some(([answer = '', truth = '']) => widthOf(answer, truth) >= room);
}

const MAX_GATE_SHARES = 4;
const SHARE_WIDTH = 19;

interface GateSharesProps {
  readonly parts: UnitParts;
  readonly cells: GateMatrix[number];
  readonly owners: Topology['levels'][number]['experts'];
  readonly room: number;
}

function GateShares({ parts: { gate, node }, cells, owners, room }: GateSharesProps) {
  if (gate === null) return null;
  const shares = cells.flatMap((cell, expert) => {
    const share = valueOfCell(cell, 'gate');
    return share === null || Number.isNaN(share) ? [] : [{ expert, share }];
  });
  const shown = shares
    .toSorted((a, b) => b.share - a.share)
    .slice(0, Math.max(1, Math.min(MAX_GATE_SHARES, Math.floor(room / SHARE_WIDTH))))
    .toSorted((a, b) => a.expert - b.expert);
  return (
    <text x={node.x} y={gate.y + SYMBOL_RADII.circle + 11} className={styles['split']} data-split>
      {shown.map(({ expert, share }, place) => (
        <tspan
          key={expert}
          dx={place > 0 ? 4 : 0}
          style={{ fill: ownerColor(owners[expert]?.owner ?? 'shared') }}
        >
          {Math.round(100 * share)}
        </tspan>
      ))}
    </text>
  );
}
