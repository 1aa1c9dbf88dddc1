/** The part of the form that few visitors need, as one download. */
import type { ComponentType } from 'react';
import { useStore } from 'zustand';
import { limits } from '../../src/core/schema/limits.ts';
import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { comparisonFields, referenceOf } from '../../src/experiment/comparison.ts';
import { learningRatesField, referenceFieldOf } from '../../src/experiment/comparisonForm.ts';
import { differenceSentence, differencesBetween } from '../../src/experiment/differences.ts';
import {
  clearLearningRateChanges,
  setComparison,
  setData,
  setTraining,
  type TrainingSettings,
} from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { learningRateAt } from '../../src/experiment/learningRate.ts';
import { trainingFields, trainingGroups } from '../../src/experiment/trainingFields.ts';
import { type FormPartId, settingsParts } from '../../src/teach/lesson/lesson.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FormPart } from '../lesson/FormPart.tsx';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { isUnderWay } from '../state/run/runStatus.ts';
import { useEdit } from '../state/useEdit.ts';
import { Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FieldGroups, FieldList } from '../ui/fields/FieldControl.tsx';
import { Lazy } from '../ui/Lazy.tsx';
import { Fold } from '../view/Fold.tsx';
import { BudgetSection } from './Budget.tsx';
import styles from './Section.module.css';
import { Section } from './Section.tsx';
import { ownDataPart } from './TasksSection.tsx';

export { CardForm, VariantChoices } from './CardForm.tsx';

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

const words = text.settings.training;

function TrainingSection() {
  const { training } = useExperiment();
  const { run } = usePlayground();
  const edit = useEdit();
  const liveRate = useLiveRate();
  const values = liveRate === null ? training : { ...training, learningRate: liveRate };
  const onChange = (changed: TrainingSettings, key: string): void => {
    const isLive = liveRate !== null && key === 'learningRate';
    if (isLive) run.setLearningRate(changed.learningRate);
    else
      edit((experiment) => setTraining(experiment, { ...changed, learningRate: rateToKeep(changed, key) }), {
        mergeKey: `training ${key}`,
      });
  };
  // While running, the form shows the current rate; other edits must not replace the initial one with it.
  const rateToKeep = (changed: TrainingSettings, key: string): number =>
    key === 'learningRate' ? changed.learningRate : training.learningRate;
  return (
    <Section title={words.title} note={words.note(training.numReplicas, formatCount(training.numSteps))}>
      <FieldGroups fields={trainingFields} groups={trainingGroups} values={values} onChange={onChange} />
      <LearningRateChanges />
    </Section>
  );
}

/** Null when an edit changes the set-up instead of the run. */
function useLiveRate(): number | null {
  const { training } = useExperiment();
  const { isStale } = useShownExperiment();
  const canChange = !isStale && training.learningRateChanges.length < limits.learningRateChanges;
  return useRunStatus((status) =>
    canChange && isUnderWay(status) && status.step > 0 ? learningRateAt(training, status.step) : null,
  );
}

function LearningRateChanges() {
  const { learningRateChanges } = useExperiment().training;
  const edit = useEdit();
  if (learningRateChanges.length === 0) return null;
  return (
    <div className={styles['rateChanges']}>
      <p>{words.changes}</p>
      <Sentences
        of={learningRateChanges.map(({ step, value }) => words.change(formatCount(step), String(value)))}
      />
      {learningRateChanges.length >= limits.learningRateChanges && <p>{words.noMoreChanges}</p>}
      <Button look="link" onClick={() => edit(clearLearningRateChanges, { lost: words.changesCleared })}>
        {words.clearChanges}
      </Button>
    </div>
  );
}

const changeWords = text.differences;

export function OpenedChanges() {
  const experiment = useExperiment();
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const edit = useEdit();
  const differences = opened === experiment ? [] : differencesBetween(opened, experiment);
  if (differences.length === 0) return null;
  return (
    <Fold part="changes" className={styles['openedChanges']}>
      <summary>{changeWords.sinceOpened(differences.length)}</summary>
      <Sentences of={differences.map(differenceSentence)} />
      <Button onClick={() => edit(() => opened, { lost: changeWords.wentBack })}>{changeWords.back}</Button>
    </Fold>
  );
}
