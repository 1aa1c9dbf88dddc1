/** Pictures of what the networks learned, updated while they train: planes, gates over planes, lines. */

import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import { PLANE_GRID } from '../../../src/data/plane.ts';
import { tableInfo } from '../../../src/data/sources/tableInfo.ts';
import { cardOfTrainedId } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { formatCount, formatWeight } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { FunctionPlanes, type LearnedFigureProps } from '../../charts/plane/FunctionPlanes.tsx';
import { GatePlanes } from '../../charts/plane/GatePlanes.tsx';
import type { LearnedPlanes } from '../../charts/plane/learned.ts';
import { SlicePlot } from '../../charts/plane/SlicePlot.tsx';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { usePlayground, useShownExperiment, useView } from '../../state/playground.ts';
import type { LearnedChoice } from '../../state/stores/viewStore.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select, type SelectProps } from '../../ui/Select.tsx';
import { ReplicaSelect, ShownLegend } from '../../view/Choices.tsx';
import { styleOfCard } from '../../view/cardNames.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import { NoNetworks, RetrainingNote } from './NoNetworks.tsx';
import { useLearned, useLearnedChoice } from './useLearned.ts';

const words = text.learned;

export function LearnedPanel() {
  const { shown, isStale } = useShownExperiment();
  const source = networkSourceOf(usePlayground());
  const state = useStore(source.store);
  const { learned, isOther, lacks, tryAgain } = useLearned(shown);
  if (state.phase === 'none' || state.phase === 'offered' || state.phase === 'failed')
    return <NoNetworks state={state} begin={source.begin} />;
  if (lacks === 'points') return <EmptyState title={words.noPlane} />;
  if (lacks === 'download')
    return (
      <EmptyState title={text.app.ui.panelFailed(text.app.tabs.inspect.learned)} tone="bad">
        <p>{words.notDownloaded}</p>
        <Button onClick={tryAgain}>{text.app.ui.tryAgain}</Button>
      </EmptyState>
    );
  return (
    <div className={styles['panel']} data-stale={isStale}>
      <RetrainingNote state={state} />
      <LearnedControls
        experiment={shown}
        learned={learned}
        hasMean={state.phase === 'ready' && state.held.onlyReplica === null}
      />
      {isOther && <p role="status">{words.notKept}</p>}
      {learned && <LearnedPictures learned={learned} experiment={shown} />}
    </div>
  );
}

interface LearnedPicturesProps {
  readonly learned: LearnedPlanes;
  readonly experiment: Experiment;
}

function hintOfPlane({ axes }: LearnedPlanes, { plane }: LearnedChoice, { data }: Experiment): string {
  const { planeHints } = words;
  if (axes) return planeHints.columns;
  return plane === 'tasks' && data.numGroups > 0 ? planeHints.firstGroup : planeHints[plane];
}

// Memoised, since results come eight times a second.
const LearnedPictures = memo(function Pictures({ learned, experiment }: LearnedPicturesProps) {
  const { choice, choose } = useLearnedChoice(experiment);
  const shared = useLearnedFigureProps(learned, experiment);
  const taskNames = useTaskNames(experiment);
  const unit = words.units[taskKindOfChoice(experiment, learned)];
  const numLevels = useMemo(
    () =>
      Math.max(0, ...experiment.cards.map((card) => topologyOfCard(card, experiment)?.levels.length ?? 0)),
    [experiment],
  );
  return (
    <>
      <p className={styles['hint']}>
        {words.hint} {hintOfPlane(learned, choice, experiment)} {shared.axes.join(' ')}{' '}
        {learned.rows.length > 0 && words.rows}
      </p>
      <section className={styles['card']}>
        <FunctionPlanes {...shared} view={learned.truth === null ? 'prediction' : choice.view} unit={unit} />
      </section>
      <section className={styles['card']}>
        <div className={styles['level']}>
          {numLevels >= 2 && (
            <Segmented
              label={words.level}
              names={Object.fromEntries(
                Array.from({ length: numLevels }, (_, level) => [level, text.app.ui.level(level + 1)]),
              )}
              value={String(choice.level)}
              onChange={(level) => choose({ level: Number(level) })}
            />
          )}
        </div>
        <GatePlanes
          {...shared}
          note={words.gatesNote(formatCount(learned.step), learned.replica ?? 0)}
          taskNames={taskNames}
        />
      </section>
      <LearnedSlices {...shared} experiment={experiment} unit={unit} />
    </>
  );
});

function useLearnedFigureProps(learned: LearnedPlanes, experiment: Experiment): LearnedFigureProps {
  const hiddenIds = useView((view) => view.hiddenIds);
  const { cards, tasks, training } = experiment;
  const visible = useMemo(() => {
    const shown = cards.flatMap((card) => {
      const network = learned.networks.find(({ networkId }) => cardOfTrainedId(networkId).cardId === card.id);
      return network === undefined || hiddenIds.has(card.id) ? [] : [{ style: styleOfCard(card), network }];
    });
    return {
      learned: { ...learned, networks: shown.map(({ network }) => network) },
      series: shown.map(({ style }) => style),
    };
  }, [learned, cards, hiddenIds]);
  const ofPicture = useMemo(
    () => learned.choice.tasks.map((task) => ({ task, name: tasks[task]?.name ?? '' })),
    [learned, tasks],
  );
  return {
    ...visible,
    tasks: ofPicture,
    note: words.note(formatCount(learned.step), learned.replica, training.numReplicas),
    axes: axesWords(learned, ofPicture),
  };
}

