/** The reference and a rival as animated networks, side by side. */
import { type CSSProperties, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { featuresOf } from '../../../src/models/features.ts';
import { captionsOf } from '../../../src/run/report/findings/captions.ts';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { Sparkline, Thumbnail } from '../../charts/network/AboveTowers.tsx';
import { NetworkDiagram } from '../../charts/network/NetworkDiagram.tsx';
import sideBySide from '../../charts/network/SideBySide.module.css';
import { stageHeightOf } from '../../charts/network/stageLayout.ts';
import { runSourceWords } from '../../state/history/openSavedRun.ts';
import { networkSourceOf } from '../../state/learned/networkSource.ts';
import { invitationOf } from '../../state/opening.ts';
import {
  useExperiment,
  useMissingFile,
  useNetworks,
  usePlayground,
  useQueued,
  useReplica,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import { previewsOf } from '../../state/previews.ts';
import { replayOf } from '../../state/replay.ts';
import { isSentRun } from '../../state/run/runStatus.ts';
import { undoToShownRun } from '../../state/useEdit.ts';
import { Button } from '../../ui/Button.tsx';
import { useIsNarrow, useIsPhone } from '../../ui/browser.ts';
import { useContentOf } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Select } from '../../ui/Select.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { useBlendedGates } from '../../view/moments.ts';
import { placeIds } from '../../view/places.ts';
import { useShownGates, useStageCards, useSummary } from '../../view/useCards.ts';
import { useTaskNames } from '../../view/useSeries.ts';
import { followRow, rowPart } from '../row/rowPart.ts';
import { type NetworkOfRow, type RowShown, useRowShown } from '../row/useRowShown.ts';
import captionStyles from './Caption.module.css';
import styles from './Stage.module.css';
import { openLearnedFunctions, useSparklines, useThumbnails } from './useThumbnails.ts';

const words = text.panels.stage;

export function Stage() {
  const playground = usePlayground();
  const { view } = playground;
  const experiment = useExperiment();
  const { cards } = useStageCards(experiment);
  const { isStale } = useShownExperiment();
  const row = useRowShown(experiment, isStale ? noCards : cards);
  const gate = useView((state) => state.gate);
  const parts = useContentOf(row.place === null ? null : rowPart);
  const isComing = useStore(
    networkSourceOf(playground).store,
    ({ phase }) => phase === 'training' || phase === 'ready',
  );
  // The gate's picture takes its place before its numbers come, which would move what is below.
  const isInside =
    parts !== null && gate !== null && (row.networks.size > 0 || (isComing && row.lacks === null));
  if (cards.length === 0) return null;
  return (
    <section className={`${panelStyles['card']} ${styles['stage']}`} aria-label={words.title} data-stage>
      <div className={styles['line']}>
        <ResultsOrigin cards={cards} />
        <Caption />
      </div>
      {isInside && (
        <parts.GatePair {...{ experiment, cards, row, gate }} onClose={() => view.setState({ gate: null })} />
      )}
      {/* Hidden networks are not drawn for each point that is dragged to. */}
      <StageNetworks cards={cards} networks={isInside ? null : row.networks} />
      {row.place !== null && parts && (
        <parts.RowBar
          {...{ experiment, cards, row }}
          size="small"
          onStop={() => view.setState({ row: null, gate: null })}
        />
      )}
    </section>
  );
}

const noCards: readonly CardConfig[] = [];

interface StageNetworksProps {
  /** As trained: the budget may have changed widths. */
  readonly cards: readonly CardConfig[];
  readonly networks: RowShown['networks'] | null;
}

function StageNetworks({ cards, networks }: StageNetworksProps) {
  const experiment = useExperiment();
  const sparklines = useSparklines(cards);
  const thumbnails = useThumbnails(experiment, cards);
  const [inView, setInView] = useState(0);
  const isPhone = useIsPhone();
  const height = useMemo(
    () => stageHeightOf(cards.flatMap((card) => topologyOfCard(card, experiment) ?? [])),
    [cards, experiment],
  );
  return (
    <>
      <div
        hidden={networks === null}
        onScroll={({ currentTarget }) => setInView(networkInView(currentTarget))}
        className={sideBySide['networks']}
        style={{ '--columns': Math.min(experiment.tasks.length + 1, mostColumns) } as CSSProperties}
      >
        {cards.map((card, place) => (
          <div key={card.id} className={sideBySide['network']}>
            <StageNetwork
              card={card}
              height={height}
              sparklines={sparklines.get(card.id) ?? noLines}
              thumbnails={thumbnails.get(card.id) ?? null}
              beside={place === 1 ? rivalChoice : null}
              ofRow={networks?.get(card.id)}
            />
          </div>
        ))}
      </div>
      {isPhone && networks !== null && (
        <div className={styles['foot']}>
          <span className={styles['dots']} aria-hidden="true">
            {cards.length > 1 &&
              cards.map(({ id }, place) => <span key={id} data-in-view={place === inView || undefined} />)}
          </span>
          <FollowRow />
        </div>
      )}
    </>
  );
}

// Diagrams of more tasks draw them closer.
const mostColumns = 6.5;

const networkInView = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): number =>
  scrollLeft > (scrollWidth - clientWidth) / 2 ? 1 : 0;

