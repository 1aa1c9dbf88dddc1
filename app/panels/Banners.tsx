/** What has to be said about the results as a whole: problems of a link, a failure, a recovery, a changed set-up. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import {
  useExperiment,
  useMessages,
  usePlayground,
  useRunStatus,
  useShownExperiment,
} from '../state/playground.ts';
import { takeBack } from '../state/useEdit.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Later } from '../ui/Later.tsx';
import { resultsRoom } from './rooms.ts';

export function Banners() {
  return (
    <>
      <NoticeBanner />
      <ReleaseBanner />
      <FailureBanner />
      <RecoveryBanner />
      <RecordedBanner />
      <Reproduction />
      <StaleBanner />
      <Later room={resultsRoom}>{({ PresetHint }) => <PresetHint />}</Later>
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
        actions={
          <>
            {canReload && <Button onClick={() => location.reload()}>{text.app.ui.reload}</Button>}
            <Button
              look="quiet"
              icon="close"
              aria-label={text.app.ui.dismiss}
              title={text.app.ui.dismiss}
              onClick={messages.hideNotice}
            />
          </>
        }
      >
        <strong>{title}</strong>
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Banner>
    </div>
  );
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
      {isOldForm || release === null ? text.experiment.versions.old : text.app.link.otherRelease(release)}
    </Banner>
  );
}

function FailureBanner() {
  const failure = useRunStatus((status) => status.failure);
  if (failure === null) return null;
  return (
    <Banner tone="bad">
      <strong>{text.app.run.failed}</strong> {failure.message}
    </Banner>
  );
}

function RecoveryBanner() {
  const recovery = useRunStatus((status) => status.recovery);
  return recovery === null ? null : <Banner tone="warn">{recovery}</Banner>;
}

function RecordedBanner() {
  const recordedOn = useRunStatus(({ phase, ranOn }) => (phase === 'recorded' ? ranOn : null));
  const { isStale } = useShownExperiment();
  if (recordedOn === null || isStale) return null;
  return <Banner tone="calm">{text.app.run.recorded(text.session.backendLabel(recordedOn.backend))}</Banner>;
}

/** Only for links with a fingerprint: most have none. */
function Reproduction() {
  const hasReceived = useStore(usePlayground().fingerprints, ({ received }) => received !== null);
  return hasReceived ? (
    <Later room={resultsRoom}>{({ ReproductionBanner }) => <ReproductionBanner />}</Later>
  ) : null;
}

function StaleBanner() {
  const playground = usePlayground();
  const { isStale } = useShownExperiment();
  const hasResults = useRunStatus((status) => status.step > 0);
  if (!isStale || !hasResults) return null;
  return (
    <Banner
      tone="warn"
      actions={<Button onClick={() => takeBack(playground)}>{text.app.run.takeBack}</Button>}
    >
      {text.app.run.stale}
    </Banner>
  );
}
