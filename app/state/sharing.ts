/** Makes the link to share, with the result, tab and the sender's sentence. */
import { type Fingerprint, fingerprintText } from '../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import {
  extraEntries,
  type LinkExtras,
  noExtras,
  sentenceOf,
  withLesson,
} from '../../src/experiment/link/extras.ts';
import { linkOfAll, MAX_SENT_LENGTH } from '../../src/experiment/link/link.ts';
import { linkResultOf } from '../../src/run/codec/linkResult.ts';
import { isStarted } from '../../src/run/run.ts';
import type { Playground } from './createPlayground.ts';
import { fingerprintFor, fingerprintFrom, keepFingerprint, knownOfLink } from './link/fingerprintStore.ts';
import { isStale } from './run/runKey.ts';
import { lessonLettersOf } from './stores/lessonStore.ts';

export interface SharedLink {
  readonly link: string;
  readonly sentence: string | null;
  /** `claim`: the result is too long for a link. */
  readonly holds: 'result' | 'claim' | 'nothing';
}

/** Link to share, which is also written to the address bar. */
export function sharedLinkOf(playground: Playground, said: string): SharedLink {
  const { experiments, fingerprints, links, lessons } = playground;
  const experiment = experiments.experiment();
  const fingerprint = fingerprintFor(fingerprints, experiment, lessons.getState().isCovered);
  const sentence = sentenceOf(said);
  const sent: LinkExtras = {
    answer: null,
    sentence,
    place: fingerprint === null && sentence === null ? null : sentPlaceOf(playground),
  };
  const answer = fingerprint && resultLettersFor(playground, experiment, fingerprint, sent);
  const own = fingerprintFrom(fingerprints.getState(), 'own', experiment);
  keepFingerprint(fingerprints, 'own', experiment, own, { ...sent, answer });
  const claim = fingerprint === null ? 'nothing' : 'claim';
  return { link: links.currentLink(), sentence, holds: answer === null ? claim : 'result' };
}

/** Null for the tab that every link opens. */
function sentPlaceOf({ view }: Playground): LinkExtras['place'] {
  const { tab, scrubStep } = view.getState();
  const place = { tab, step: scrubStep };
  return extraEntries(null, { ...noExtras, place }).length === 0 ? null : place;
}

/** A received result stays unchanged. Null if it is too long. */
function resultLettersFor(
  { run, fingerprints, lessons }: Playground,
  experiment: Experiment,
  fingerprint: Fingerprint,
  sent: LinkExtras,
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
  const withOneLetter = linkOfAll(experiment, fingerprint, { ...sent, answer: '-' });
  // The lesson counts towards the length limit of links.
  const { length } = withLesson(withOneLetter, lessonLettersOf(lessons.getState()));
  const room = MAX_SENT_LENGTH - length + 1;
  return linkResultOf({ run: status, experiment, fingerprint, keptStep }, room);
}

// Without `allow-same-origin` the page could not load its own scripts and workers.
export function iframeCode(link: string, title: string): string {
  const quoted = (value: string): string =>
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return (
    `<iframe src="${quoted(link)}" title="${quoted(title)}" width="100%" height="900" ` +
    'sandbox="allow-scripts allow-same-origin allow-downloads allow-popups" allow="clipboard-write" ' +
    'referrerpolicy="no-referrer"></iframe>'
  );
}
