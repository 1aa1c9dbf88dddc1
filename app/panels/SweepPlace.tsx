/** The place of sweeps: one setting varied, and other draws of the same tasks. */
import { resplits, sharesRows } from '../../src/data/copies.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground, useShownExperiment } from '../state/playground.ts';
import { pointControllersOf } from '../state/sweep/pointControllers.ts';
import { SweepResults } from '../sweep/SweepResults.tsx';
import { SweepSetUp } from '../sweep/SweepSetUp.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import styles from '../ui/Panel.module.css';
import { Draws } from './draws/Draws.tsx';

export function SweepPlace() {
  const { sweep: controller } = pointControllersOf(usePlayground());
  return (
    <div className={styles['panel']}>
      <SweepSetUp controller={controller} />
      <SweepResults controller={controller} />
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