function axesWords(
  { choice, axes, cosines }: LearnedPlanes,
  tasks: LearnedFigureProps['tasks'],
): readonly string[] {
  const { axisNames } = words;
  const [first, second = first] = tasks.map(({ name }) => name);
  const ofColumns = axes?.map(axisNames.column);
  const x = ofColumns?.[0] ?? (choice.plane === 'switch' ? axisNames.last : axisNames.direction(first ?? ''));
  const y =
    ofColumns?.[1] ??
    (choice.plane === 'switch' ? axisNames.direction(first ?? '') : axisNames.across(second ?? ''));
  const [positive, negative = positive] = cosines;
  const sentence = words.axes(x, y, PLANE_GRID.reach);
  if (positive === undefined || negative === undefined) return [sentence];
  if (choice.plane === 'switch')
    return [sentence, words.bothAngles(formatWeight(positive), formatWeight(negative))];
  const cosine = choice.plane === 'tasks' ? positive : negative;
  const degrees = Math.round((Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI);
  return [sentence, words.angle(degrees, formatWeight(cosine))];
}

function LearnedSlices({
  learned,
  tasks,
  series,
  experiment,
  unit,
}: LearnedFigureProps & { readonly experiment: Experiment; readonly unit: string }) {
  const { truth, networks, axes } = learned;
  return (
    <section className={styles['card']}>
      <p className={styles['level']}>
        {axes === null ? words.sliceHint : words.sliceHintColumns} {truth !== null && words.truthLine}
      </p>
      <div className={styles['maps']}>
        {tasks.map(({ task, name }, place) => (
          <SlicePlot
            key={task}
            task={name}
            series={series}
            lines={networks.map(({ slices }) => slices[place] ?? new Float32Array())}
            truth={truth?.slices[place] ?? null}
            xName={
              axes === null ? words.along(words.axisNames.direction(name)) : words.axisNames.column(axes[0])
            }
            unit={experiment.tasks[task]?.kind === 'binary' ? words.units.binary : unit}
          />
        ))}
      </div>
    </section>
  );
}

function taskKindOfChoice(
  { tasks }: Experiment,
  { choice }: LearnedPlanes,
): 'regression' | 'binary' | 'mixed' {
  const kinds = new Set(choice.tasks.map((task) => tasks[task]?.kind ?? 'regression'));
  return kinds.size > 1 ? 'mixed' : ([...kinds][0] ?? 'regression');
}

interface LearnedControlsProps {
  readonly experiment: Experiment;
  readonly learned: LearnedPlanes | null;
  readonly hasMean: boolean;
}

function LearnedControls({ experiment, learned, hasMean }: LearnedControlsProps) {
  const { choice, choose } = useLearnedChoice(experiment);
  const taskNames = useTaskNames(experiment);
  // Null if the tasks span the plane, instead of two inputs.
  const axes = learned?.axes ?? null;
  const hasSwitch = experiment.data.secondCorrelation !== null && axes === null;
  const hasTruth = learned === null ? experiment.data.source !== tableInfo.id : learned.truth !== null;
  return (
    <div className={styles['controls']}>
      <ShownLegend series={experiment.cards.map(styleOfCard)} />
      <div className={styles['controls']}>
        {experiment.tasks.length > 1 && (
          <PairChoice
            labels={[words.firstTask, words.secondTask]}
            options={taskNames.map((label, value) => ({ value, label }))}
            pair={choice.tasks}
            onChange={(tasks) => choose({ tasks })}
          />
        )}
        {axes !== null && (
          <PairChoice
            labels={[words.columnX, words.columnY]}
            options={(learned?.columns ?? []).map((name) => ({ value: name, label: name }))}
            pair={axes}
            onChange={(columns) => choose({ columns })}
          />
        )}
        {hasSwitch && (
          <Segmented
            label={words.plane}
            names={words.planes}
            value={choice.plane}
            onChange={(plane) => choose({ plane })}
          />
        )}
        {hasTruth && (
          <Segmented
            label={words.view}
            names={words.views}
            value={choice.view}
            onChange={(view) => choose({ view })}
          />
        )}
        <ReplicaSelect hasMean={hasMean} />
      </div>
    </div>
  );
}

interface PairChoiceProps<V extends string | number> extends Pick<SelectProps<V>, 'options'> {
  readonly labels: readonly [string, string];
  readonly pair: readonly [V, V];
  readonly onChange: (pair: readonly [V, V]) => void;
}

/** Two different options; choosing that of the other select swaps them. */
function PairChoice<V extends string | number>({ labels, options, pair, onChange }: PairChoiceProps<V>) {
  const [first, second] = pair;
  return (
    <>
      <Select
        className={styles['select']}
        aria-label={labels[0]}
        options={options}
        value={first}
        onChange={(next) => onChange([next, next === second ? first : second])}
      />
      <Select
        className={styles['select']}
        aria-label={labels[1]}
        options={options}
        value={second}
        onChange={(next) => onChange([next === first ? second : first, next])}
      />
    </>
  );
}
