/** Settings that first visitors need not know, and which of them were changed. */
import { useMemo } from 'react';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { differencesBetween } from '../../src/experiment/differences.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { settingsParts } from '../../src/teach/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { useAreHidden } from '../lesson/FormPart.tsx';
import { useExperiment } from '../state/playground.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './Section.module.css';
import { SectionSummary } from './Section.tsx';

const words = text.app.moreSettings;

export const settingsPart = lazyPart(() => import('./SettingsSections.tsx'));

export function MoreSettings() {
  const experiment = useExperiment();
  const changes = useMemo(() => changedSettingsOf(experiment), [experiment]);
  const areHidden = useAreHidden(settingsParts);
  const isFileMissing = experiment.data.source === 'table' && experiment.data.table === null;
  if (areHidden) return null;
  return (
    <Fold part="more" isOpenAtFirst={isFileMissing} className={styles['section']}>
      <SectionSummary
        title={words.title}
        note={changes.length === 0 ? words.asAtFirst : words.changed(changes)}
        hint={changes.join('\n')}
      />
      <div className={styles['sections']}>
        <Lazy part={settingsPart} name={words.title}>
          {({ SettingsSections }) => <SettingsSections />}
        </Lazy>
      </div>
    </Fold>
  );
}

function changedSettingsOf({ training, comparison, data }: Experiment): readonly string[] {
  const atFirst = defaultExperiment();
  const { correlation, secondCorrelation } = data;
  const before = { ...atFirst, data: { ...atFirst.data, correlation, secondCorrelation } };
  return differencesBetween(before, { ...before, training, comparison, data }).map(({ label, after }) =>
    words.setting(label, after ?? text.differences.absent),
  );
}
