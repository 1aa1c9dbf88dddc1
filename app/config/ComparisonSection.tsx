/** How the architectures are compared: which one the verdict is about, what is reported, whether rates are tuned. */

import { comparisonFields, referenceOf } from '../../src/experiment/comparison.ts';
import { learningRatesField, referenceFieldOf } from '../../src/experiment/comparisonForm.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import { FieldList } from '../fields/FieldList.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import styles from './Section.module.css';
import { Section } from './Section.tsx';

const words = text.comparison.section;

export function ComparisonSection() {
  const experiment = useExperiment();
  const edit = useEdit();
  const list = {
    fields: {
      ...comparisonFields,
      reference: referenceFieldOf(experiment),
      learningRates: learningRatesField,
    },
    values: experiment.comparison,
    onChange: (changed: Experiment['comparison']) => edit((current) => setComparison(current, changed)),
  };
  return (
    <Section title={words.title} note={noteOf(experiment)}>
      <FieldList {...list} keys={['reference', 'reportingRule', 'margin', 'isTuned']} />
      {experiment.comparison.isTuned && (
        <div className={styles['rates']}>
          <FieldList {...list} keys={['learningRates']} />
        </div>
      )}
    </Section>
  );
}

function noteOf(experiment: Experiment): string {
  const reference = referenceOf(experiment);
  return reference === null ? words.without : words.note(reference.id, experiment.cards.length - 1);
}
