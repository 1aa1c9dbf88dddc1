/** How the architectures are compared: which one the verdict is about, what is reported, whether rates are tuned. */

import { comparisonFields, referenceOf } from '../../src/experiment/comparison.ts';
import { learningRatesField, referenceFieldOf } from '../../src/experiment/comparisonForm.ts';
import { setComparison } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import { FieldControl } from '../fields/FieldControl.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import styles from './Section.module.css';
import { Section } from './Section.tsx';

const words = text.comparison.section;

export function ComparisonSection() {
  const experiment = useExperiment();
  const edit = useEdit();
  const { reference, reportingRule, margin, isTuned, learningRates } = experiment.comparison;
  const change = (changed: Partial<Experiment['comparison']>): void =>
    edit((current) => setComparison(current, changed));
  return (
    <Section title={words.title} note={noteOf(experiment)}>
      <FieldControl
        field={referenceFieldOf(experiment)}
        value={reference}
        onChange={(id) => change({ reference: id })}
      />
      <FieldControl
        field={comparisonFields.reportingRule}
        value={reportingRule}
        onChange={(rule) => change({ reportingRule: rule })}
      />
      <FieldControl
        field={comparisonFields.margin}
        value={margin}
        onChange={(share) => change({ margin: share })}
      />
      <FieldControl
        field={comparisonFields.isTuned}
        value={isTuned}
        onChange={(isOn) => change({ isTuned: isOn })}
      />
      {isTuned && (
        <div className={styles['rates']}>
          <FieldControl
            field={learningRatesField}
            value={learningRates}
            onChange={(rates) => change({ learningRates: rates })}
          />
        </div>
      )}
    </Section>
  );
}

function noteOf(experiment: Experiment): string {
  const reference = referenceOf(experiment);
  return reference === null ? words.without : words.note(reference.id, experiment.cards.length - 1);
}
