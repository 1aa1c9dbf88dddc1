/** Banners about the results as a whole: problems of a link, a failure, a recovery, a changed set-up. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { lessonPart } from '../lesson/FormPart.tsx';
import {
  useExperiment,
  useIsOpening,
  useMessages,
  usePlayground,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../state/playground.ts';
import { takeBack } from '../state/useEdit.ts';
import { Banner, Sentences } from '../ui/Banner.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { offlinePart, resultsPart } from './lazyParts.ts';

const presetHintPart = lazyPart(() => import('../presets/PresetHint.tsx'));

export function Banners() {
  return (
    <>
      <NoticeBanner />
      <NewVersion />
      <ReleaseBanner />
      <FailureBanner />
      <RecoveryBanner />
      <Reproduction />
      <StaleBanner />
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
        <Sentences of={sentences} />
      </Banner>
    </div>
  );
}

/** Few pages are open while a newer version comes. */
function NewVersion() {
  const hasNewVersion = useMessages((state) => state.hasNewVersion);
  return hasNewVersion ? (
    <Lazy part={offlinePart}>{({ NewVersionBanner }) => <NewVersionBanner />}</Lazy>
  ) : null;
}

function ReleaseBanner() {
  const other = useStore(usePlayground().releases, (state) => state.other);
  const experiment = useExperiment();
  if (other?.experiment !== experiment) return null;
  const { release, isOldForm, address } = other;
  const way = release && address && (
    <ButtonLink href={address}>{text.app.link.openInRelease(release)}</ButtonLink>
  );
  return (
    <Banner tone="warn" actions={way}>
      {isOldForm || release === null ? text.link.old : text.app.link.otherRelease(release)}
    </Banner>
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

function RecoveryBanner() {
  const recovery = useRunStatus((status) => status.recovery);
  return recovery === null ? null : <Banner tone="warn">{recovery}</Banner>;
}

/** Only for links with a fingerprint: most have none. */
function Reproduction() {
  const hasReceived = useStore(usePlayground().fingerprints, ({ received }) => received !== null);
  return hasReceived ? (
    <Lazy part={resultsPart}>{({ ReproductionBanner }) => <ReproductionBanner />}</Lazy>
  ) : null;
}

/** A lesson says itself what to look at. The opening experiment is no preset, so that a first visit need not know them. */
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

/** Where the stage does not say it. */
function StaleBanner() {
  const playground = usePlayground();
  const tab = useView((view) => view.tab);
  const { isStale } = useShownExperiment();
  const hasResults = useRunStatus((status) => status.step > 0);
  if (!isStale || !hasResults || tab === 'play') return null;
  return (
    <Banner tone="warn" actions={<Button onClick={() => takeBack(playground)}>{text.app.ui.undo}</Button>}>
      {text.app.run.stale}
    </Banner>
  );
}
