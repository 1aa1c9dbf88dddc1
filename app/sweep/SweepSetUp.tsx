/** The form of a sweep: what, over which values, with which architectures; made from the schema and the experiment on the left. */
import { useId, useMemo } from 'react';
import { type SweepAxis, type SweptPart, sweepAxes } from '../../src/sweep/axes.ts';
import { problemsOfSweep, repairOfSweep } from '../../src/sweep/checks.ts';
import { numPointsField, shownSweepValue } from '../../src/sweep/sweep.ts';
import { text } from '../../src/text/text.ts';
import { SeriesSwatch } from '../charts/base/SeriesSwatch.tsx';
import { FieldControl } from '../fields/FieldControl.tsx';
import { useExperiment } from '../state/playground.ts';
import { isBusy, type Sweep, sweepRangeOf } from '../state/sweep/sweepState.ts';
import { Banner } from '../ui/Banner.tsx';
import panelStyles from '../ui/Panel.module.css';
import { Help } from '../ui/Popover.tsx';
import { nameOfCard } from '../view/useSeries.ts';
import styles from './Sweep.module.css';
import { SweepActions } from './SweepActions.tsx';
import { SweepProgress } from './SweepProgress.tsx';
import { type SweepProps, useDraftedSweep, useSweepDraft, useSweepState } from './useSweep.ts';

const words = text.sweep.setUp;

export function SweepSetUp({ controller }: SweepProps) {
  const drafted = useDraftedSweep(controller);
  const isLocked = useSweepState(controller, isBusy);
  const problems = useMemo(() => sweepProblems(drafted), [drafted]);
  return (
    <section className={panelStyles['card']} aria-label={words.title}>
      <h2 className={styles['title']}>
        {words.title} <span className="note">{words.intro}</span>
      </h2>
      <fieldset disabled={isLocked}>
        {drafted !== null && <Values controller={controller} drafted={drafted} />}
        <Cards controller={controller} />
      </fieldset>
      {drafted !== null && problems.length === 0 && <RepairNote drafted={drafted} />}
      {problems.map((problem) => (
        <Banner key={problem} tone="bad">
          {problem}
        </Banner>
      ))}
      <SweepProgress controller={controller} />
      <SweepActions controller={controller} drafted={problems.length === 0 ? drafted : null} />
    </section>
  );
}

const sweepProblems = (drafted: Sweep | null): readonly string[] =>
  drafted === null
    ? [text.sweep.checks.noArchitecture]
    : problemsOfSweep(drafted.experiment, drafted.axis, drafted.values);

type ValuesProps = SweepProps & { readonly drafted: Sweep };

function Values({ controller, drafted: { axis, values } }: ValuesProps) {
  const draft = useSweepDraft(controller);
  const range = sweepRangeOf(draft, axis);
  // The unit stands behind the values.
  const end = { ...axis.field, unit: null };
  const setEnd = (changed: Partial<typeof range>): void =>
    controller.setDraft({ axisId: axis.id, range: { ...range, ...changed } });
  return (
    <>
      <div className={styles['fields']}>
        <AxisSelect controller={controller} axis={axis} />
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
          onChange={(numPoints) => controller.setDraft({ numPoints })}
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

const parts: readonly SweptPart[] = ['pairs', 'weights', 'tasks', 'data', 'training', 'cards'];

function AxisSelect({ controller, axis }: SweepProps & { readonly axis: SweepAxis }) {
  const experiment = useExperiment();
  const axes = useMemo(() => sweepAxes(experiment), [experiment]);
  const id = useId();
  return (
    <div className={styles['axis']}>
      <label htmlFor={id}>{words.axis}</label>
      <select
        id={id}
        value={axis.id}
        onChange={(event) => controller.setDraft({ axisId: event.target.value, range: null })}
      >
        {parts.map((part) => (
          <AxisGroup key={part} part={part} axes={axes.filter((one) => one.part === part)} />
        ))}
      </select>
      <Help about={axis.field.label}>{axis.field.help}</Help>
    </div>
  );
}

function AxisGroup({ part, axes }: { readonly part: SweptPart; readonly axes: readonly SweepAxis[] }) {
  if (axes.length === 0) return null;
  return (
    <optgroup label={words.parts[part]}>
      {axes.map(({ id, field }) => (
        <option key={id} value={id}>
          {field.label}
        </option>
      ))}
    </optgroup>
  );
}

function Cards({ controller }: SweepProps) {
  const { cards } = useExperiment();
  const { leftOutIds } = useSweepDraft(controller);
  const toggle = (id: string, takesPart: boolean): void => {
    const others = leftOutIds.filter((one) => one !== id);
    controller.setDraft({ leftOutIds: takesPart ? others : [...others, id] });
  };
  return (
    <fieldset className={styles['cards']}>
      <legend className="note">{words.cards}</legend>
      {cards.map((card) => (
        <label key={card.id}>
          <input
            type="checkbox"
            checked={!leftOutIds.includes(card.id)}
            onChange={(event) => toggle(card.id, event.target.checked)}
          />
          <SeriesSwatch color={card.color} />
          {nameOfCard(card)}
        </label>
      ))}
      <p className={styles['note']}>{words.baseline}</p>
    </fieldset>
  );
}

function RepairNote({ drafted: { experiment, axis, values } }: { readonly drafted: Sweep }) {
  const sentence = useMemo(() => repairOfSweep(experiment, axis, values), [experiment, axis, values]);
  return sentence === null ? null : <Banner tone="warn">{sentence}</Banner>;
}
