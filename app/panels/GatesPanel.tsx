/** Who lends to whom: the weights of every level, architectures side by side. */
import { gatesText as words } from '../../src/index.ts';
import { useShownExperiment, useView } from '../state/playground.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GateControls } from './gates/GateControls.tsx';
import { LevelMaps } from './gates/LevelMaps.tsx';
import { type GatedCard, hasWeights, useGatedCards } from './gates/useGatedCards.ts';
import styles from './panels.module.css';
import { nameOfCard } from './useSeries.ts';

export function GatesPanel() {
  const { shown, isStale } = useShownExperiment();
  const hiddenIds = useView((view) => view.hiddenIds);
  const gated = useGatedCards(shown).filter(({ card }) => !hiddenIds.has(card.id));
  const withWeights = gated.filter(hasWeights);
  const numLevels = Math.max(0, ...withWeights.map(({ topology }) => topology.levels.length));
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <GateControls experiment={shown} />
      <Hint />
      {gated.length === 0 && <EmptyState title={words.allHidden} />}
      {Array.from({ length: numLevels }, (_, level) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
        <LevelMaps key={level} level={level} gated={withWeights} experiment={shown} />
      ))}
      <WithoutWeights gated={gated.filter((one) => !hasWeights(one))} />
    </div>
  );
}

function Hint() {
  const reading = useView((view) => view.reading);
  const gateView = useView((view) => view.gateView);
  return (
    <p className={styles['hint']}>
      {words.hints[reading]} {gateView === 'tasks' && words.taskHint}
    </p>
  );
}

function WithoutWeights({ gated }: { readonly gated: readonly GatedCard[] }) {
  return gated.map(({ card }) => (
    <p key={card.id} className={styles['hint']}>
      {words.without(nameOfCard(card))}
    </p>
  ));
}
