/** The trend of the set-up in the form, or the one that its link brought, in place of the verdict. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { text } from '../../../src/text/text.ts';
import { knownOfLink } from '../../state/link/fingerprintStore.ts';
import { useExperiment, useIsCovered, usePlayground } from '../../state/playground.ts';
import { previewsOf } from '../../state/previews.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { placeIds } from '../../view/places.ts';
import styles from './ComparePanel.module.css';

const trendPart = lazyPart(() => import('../verdict/TrendAnswer.tsx'));

/** Null where there is none to show. */
export function useTrend(hasVerdict: boolean): ReactNode {
  const playground = usePlayground();
  const experiment = useExperiment();
  const isCovered = useIsCovered();
  const own = useStore(previewsOf(playground).store, (state) => state.trend);
  const letters = useStore(
    playground.fingerprints,
    (state) => knownOfLink(state, 'received', experiment)?.sent.trend ?? null,
  );
  const trend = own ?? (letters === null ? null : { letters });
  if (trend === null || isCovered || hasVerdict) return null;
  return (
    <section
      id={placeIds.verdict}
      tabIndex={-1}
      data-trend
      className={`${panelStyles['card']} ${styles['verdict']}`}
    >
      <Lazy part={trendPart} name={text.app.results}>
        {({ TrendAnswer }) => <TrendAnswer experiment={experiment} trend={trend} />}
      </Lazy>
    </section>
  );
}