function ResultsOrigin({ cards }: { readonly cards: readonly CardConfig[] }) {
  const playground = usePlayground();
  const isPhone = useIsPhone();
  const { isStale } = useShownExperiment();
  const missing = useMissingFile();
  const backend = useRunStatus(({ phase, ranOn }) =>
    phase === 'recorded' && missing === null ? (ranOn?.backend ?? null) : null,
  );
  const origin = useRunStatus((status) => status.origin);
  const source = useRunStatus((status) => runSourceWords(status.savedRun));
  const isPreviewed = previewsOf(playground).trains(useExperiment());
  if (isStale)
    return (
      <p className={styles['about']} data-stale>
        <span>{isPreviewed ? text.app.run.staleOnStage : text.app.run.staleUnseen}</span>{' '}
        <Button look="link" onClick={() => undoToShownRun(playground)}>
          {text.app.ui.undo}
        </Button>
      </p>
    );
  return (
    <p className={styles['about']}>
      {(!isPhone || backend === null) && <StageSymbols cards={cards} />}
      {!isPhone && <FollowRow />}
      {backend !== null && (
        <span title={text.app.run.recordedOn(text.session.backendLabel(backend))}>
          {source === null ? text.app.run.recordedOf[origin] : text.app.run.recordedIn(source)}
        </span>
      )}
    </p>
  );
}

function useCanFollow(): boolean {
  const { isStale } = useShownExperiment();
  // Links carry no networks.
  const hasResults = useRunStatus((status) => status.step > 0 && !isSentRun(status));
  return hasResults && !isStale;
}

function FollowRow() {
  const playground = usePlayground();
  const canFollow = useCanFollow();
  const isFollowed = useView(({ row }) => row !== null);
  if (!canFollow || isFollowed) return null;
  const follow = async (): Promise<void> => {
    await followRow(playground);
    // The point gets the focus, so that arrow keys move it at once.
    setTimeout(() => document.getElementById(placeIds.point)?.focus({ preventScroll: true }));
  };
  return (
    <Button look="link" title={words.followHint} onClick={() => void follow()}>
      {words.follow}
    </Button>
  );
}

