/** The network of one architecture, from the input to the predictions. */
import { useCallback, useMemo, useState } from 'react';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import { isFunnel } from '../../../src/data/funnel.ts';
import { problemsOfCard, topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { tunedSettingsOf } from '../../../src/experiment/learningRate.ts';
import { exportStepsOf } from '../../../src/interop/exportSteps.ts';
import { architectureOf, variantOf } from '../../../src/models/architectures.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { weightsPart } from '../../bar/MenuChoices.tsx';
import type { LitPart } from '../../charts/network/DiagramEdges.tsx';
import { NetworkDiagram } from '../../charts/network/NetworkDiagram.tsx';
import sideBySide from '../../charts/network/SideBySide.module.css';
import { TABLE_FILES } from '../../ownData/FileDrop.tsx';
import {
  useExperiment,
  usePlayground,
  useReplica,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { pickFile } from '../../ui/browser.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import styles from '../../ui/Panel.module.css';
import { Popover, PopoverChoice } from '../../ui/Popover.tsx';
import { Segmented, type SegmentedProps } from '../../ui/Segmented.tsx';
import { ReplicaSelect } from '../../view/Choices.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { useBudgeted, useCardResults, useShownGates } from '../../view/useCards.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import { ViewChoice } from '../../view/ViewChoice.tsx';

const words = text.panels.network;

export function NetworkPanel() {
  const { cards } = useBudgeted(useExperiment());
  const wanted = useView((state) => state.networkCard);
  const card = cards.find(({ id }) => id === wanted) ?? cards[0];
  if (card === undefined)
    return (
      <EmptyState title={words.none}>
        <p>{words.noneDetail}</p>
      </EmptyState>
    );
  return (
    <div className={styles['panel']}>
      <div className={styles['controls']} data-controls>
        <ViewChoice
          of="networkCard"
          label={text.app.ui.architecture}
          names={Object.fromEntries(cards.map((one) => [one.id, nameOfCard(one)]))}
          value={card.id}
        />
        <div className={styles['controls']}>
          <ReplicaSelect />
          <WeightsMenu card={card} />
        </div>
      </div>
      <p className={styles['hint']}>{words.hint}</p>
      <NetworkFigure card={card} />
    </div>
  );
}

const equationsPart = lazyPart(() => import('../../charts/equations/Equations.tsx'));

// Drawn from the current set-up, without weights after a change.
function NetworkFigure({ card }: { readonly card: CardConfig }) {
  const experiment = useExperiment();
  const { isStale, shown } = useShownExperiment();
  const shownGates = useShownGates(shown);
  const taskNames = useTaskNames(experiment);
  const replica = useReplica();
  const topology = useMemo(() => topologyOfCard(card, experiment), [card, experiment]);
  const gates = isStale ? null : (shownGates.get(card.id) ?? null);
  const tie = useDiagramEquationLink(topology);
  const architecture = architectureOf(card.architecture);
  if (topology === null) return <CannotDraw card={card} />;
  const drawn = { title: nameOfCard(card), topology, gates, replica, taskNames };
  return (
    <section className={`${styles['card']} ${sideBySide['pair']}`}>
      <NetworkDiagram
        {...drawn}
        note={gates === null ? words.noteBefore : words.note(formatCount(gates.step))}
        lit={tie.lit}
        onPart={tie.onPart}
      />
      {architecture && (
        <Lazy part={equationsPart} name={words.equations}>
          {({ Equations }) => (
            <Equations
              {...drawn}
              {...tie}
              architecture={architecture}
              wordsId={variantOf(card.architecture, card.options)?.wordsId ?? architecture.id}
              training={trainingWords(card, experiment)}
              numReplicas={shown.training.numReplicas}
            />
          )}
        </Lazy>
      )}
    </section>
  );
}

function useDiagramEquationLink(topology: Topology | null) {
  const [lit, onLit] = useState<LitPart | null>(null);
  const [part, setPart] = useState<string | null>(null);
  const [chosen, onPlace] = useState({ level: 0, unit: 0 });
  const onPart = useCallback(
    (id: string | null, isChosen: boolean) => {
      setPart(id);
      if (isChosen && id !== null) onPlace((old) => unitPlaceOfPart(id, topology) ?? old);
    },
    [topology],
  );
  const places = topology?.levels[chosen.level]?.units ?? topology?.towers ?? [];
  const place = places[chosen.unit] ? chosen : { level: 0, unit: 0 };
  return { lit, onLit, part, onPart, place, onPlace };
}

function unitPlaceOfPart(part: string, topology: Topology | null) {
  const [kind, ...numbers] = part.split(' ');
  const [first = 0, second = 0] = numbers.map(Number);
  if (kind === 'unit') return { level: first, unit: second };
  if (kind === 'tower') return { level: Math.max(0, (topology?.levels.length ?? 0) - 1), unit: first };
  const level = topology?.levels[first];
  const owner = level?.experts[second]?.owner;
  const unit = level?.units.findIndex((one) => one.owner === owner) ?? -1;
  return kind === 'expert' && unit >= 0 ? { level: first, unit } : null;
}

const trainingWords = (card: CardConfig, { tasks, training }: Experiment): readonly string[] => {
  const { weightDecay, dropout } = tunedSettingsOf(card, training);
  return [
    isFunnel(tasks) ? text.equations.objectives[card.objective] : '',
    text.equations.againstOverFitting(weightDecay, dropout),
  ];
};

function CannotDraw({ card }: { readonly card: CardConfig }) {
  const problems = problemsOfCard(card, useExperiment());
  return (
    <EmptyState title={nameOfCard(card)} tone="bad">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </EmptyState>
  );
}

const menuWords = text.weights;

type WeightsModule = Awaited<ReturnType<typeof weightsPart.load>>;

type SavedStepChoice = 'reported' | 'last';

function StepChoice({
  cardId,
  choice,
  ...control
}: Pick<SegmentedProps<SavedStepChoice>, 'value' | 'onChange'> & {
  readonly cardId: string;
  readonly choice: ReplicaChoice;
}) {
  const { shown } = useShownExperiment();
  const results = useCardResults(shown).get(cardId);
  const steps = (results && exportStepsOf(shown, results.reportable, choice === 'mean' ? 0 : choice))
    ?.reported.steps;
  const isElsewhere = useRunStatus(({ step }) => steps?.some((reported) => reported !== step) === true);
  if (steps === undefined || !isElsewhere) return null;
  const tasks = shown.tasks.map(({ name }) => name);
  const names = { reported: menuWords.whereReported(tasks, steps), last: menuWords.asItStands };
  return <Segmented label={menuWords.which} names={names} {...control} />;
}

export function WeightsMenu({ card }: { readonly card: CardConfig }) {
  const playground = usePlayground();
  const replica = useReplica();
  const { shown } = useShownExperiment();
  const [where, setWhere] = useState<SavedStepChoice>('reported');
  const saved = { cardId: card.id, choice: replica, isAsItStands: where === 'last' };
  const withWeights = (act: (weights: WeightsModule) => Promise<void>): void => {
    // A failed download shows its own message; the next choice tries again.
    weightsPart.load().then(act, () => weightsPart.tryAgain());
  };
  const save = (what: Parameters<WeightsModule['saveNetwork']>[2]) => () =>
    withWeights(({ saveNetwork }) => saveNetwork(playground, saved, what));
  const load = () =>
    pickFile('.safetensors', (file) =>
      withWeights(({ loadWeights }) => loadWeights(playground, card, replica, file)),
    );
  const predict = () => pickFile(TABLE_FILES, (file) => save(file)());
  const choices = [
    ...(shown.data.table === null ? [] : ([[menuWords.predict, menuWords.predictDetail, predict]] as const)),
    [menuWords.program, menuWords.programDetail, save('program')],
    [menuWords.file, menuWords.fileDetail(replica), save('weights')],
    [menuWords.adam, menuWords.adamDetail, save('adam')],
    [menuWords.load, menuWords.loadDetail(replica), load],
  ] as const;
  return (
    <Popover
      title={menuWords.menu}
      content={
        <>
          <StepChoice cardId={card.id} choice={replica} value={where} onChange={setWhere} />
          {choices.map(([title, detail, onChoose]) => (
            <PopoverChoice key={title} title={title} detail={detail} onChoose={onChoose} />
          ))}
        </>
      }
    >
      {menuWords.menu}
    </Popover>
  );
}
