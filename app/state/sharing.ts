/** The link to share: experiment, result and place as they are now, and what the sender says. Loaded when somebody shares. */
import { type Fingerprint, fingerprintText } from '../../src/analysis/fingerprint.ts';
import { linkAnswerOf } from '../../src/run/answer/linkAnswer.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { linkOf, MAX_SENT_LENGTH } from '../../src/experiment/link/link.ts';
import { thisRelease } from '../../src/experiment/link/release.ts';
import { type SentAlong, sentEntries, sentenceOf, withLesson } from '../../src/experiment/link/sentAlong.ts';
import { isStarted } from '../../src/run/run.ts';
import type { Playground } from './createPlayground.ts';
import { fingerprintFor, fingerprintFrom, keepFingerprint, knownOfLink } from './link/fingerprintStore.ts';
import { isStale } from './run/runKey.ts';
import { lettersOf } from './stores/lessonStore.ts';

export interface SharedLink {
  readonly link: string;
  readonly sentence: string | null;
  /** The result of a finished run; a claim of it, where it has no room; or nothing of a run. */
  readonly holds: 'result' | 'claim' | 'nothing';
}

/** Makes the link, which is in the address bar then. */
export function sharedLinkOf(playground: Playground, said: string): SharedLink {
  const { experiments, fingerprints, links, lessons } = playground;
  const experiment = experiments.experiment();
  const fingerprint = fingerprintFor(fingerprints, experiment, lessons.getState().isCovered);
  const sentence = sentenceOf(said);
  const sent: SentAlong = {
    answer: null,
    sentence,
    place: fingerprint === null && sentence === null ? null : placeOf(playground),
  };
  const answer = fingerprint && answerFor(playground, experiment, fingerprint, sent);
  const own = fingerprintFrom(fingerprints.getState(), 'own', experiment);
  keepFingerprint(fingerprints, 'own', experiment, own, { ...sent, answer });
  const claim = fingerprint === null ? 'nothing' : 'claim';
  return { link: links.currentLink(), sentence, holds: answer === null ? claim : 'result' };
}

/** The place that is open; null where it is the one that every link opens. */
function placeOf({ view }: Playground): SentAlong['place'] {
  const { tab, scrubStep } = view.getState();
  const place = { tab, step: scrubStep };
  return sentEntries(null, { answer: null, sentence: null, place }).length === 0 ? null : place;
}

/** The result that came with the link, as it came; else that of the run here, if the fingerprint is of it. Null: it has no room. */
function answerFor(
  { run, fingerprints, lessons }: Playground,
  experiment: Experiment,
  fingerprint: Fingerprint,
  sent: SentAlong,
): string | null {
  const [received, own] = (['received', 'own'] as const).map((origin) =>
    knownOfLink(fingerprints.getState(), origin, experiment),
  );
  if (received?.fingerprint != null && received.sent.answer !== null) return received.sent.answer;
  const status = run.status();
  const isOwn = own?.fingerprint != null && fingerprintText(own.fingerprint) === fingerprintText(fingerprint);
  if (lessons.getState().isCovered || !isOwn || !isStarted(status) || isStale(status.experiment, experiment))
    return null;
  const keptStep = sent.place?.step ?? null;
  const withOneLetter = linkOf(experiment, fingerprint, thisRelease, { ...sent, answer: '-' });
  // A lesson travels in the same link.
  const { length } = withLesson(withOneLetter, lettersOf(lessons.getState()));
  const room = MAX_SENT_LENGTH - length + 1;
  return linkAnswerOf({ run: status, experiment, fingerprint, keptStep }, room);
}
