/** The part of the form that few visitors need, as one download. */

import type { ComponentType } from 'react';
import { useStore } from 'zustand';
import { limits } from '../../src/core/schema/limits.ts';
import { unusedSettingsOf } from '../../src/data/sources/sources.ts';
import { architectureField, cardFieldsOf, usedCardSettings } from '../../src/experiment/cardFields.ts';
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
import {
  addVariantCard,
  duplicateCard,
  removeCard,
  setCard,
  setCardArchitecture,
  setCardOptions,
} from '../../src/experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../src/experiment/experiment.ts';
import { dataFields, dataGroups } from '../../src/experiment/fields.ts';
import { learningRateAt } from '../../src/experiment/learningRate.ts';
import { trainingFields, trainingGroups } from '../../src/experiment/trainingFields.ts';
import type { Architecture } from '../../src/models/architecture.ts';
import {
  architectureOf,
  architectures,
  type Variant,
  variantOf,
  variantsOf,
} from '../../src/models/architectures.ts';
import { type FormPartId, settingsParts } from '../../src/teach/lesson/lesson.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FormPart } from '../lesson/FormPart.tsx';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { isUnderWay } from '../state/run/runStatus.ts';
import { useEdit } from '../state/useEdit.ts';
import { SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FieldControl, FieldGroups, FieldList } from '../ui/fields/FieldControl.tsx';
import { Lazy } from '../ui/Lazy.tsx';
import { PopoverChoice } from '../ui/Popover.tsx';
import { Fold } from '../view/Fold.tsx';
import { BudgetSection } from './Budget.tsx';
import cardStyles from './CardForm.module.css';
import { usePresetOf } from './presets/PresetHint.tsx';
import styles from './Section.module.css';
import sectionStyles from './Section.module.css';
import { Section } from './Section.tsx';
import { ownDataPart } from './TasksSection.tsx';

const cardWords = text.app.architectures;

const settingsSections = {
  budget: BudgetSection,
  training: TrainingSection,
  comparison: ComparisonSection,
  data: DataSection,
} satisfies Partial<Record<FormPartId, ComponentType>>;

export function SettingsSections() {
  return settingsParts.map((part) => {
    const SettingsSection = settingsSections[part];
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
    <Section title={text.settings.comparison.title} note={comparisonNoteOf(experiment)}>
      <FieldList {...list} keys={['reference', 'reportingRule', 'margin', 'isTuned']} />
      {experiment.comparison.isTuned && (
        <div className={styles['rates']}>
          <FieldList {...list} keys={['learningRates']} />
        </div>
      )}
    </Section>
  );
}

function comparisonNoteOf(experiment: Experiment): string {
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

/** Null if an edit changes the set-up, not the run. */
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
      <SentenceList
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
      <SentenceList of={differences.map(differenceSentence)} />
      <Button onClick={() => edit(() => opened, { lost: changeWords.wentBack })}>{changeWords.back}</Button>
    </Fold>
  );
}

interface CardFormProps {
  readonly card: CardConfig;
  readonly architecture: Architecture;
}

export function CardForm({ card, architecture }: CardFormProps) {
  const { tasks } = useExperiment();
  const edit = useEdit();
  const fields = cardFieldsOf(card.id, architecture);
  // A form that differs from the others would tell which network is meant.
  const isRiddle = usePresetOf(useStore(usePlayground().experiments, ({ opened }) => opened))?.answer != null;
  const changeArchitecture = (id: string): void =>
    edit((experiment) => setCardArchitecture(experiment, card.id, id), {
      lost: cardWords.changed(card.id, architectureOf(id)?.label ?? id),
    });
  const list = {
    fields,
    values: card,
    onChange: (values: Partial<CardConfig>, key: string) =>
      edit((experiment) => setCard(experiment, card.id, values), { mergeKey: `card ${card.id} ${key}` }),
  };
  const settings = (
    <>
      <FieldControl field={architectureField} value={card.architecture} onChange={changeArchitecture} />
      <p className={sectionStyles['about']}>
        {text.summaries.of(variantOf(architecture.id, card.options)?.wordsId ?? architecture.id)}
      </p>
      <FieldList
        fields={architecture.options}
        values={card.options}
        onChange={(values, key) =>
          edit((experiment) => setCardOptions(experiment, card.id, values), {
            mergeKey: `options ${card.id} ${key}`,
          })
        }
      />
      <FieldList {...list} keys={usedCardSettings(card, tasks)} />
    </>
  );
  return (
    <>
      <FieldList {...list} keys={['name']} />
      {isRiddle ? (
        <details>
          <summary>{text.presetHint.answer}</summary>
          {settings}
        </details>
      ) : (
        settings
      )}
      <CardActions card={card} />
    </>
  );
}

function CardActions({ card }: { readonly card: CardConfig }) {
  const isFull = useExperiment().cards.length >= limits.cards;
  const edit = useEdit();
  const name = cardWords.name(card.id, card.name);
  return (
    <div className={cardStyles['actions']}>
      <Button
        icon="duplicate"
        aria-label={cardWords.duplicate(name)}
        disabled={isFull}
        onClick={() => edit((experiment) => duplicateCard(experiment, card.id))}
      >
        {cardWords.duplicateShort}
      </Button>
      <Button
        icon="close"
        aria-label={cardWords.remove(name)}
        onClick={({ currentTarget }) => {
          focusNeighbourCard(currentTarget);
          edit((experiment) => removeCard(experiment, card.id), { lost: cardWords.removed(name) });
        }}
      >
        {cardWords.removeShort}
      </Button>
    </div>
  );
}

function focusNeighbourCard(button: HTMLButtonElement): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-series] > details > summary')];
  const index = lines.findIndex((line) => line.parentElement?.contains(button));
  const next =
    lines[index + 1] ?? lines[index - 1] ?? document.querySelector<HTMLElement>('[data-adds="card"]');
  next?.focus();
}

export function VariantChoices() {
  const edit = useEdit();
  const choiceOf = (variant: Variant) => (
    <PopoverChoice
      key={variant.wordsId}
      title={variant.label}
      detail={text.summaries.of(variant.wordsId)}
      onChoose={() => edit((experiment) => addVariantCard(experiment, variant))}
    />
  );
  const alone = architectures.filter(({ variants }) => variants === undefined);
  const chapters = architectures.filter(({ variants }) => variants !== undefined);
  return (
    <>
      {alone.flatMap(variantsOf).map(choiceOf)}
      {chapters.map((architecture) => (
        <details key={architecture.id}>
          <summary className={sectionStyles['chapter']}>
            <b>{architecture.label}</b> {text.summaries.of(architecture.id)}
          </summary>
          {variantsOf(architecture).map(choiceOf)}
        </details>
      ))}
    </>
  );
}
