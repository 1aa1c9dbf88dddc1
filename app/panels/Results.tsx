/** The open place: *Play*, *Inspect* or *Sweep*. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  type InspectTab,
  isInspectTab,
  nameOfTab,
  panelGroupOfTab,
  type SweepTab,
  type Tab,
} from '../../src/experiment/link/tabs.ts';
import { text } from '../../src/text/text.ts';
import { lessonPart } from '../lesson/FormPart.tsx';
import {
  useIsCovered,
  useIsOpening,
  useMessages,
  useNetworks,
  usePlayground,
  useRunStatus,
  useView,
} from '../state/playground.ts';
import { checkedRun } from '../state/run/runStatus.ts';
import { isUnread } from '../state/stores/lessonStore.ts';
import { Banner, EmptyState, SentenceList } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { placeIds } from '../view/places.ts';
import { ViewChoice } from '../view/ViewChoice.tsx';
import {
  comparePart,
  inspectPart,
  offlinePart,
  reproductionPart,
  resultsPart,
  sweepPart,
} from './lazyParts.ts';
import styles from './PlaceTabs.module.css';
import { tabIdOf } from './PlaceTabs.tsx';

interface ResultsProps {
  readonly tasks: ReactNode;
  readonly setUp: ReactNode;
}

export function Results(props: ResultsProps) {
  const tab = useView((state) => state.tab);
  // Avoids a flash of another place before the lesson names its own.
  const isAwaited = useStore(usePlayground().lessons, isUnread);
  if (isAwaited) return <Banners />;
  return (
    <>
      <Banners />
      <Lazy part={resultsPart}>
        {({ AlarmAnnouncer, EndProjectorButton }) => (
          <>
            <AlarmAnnouncer />
            <EndProjectorButton />
          </>
        )}
      </Lazy>
      <div
        role="tabpanel"
        id={placeIds.place}
        tabIndex={-1}
        aria-labelledby={tabIdOf(panelGroupOfTab(tab))}
        className={tab === 'play' ? undefined : styles['panel']}
      >
        {tab === 'play' ? <PlayPlace {...props} /> : <OtherPlace tab={tab} />}
      </div>
      {tab !== 'play' && (
        <>
          {props.tasks}
          {props.setUp}
        </>
      )}
    </>
  );
}

function PlayPlace({ tasks, setUp }: ResultsProps) {
  const hasResults = useNetworks().size > 0;
  // While a saved run is looked up, its place stays free.
  const isAwaited = useStore(usePlayground().knownRuns, ({ numAwaited }) => numAwaited > 0);
  const isEmpty = useRunStatus(({ phase }) => phase === 'idle') && !hasResults && !isAwaited;
  return (
    <>
      <Lazy part={resultsPart} name={text.app.places.play} ownContent={tasks}>
        {({ OpeningQuestion, Stage }) => (
          <>
            <OpeningQuestion />
            <Stage />
            {tasks}
          </>
        )}
      </Lazy>
      <Lazy part={comparePart} name={text.app.results} ownContent={setUp}>
        {({ ComparePanel }) => (
          <ComparePanel invitation={isEmpty ? <StartInvitation /> : null} afterAnswer={setUp} />
        )}
      </Lazy>
    </>
  );
}

const StartInvitation = () => <Lazy part={resultsPart}>{({ Invitation }) => <Invitation />}</Lazy>;

function OtherPlace({ tab }: { readonly tab: InspectTab | SweepTab }) {
  const isCovered = useIsCovered();
  const names: Readonly<Partial<Record<Tab, string>>> =
    text.app.tabs[isInspectTab(tab) ? 'inspect' : 'sweep'];
  return (
    <>
      <div className={styles['choice']}>
        <ViewChoice of="tab" label={text.app.readingLabel} names={names} />
      </div>
      {isInspectTab(tab) ? (
        <Lazy key={tab} part={inspectPart} name={nameOfTab(tab)}>
          {({ InspectPanel }) => <InspectPanel tab={tab} />}
        </Lazy>
      ) : isCovered ? (
        <EmptyState title={text.app.covered} />
      ) : (
        <Lazy part={sweepPart} name={text.app.places.sweep}>
          {({ SweepPlace }) => <SweepPlace reading={tab} />}
        </Lazy>
      )}
    </>
  );
}

const presetHintPart = lazyPart(() => import('../config/presets/PresetHint.tsx'));

function Banners() {
  const recovery = useRunStatus((status) => status.recovery);
  const hasReceived = useStore(usePlayground().fingerprints, ({ received }) => received !== null);
  const isChecking = useRunStatus((status) => checkedRun(status) !== null);
  const hasNewVersion = useMessages((state) => state.hasNewVersion);
  return (
    <>
      <NoticeBanner />
      {hasNewVersion ? (
        <Lazy part={offlinePart}>{({ NewVersionBanner }) => <NewVersionBanner />}</Lazy>
      ) : null}
      <FailureBanner />
      {recovery === null ? null : <Banner tone="warn">{recovery}</Banner>}
      {hasReceived || isChecking ? (
        <Lazy part={reproductionPart}>{({ ReproductionBanner }) => <ReproductionBanner />}</Lazy>
      ) : null}
      <Lazy part={resultsPart}>{({ StaleBanner }) => <StaleBanner />}</Lazy>
      <HintOrLesson />
    </>
  );
}

function NoticeBanner() {
  const { messages } = usePlayground();
  const notice = useMessages((state) => state.notice);
  if (notice === null) return null;
  const { title, sentences, canReload } = notice;
  return (
    <div role="alert">
      <Banner
        tone="warn"
        actions={canReload && <Button onClick={() => location.reload()}>{text.app.ui.reload}</Button>}
        onClose={messages.hideNotice}
      >
        <strong>{title}</strong>
        <SentenceList of={sentences} />
      </Banner>
    </div>
  );
}

function FailureBanner() {
  const failure = useRunStatus((status) => status.failure);
  const hasStarted = useRunStatus(({ phase }) => phase !== 'recorded');
  if (failure === null) return null;
  return (
    <Banner tone="bad">
      <strong>{hasStarted ? text.app.run.failed : text.app.run.notStarted}</strong> {failure.message}
    </Banner>
  );
}

/** A lesson has its own hint. The opening experiment is no preset, so a first visit loads none. */
function HintOrLesson() {
  const isOpening = useIsOpening();
  const hasLesson = useStore(usePlayground().lessons, ({ source }) => source !== null);
  if (hasLesson)
    return (
      <Lazy part={lessonPart} name={text.app.lesson}>
        {({ LessonBar }) => <LessonBar />}
      </Lazy>
    );
  return isOpening ? null : <Lazy part={presetHintPart}>{({ PresetHint }) => <PresetHint />}</Lazy>;
}