function StageSymbols({ cards }: { readonly cards: readonly CardConfig[] }) {
  const experiment = useExperiment();
  const topologies = cards.flatMap((card) => topologyOfCard(card, experiment) ?? []);
  const hasForwardOnly = topologies.some((topology) => featuresOf(topology).has('taughtExperts'));
  // Where no gate mixes, learned weights are often negative.
  const hasNegative = topologies.some(({ levels }) =>
    levels.some(({ units }) => units.some(({ gate, native }) => gate === null && native?.kind === 'learned')),
  );
  const more = [...(hasNegative ? [words.negative] : []), ...(hasForwardOnly ? [words.forwardOnly] : [])];
  return (
    <span className={styles['signs']}>
      {[...words.signs, ...more].map(([sign, meaning]) => (
        <span key={sign}>
          <span className={styles['sign']} data-sign={sign} aria-hidden="true" /> {meaning}
        </span>
      ))}
    </span>
  );
}

const noLines: readonly Sparkline[] = [];

interface StageNetworkProps {
  readonly card: CardConfig;
  readonly height: ReturnType<typeof stageHeightOf>;
  readonly sparklines: readonly Sparkline[];
  readonly thumbnails: readonly Thumbnail[] | null;
  readonly beside: ReactNode;
  readonly ofRow: NetworkOfRow | undefined;
}

function StageNetwork({ card, height, sparklines, thumbnails, beside, ofRow }: StageNetworkProps) {
  const canFollow = useCanFollow();
  const playground = usePlayground();
  const experiment = useExperiment();
  const taskNames = useTaskNames(experiment);
  const replica = useReplica();
  const moving = useBlendedGates(useShownExperiment().shown, card.id);
  const topology = useMemo(() => topologyOfCard(card, experiment), [card, experiment]);
  const { gates, note, isPreview } = useGatesOnStage(card.id, topology?.levels.length ?? 0);
  const isMean = isPreview || ofRow !== undefined;
  const isFlowing = useRunStatus(({ phase }) => phase === 'running') && !isPreview;
  const stage = useMemo(
    () => ({
      height,
      sparklines,
      thumbnails,
      onThumbnail: (task: number) => openLearnedFunctions(playground, task),
      isFlowing,
      row: ofRow?.answers ?? null,
      onUnit: (level: number, unit: number) => {
        if (!canFollow) return playground.messages.showToast(words.playFirst, false);
        const { owner = 0 } = topology?.levels[level]?.units[unit] ?? {};
        void followRow(playground, { gate: { level, unit, owner } });
      },
    }),
    [playground, height, sparklines, thumbnails, isFlowing, ofRow, canFollow, topology],
  );
  if (topology === null) return <p className={styles['none']}>{words.cannotBeBuilt(nameOfCard(card))}</p>;
  return (
    <NetworkDiagram
      title={nameOfCard(card)}
      note={ofRow === undefined ? note : text.time.step(formatCount(ofRow.gates.step))}
      gates={ofRow?.gates ?? gates}
      moving={isMean ? null : moving}
      replica={isMean ? 'mean' : replica}
      {...{ beside, topology, taskNames, stage }}
    />
  );
}

function useGatesOnStage(cardId: string, numLevels: number) {
  const playground = usePlayground();
  const { numSteps } = useExperiment().training;
  const { isStale, shown } = useShownExperiment();
  const shownGates = useShownGates(shown);
  const evaluations = useStore(previewsOf(playground).store, (state) => state.evaluations);
  const ofRun = isStale ? null : (shownGates.get(cardId) ?? null);
  const isUnsent = ofRun !== null && ofRun.levels.length < numLevels;
  const noneSent = isUnsent ? ` · ${text.sharing.noneSent}` : '';
  if (ofRun !== null)
    return { gates: ofRun, note: text.time.step(formatCount(ofRun.step)) + noneSent, isPreview: false };
  const ofPreview = evaluations.get(cardId)?.gates ?? null;
  const note = ofPreview === null ? words.before : words.preview(ofPreview.step, numSteps);
  return { gates: ofPreview, note, isPreview: true };
}

const captionWords = text.captions;

