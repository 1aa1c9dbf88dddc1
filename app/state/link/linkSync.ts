/** Keeps the address and the experiment in step; a link never starts training. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { withLesson } from '../../../src/experiment/link/extras.ts';
import { type LinkReading, linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { CURRENT_VERSION } from '../../../src/experiment/versions.ts';
import { text } from '../../../src/text/text.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import {
  type LessonSource,
  type LessonState,
  type LessonStore,
  lessonLettersOf,
  unreadLesson,
} from '../stores/lessonStore.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { readStored, writeStored } from '../stores/storage.ts';
import type { ViewStore } from '../stores/viewStore.ts';
import { type FingerprintStore, fingerprintFor, keepFingerprint, linkExtrasFor } from './fingerprintStore.ts';
import { openExperiment } from './openExperiment.ts';
import { noteRelease, type ReleaseStore } from './releaseStore.ts';
import { homeAddress, standaloneContents } from './standalone.ts';

const storageKey = 'experiment';
const writeDelayMs = 300;

const withoutHash = (hash: string): string => hash.replace(/^#/, '');

export function initialExperiment(hash: string): LinkReading {
  const reading = readLink(hash);
  return reading.isEmpty
    ? { ...readLink(readStored(storageKey) ?? ''), problems: [], release: null, version: CURRENT_VERSION }
    : reading;
}

// Stores the experiment without a fingerprint: only a link claims a result.
function storeLastExperiment(experiment: Experiment): void {
  writeStored(storageKey, linkOfAll(experiment));
}

function watchOpenings(experiments: ExperimentStore) {
  let isOpened = false;
  const end = experiments.subscribe((now, before) => {
    // A shorter past means that the experiment came by undo.
    if (now.opened !== before.opened) isOpened = now.past.length >= before.past.length;
  });
  const taken = (): boolean => {
    const wasOpened = isOpened;
    isOpened = false;
    return wasOpened;
  };
  return { taken, end };
}

/** The step is set later, when the result is shown. */
export function receiveLink(
  { fingerprints, view }: Pick<LinkedStores, 'fingerprints' | 'view'>,
  { experiment, fingerprint, sent }: LinkReading,
): void {
  keepFingerprint(fingerprints, 'received', experiment, fingerprint, sent);
  if (sent.place !== null) view.setState({ tab: sent.place.tab });
}

interface LinkedStores {
  readonly experiments: ExperimentStore;
  readonly messages: MessageStore;
  readonly view: ViewStore;
  readonly fingerprints: FingerprintStore;
  readonly releases: ReleaseStore;
  readonly lessons: LessonStore;
}

export function lessonSourceOf(letters: string | null): LessonSource | null {
  if (letters !== null) return { kind: 'link', letters };
  const json = standaloneContents()?.lesson ?? null;
  return json === null ? null : { kind: 'file', json };
}

// An answer already read for the same lesson stays.
function receiveLesson(lessons: LessonStore, letters: string | null): void {
  if (letters !== lessonLettersOf(lessons.getState()))
    lessons.setState(unreadLesson(lessonSourceOf(letters)));
}

function fullLinkOf(experiment: Experiment, fingerprints: FingerprintStore, lesson: LessonState): string {
  const fingerprint = fingerprintFor(fingerprints, experiment, lesson.isCovered);
  const sent = linkExtrasFor(fingerprints, experiment, lesson.isCovered);
  return withLesson(linkOfAll(experiment, fingerprint, thisRelease, sent), lessonLettersOf(lesson));
}

export function createLinkSync(stores: LinkedStores) {
  const { experiments, messages, view, fingerprints, releases, lessons } = stores;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const openings = watchOpenings(experiments);
  const linkNow = () => fullLinkOf(experiments.experiment(), fingerprints, lessons.getState());

  const write = (): void => {
    clearTimeout(timer);
    const link = linkNow();
    const put = openings.taken() ? 'pushState' : 'replaceState';
    if (withoutHash(location.hash) !== link) history[put](history.state, '', `#${link}`);
    storeLastExperiment(experiments.experiment());
  };

  const adopt = (): void => {
    const link = withoutHash(location.hash);
    if (link === '' || link === linkNow()) return;
    // A pending edit must not overwrite the link just opened.
    clearTimeout(timer);
    const reading = readLink(link);
    receiveLink({ fingerprints, view }, reading);
    receiveLesson(lessons, reading.lesson);
    const isSame = linkOfAll(reading.experiment) === linkOfAll(experiments.experiment());
    if (!isSame || reading.problems.length > 0)
      openExperiment({ experiments, messages }, reading, {
        message: text.app.link.opened,
        problemsTitle: text.app.link.problems,
      });
    // The browser has already made a history entry for this navigation.
    openings.taken();
    noteRelease(releases, { ...reading, experiment: experiments.experiment() }, `#${link}`);
    // Restoring the step later could interfere with moving through the history.
    write();
  };

  const writeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, writeDelayMs);
  };
  const written = [experiments, fingerprints, lessons];
  const ends = [openings.end, ...written.map((store) => store.subscribe(writeSoon))];
  addEventListener('hashchange', adopt);
  // Writes a bare address at once, so that going back from a link finds what was open before. A link stays unchanged.
  if (withoutHash(location.hash) === '') write();
  else storeLastExperiment(experiments.experiment());

  return {
    currentLink: (): string => {
      write();
      return `${homeAddress()}#${linkNow()}`;
    },
    dispose: (): void => {
      clearTimeout(timer);
      for (const end of ends) end();
      removeEventListener('hashchange', adopt);
    },
  };
}
