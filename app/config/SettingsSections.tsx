/** The part of the form that few visitors need, as one download: sizes, training, comparison, data, cards, and the way back from changes. */
import type { ComponentType } from 'react';
import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { comparisonFields, referenceOf } from '../../src/experiment/comparison.ts';
import { learningRatesField, referenceFieldOf } from '../../src/experiment/comparisonForm.ts';
import { setComparison, setData } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { type FormPartId, settingsParts } from '../../src/lesson/lesson.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FieldGroups, FieldList } from '../fields/FieldList.tsx';
import { FormPart } from '../lesson/FormPart.tsx';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Lazy } from '../ui/Lazy.tsx';
import { BudgetSection } from './Budget.tsx';
import styles from './Section.module.css';
import { Section } from './Section.tsx';
import { ownDataPart } from './TasksSection.tsx';
import { TrainingSection } from './TrainingSection.tsx';

export { CardForm } from './CardForm.tsx';
export { OpenedChanges } from './OpenedChanges.tsx';
export { VariantChoices } from './VariantChoices.tsx';

const sections = {
  budget: BudgetSection,
  training: TrainingSection,
  comparison: ComparisonSection,
  data: DataSection,
} satisfies Partial<Record<FormPartId, ComponentType>>;

export function SettingsSections() {
  return settingsParts.map((part) => {
    const SettingsSection = sections[part];
    return (
      <FormPart key={part} part={part}>
        <SettingsSection />
      </FormPart>
    );
  });
}

function ComparisonSection() {
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
    <Section title={text.settings.comparison.title} note={noteOf(experiment)}>
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
  const words = text.settings.comparison;
  return reference === null ? words.without : words.note(reference.id, experiment.cards.length - 1);
}

function DataSection() {
  const { tasks, data } = useExperiment();
  const edit = useEdit();
  const words = text.settings.data;
  const unused = unusedSettingsOf({ tasks, data });
  const { recipe: recipes } = text.experiment.choices;
  const recipe = unused.includes('recipe') ? null : recipes[data.recipe].toLowerCase();
  const note = words.note(formatCount(data.numTrainRows), data.inputDim, recipe);
  return (
    <Section title={words.title} note={note}>
      {data.source === 'table' && (
        <Lazy part={ownDataPart} name={text.app.ownData.title}>
          {({ FileBox }) => <FileBox />}
        </Lazy>
      )}
      <FieldGroups
        fields={dataFields}
        groups={dataGroups.map((group) => ({
          ...group,
          keys: group.keys.filter((key) => !unused.includes(key)),
        }))}
        values={data}
        onChange={(values, key) =>
          edit((experiment) => setData(experiment, values), { mergeKey: `data ${key}` })
        }
      />
    </Section>
  );
}
