/** The place of sweeps: one setting varied, and other draws of the same tasks. */
import { resplits, sharesRows } from '../../src/data/copies.ts';
import { text } from '../../src/text/text.ts';
import { useShownExperiment } from '../state/playground.ts';
import { SweepPanel } from '../sweep/SweepPanel.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import styles from '../ui/Panel.module.css';
import { Draws } from './draws/Draws.tsx';

export function SweepPlace() {
  return (
    <div className={styles['panel']}>
      <SweepPanel />
      <section className={styles['card']}>
        <DrawsOfShown />
      </section>
    </div>
  );
}

function DrawsOfShown() {
  const { shown } = useShownExperiment();
  if (sharesRows(shown.data))
    return (
      <p className={styles['hint']}>
        {text.draws.notOfFile} {!resplits(shown.data) && text.draws.canResplit}
      </p>
    );
  return (
    <ErrorBoundary name={text.draws.title}>
      <Draws experiment={shown} />
    </ErrorBoundary>
  );
}
