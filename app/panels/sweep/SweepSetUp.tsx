/** The form of a sweep, from the schema and the experiment. */
import { useId, useMemo } from 'react';
import { withToggled } from '../../../src/core/lists.ts';
import { numTrainingsOf } from '../../../src/studies/study.ts';
import {
  type SweepAxis,
  type SweptPart,
  shownSweepValue,
  sweepAxes,
} from '../../../src/studies/sweep/axes.ts';
import {
  numPointsField,
  problemsOfSweep,
  repairOfSweep,
  type Sweep,
} from '../../../src/studies/sweep/sweep.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import { useExperiment } from '../../state/playground.ts';
import { isBusy } from '../../state/sweep/studyState.ts';
import { sweepRangeOf } from '../../state/sweep/sweepController.ts';
import { Banner } from '../../ui/Banner.tsx';
import { FieldControl } from '../../ui/fields/FieldControl.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Help } from '../../ui/Popover.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { StudyFrame, useStudy } from './StudyFrame.tsx';
import styles from './Sweep.module.css';
import { useDraftedSweep, useSweep, useSweepDraft, useSweepState } from './useSweep.ts';

const words = text.sweep.setUp;

export function SweepSetUp() {
  const drafted = useDraftedSweep();
  const isLocked = useSweepState(isBusy);
  const problems = useMemo(() => sweepProblems(drafted), [drafted]);
  return (
    <section className={panelStyles['card']} aria-label={words.title}>
      <h2 className={styles['title']}>
        {words.title} <span className="note">{words.intro}</span>
      </h2>
      <fieldset disabled={isLocked}>
        {drafted !== null && <SweptValuesInput drafted={drafted} />}
        <SweptCards />
      </fieldset>
      {drafted !== null && problems.length === 0 && <RepairNote drafted={drafted} />}
      {problems.map((problem) => (
        <Banner key={problem} tone="bad">
          {problem}
        </Banner>
      ))}
      <SweepActions drafted={problems.length === 0 ? drafted : null} />
    </section>
  );
}

const sweepProblems = (drafted: Sweep | null): readonly string[] =>
  drafted === null ? [text.sweep.checks.noArchitecture] : problemsOfSweep(drafted);

/** `drafted` is null if the form cannot be trained. */
function SweepActions({ drafted }: { readonly drafted: Sweep | null }) {
  const controller = useSweep();
  const study = useStudy(controller, drafted);
  const { missing, duration, numDone } = study;
  const { cost, actions } = text.sweep;
  const size = cost.size(numTrainingsOf(missing));
  return (
    <StudyFrame
      study={study}
      start={controller.startDrafted}
      onOpen={controller.setUpAs}
      startWords={numDone > 0 ? actions.goOnWith(missing.length) : actions.start}
      note={drafted !== null && missing.length === 0 && <span className="note">{actions.allTrained}</span>}
    >
      {missing.length > 0 && (
        <p className={styles['cost']}>
          {duration === null ? cost.unknown(size) : <strong>{cost.about(size, duration)}</strong>}
        </p>
      )}
    </StudyFrame>
  );
}

function SweptValuesInput({ drafted: { axis, values } }: { readonly drafted: Sweep }) {
  const { setDraft } = useSweep();
  const draft = useSweepDraft();
  const range = sweepRangeOf(draft, axis);
  // The unit is printed once, after both values.
  const end = { ...axis.field, unit: null };
  const setEnd = (changed: Partial<typeof range>): void =>
    setDraft({ axisId: axis.id, range: { ...range, ...changed } });
  return (
    <>
      <div className={styles['fields']}>
        <AxisSelect axis={axis} />
        <FieldControl
          key={`from ${axis.id}`}
          field={{ ...end, label: words.from }}
          value={range.from}
          onChange={(from) => setEnd({ from })}
        />
        <FieldControl
          key={`to ${axis.id}`}
          field={{ ...end, label: words.to }}
          value={range.to}
          onChange={(to) => setEnd({ to })}
        />
        <FieldControl
          field={numPointsField}
          value={draft.numPoints}
          onChange={(numPoints) => setDraft({ numPoints })}
        />
      </div>
      <p className={styles['note']}>
        {words.values(
          values.map((value) => shownSweepValue(axis, value)),
          axis.field.unit,
        )}
      </p>
    </>
  );
}

const sweptParts: readonly SweptPart[] = ['pairs', 'weights', 'tasks', 'data', 'training', 'cards'];

function AxisSelect({ axis }: { readonly axis: SweepAxis }) {
  const { setDraft } = useSweep();
  const experiment = useExperiment();
  const axes = useMemo(() => sweepAxes(experiment), [experiment]);
  const parts = sweptParts.filter((part) => axes.some((one) => one.part === part));
  const id = useId();
  return (
    <div className={styles['axis']}>
      <label htmlFor={id}>{words.axis}</label>
      <select
        id={id}
        value={axis.id}
        onChange={(event) => setDraft({ axisId: event.target.value, range: null })}
      >
        {parts.map((part) => (
          <optgroup key={part} label={words.parts[part]}>
            {axes
              .filter((one) => one.part === part)
              .map(({ id: axisId, field }) => (
                <option key={axisId} value={axisId}>
                  {field.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <Help about={axis.field.label}>{axis.field.help}</Help>
    </div>
  );
}

function SweptCards() {
  const { cards } = useExperiment();
  const { leftOutIds } = useSweepDraft();
  const { setDraft } = useSweep();
  return (
    <fieldset className={styles['cards']}>
      <legend className="note">{words.cards}</legend>
      {cards.map((card) => (
        <label key={card.id}>
          <input
            type="checkbox"
            checked={!leftOutIds.includes(card.id)}
            onChange={() => setDraft({ leftOutIds: [...withToggled(new Set(leftOutIds), card.id)] })}
          />
          <SeriesSwatch color={card.color} />
          {nameOfCard(card)}
        </label>
      ))}
      <p className={styles['note']}>{words.baseline}</p>
    </fieldset>
  );
}

function RepairNote({ drafted }: { readonly drafted: Sweep }) {
  const sentence = useMemo(() => repairOfSweep(drafted), [drafted]);
  return sentence === null ? null : <Banner tone="warn">{sentence}</Banner>;
}
