/** The key of the network diagram. */
import { text } from '../../../src/text/text.ts';
import type { LevelPlan } from './diagram.ts';
import styles from './NetworkDiagram.module.css';

interface DiagramLegendProps {
  readonly levels: readonly LevelPlan[];
  readonly hasWeights: boolean;
}

/** Explains what the diagram has, and nothing else. */
export function DiagramLegend({ levels, hasWeights }: DiagramLegendProps) {
  const units = levels.flatMap((level) => level.units);
  const words = text.charts;
  return (
    <ul className={styles['legend']}>
      <Entry letter="e" isSquare meaning={words.legendExpert} />
      {units.some(({ gate }) => gate) && <Entry letter="g" meaning={words.legendGate} />}
      {units.some(({ native }) => native) && <Entry letter="l" meaning={words.legendNative} />}
      {units.some(({ plus }) => plus) && <Entry letter="+" meaning={words.legendSum} />}
      <li>{hasWeights ? words.legendThickness : words.legendWiring}</li>
      {levels.some(({ isBundled }) => isBundled) && <li>{words.legendBundles}</li>}
    </ul>
  );
}

interface EntryProps {
  readonly letter: string;
  readonly meaning: string;
  readonly isSquare?: boolean;
}

function Entry({ letter, meaning, isSquare = false }: EntryProps) {
  return (
    <li>
      <span className={styles['glyph']} data-square={isSquare || undefined} aria-hidden="true">
        {letter}
      </span>
      {meaning}
    </li>
  );
}
