/** The place of sweeps: one setting varied, and public data. */
import type { SweepTab } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import styles from '../ui/Panel.module.css';
import { SweepResults } from './sweep/SweepResults.tsx';
import { SweepSetUp } from './sweep/SweepSetUp.tsx';

const publicPart = lazyPart(() => import('./publicData/PublicDataPanel.tsx'));

export const SweepPlace = ({ reading }: { readonly reading: SweepTab }) => (
  <div className={styles['panel']}>
    {reading === 'sweep' ? (
      <>
        <SweepSetUp />
        <SweepResults />
      </>
    ) : (
      <section className={styles['card']}>
        <ErrorBoundary key={reading} name={text.app.tabs.sweep[reading]}>
          <Lazy part={publicPart} name={text.app.tabs.sweep.public}>
            {({ PublicDataPanel }) => <PublicDataPanel />}
          </Lazy>
        </ErrorBoundary>
      </section>
    )}
  </div>
);
