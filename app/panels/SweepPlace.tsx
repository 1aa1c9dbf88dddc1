/** The place of sweeps: the recorded map, one setting varied, and an architecture search. */
import type { SweepTab } from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import styles from '../ui/Panel.module.css';
import { SweepResults } from './sweep/SweepResults.tsx';
import { SweepSetUp } from './sweep/SweepSetUp.tsx';

const mapPart = lazyPart(() => import('./map/MapPanel.tsx'));
const searchPart = lazyPart(() => import('./search/SearchPanel.tsx'));

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
          {reading === 'map' && (
            <Lazy part={mapPart} name={text.app.tabs.sweep.map}>
              {({ MapPanel }) => <MapPanel />}
            </Lazy>
          )}
          {reading === 'search' && (
            <Lazy part={searchPart} name={text.app.tabs.sweep.search}>
              {({ SearchPanel }) => <SearchPanel />}
            </Lazy>
          )}
        </ErrorBoundary>
      </section>
    )}
  </div>
);