// Line of words below the stage, which keeps its height without words.
function Caption() {
  const playground = usePlayground();
  const { shown, isStale } = useShownExperiment();
  const isFinished = useRunStatus(({ phase }) => phase === 'finished' || phase === 'recorded');
  const isPlaying = useStore(replayOf(playground).store, (state) => state.isPlaying);
  const isInviting = useStore(invitationOf(playground), (state) => state.isInviting);
  // Queued, so that the words do not delay the first frame of the animation.
  const experiment = useQueued(shown);
  return (
    <div className={captionStyles['caption']}>
      {isPlaying && (
        <span className={captionStyles['replay']} title={captionWords.replayHint}>
          {captionWords.replay}
        </span>
      )}
      {isInviting && !isPlaying && <SuggestedEdit experiment={shown} />}
      <span aria-live="polite" data-playing={isPlaying || undefined}>
        {isFinished && !isStale && experiment !== null ? (
          <CaptionSentence experiment={experiment} isPlaying={isPlaying} />
        ) : (
          isPlaying && captionWords.watch
        )}
      </span>
    </div>
  );
}

interface CaptionSentenceProps {
  readonly experiment: Experiment;
  readonly isPlaying: boolean;
}

function CaptionSentence({ experiment, isPlaying }: CaptionSentenceProps) {
  const networks = useNetworks();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  const step = useView((view) => view.scrubStep) ?? Number.POSITIVE_INFINITY;
  const summary = useSummary(experiment);
  const captions = useMemo(
    () =>
      summary === null ? [] : captionsOf({ experiment, summary, run: { networks, measuredCorrelation } }),
    [experiment, summary, networks, measuredCorrelation],
  );
  const said = captions.findLast((caption) => caption.step <= step);
  if (said === undefined) return isPlaying && captionWords.watch;
  return <span title={captionWords.meaning}>{isPlaying ? said.now : said.later}</span>;
}

function SuggestedEdit({ experiment }: { readonly experiment: Experiment }) {
  const [one, other] = experiment.tasks.map(({ name }) => name);
  // A page of one column shows a slider instead, which is easier for fingers.
  const isNarrow = useIsNarrow();
  const pair = text.correlation.pair(one ?? '', other ?? '');
  const label = one === undefined || other === undefined ? null : text.correlation.cell(one, other);
  useEffect(() => {
    if (label === null) return;
    const pointed = captionStyles['pointed'] ?? '';
    const cell = inputWithLabel(label)?.parentElement;
    cell?.classList.add(pointed);
    return () => cell?.classList.remove(pointed);
  }, [label]);
  if (label === null || one === undefined || other === undefined) return null;
  return (
    <span data-aside>
      {isNarrow ? captionWords.slide : captionWords.drag}{' '}
      <Button
        look="link"
        onClick={() => inputWithLabel(isNarrow ? text.correlation.sliderOf(pair) : label)?.focus()}
      >
        {captionWords.cell(one, other)}
      </Button>
    </span>
  );
}

// The form is part of another download, so it is found in the document.
const inputWithLabel = (label: string): HTMLInputElement | undefined =>
  [...document.querySelectorAll('input')].find((input) => input.getAttribute('aria-label') === label);

function RivalChoice() {
  const { view } = usePlayground();
  const experiment = useExperiment();
  const { cards, winner } = useStageCards(experiment);
  const [reference, rival] = cards;
  const others = experiment.cards.filter(({ id }) => id !== reference?.id);
  if (rival === undefined || others.length < 2) return null;
  return (
    <span className={styles['rival']} title={rival.id === winner ? words.best(words.rival) : words.rival}>
      <Select
        aria-label={words.rival}
        options={others.map((card) => {
          const name = nameOfCard(card);
          return { value: card.id, label: card.id === winner ? words.best(name) : name };
        })}
        value={rival.id}
        onChange={(stageRival) => view.setState({ stageRival })}
      />
    </span>
  );
}

const rivalChoice = <RivalChoice />;
