/** Keeps the address and the experiment in step; a link never starts training. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { withLesson } from '../../../src/experiment/link/extras.ts';
import { type LinkReading, linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
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
import { openExperiment, showProblems } from './openExperiment.ts';
import { pageAddress } from './pageAddress.ts';

const storageKey = 'experiment';
const writeDelayMs = 300;

const withoutHash = (hash: string): string => hash.replace(/^#/, '');

export function initialExperiment(hash: string): LinkReading {
  const reading = readLink(hash);
  const { isEmpty, isRefused, problems } = reading;
  if (!isEmpty && !isRefused) return reading;
  return { ...readLink(readStored(storageKey) ?? ''), problems, isRefused };
}

export const problemsTitleOf = ({ isRefused }: LinkReading): ((count: number) => string) =>
  isRefused ? () => text.app.link.refused : text.app.link.problems;

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
  readonly lessons: LessonStore;
}

export const lessonSourceOf = (letters: string | null): LessonSource | null =>
  letters === null ? null : { letters };

// An answer already read for the same lesson stays.
function receiveLesson(lessons: LessonStore, letters: string | null): void {
  if (letters !== lessonLettersOf(lessons.getState()))
    lessons.setState(unreadLesson(lessonSourceOf(letters)));
}

function fullLinkOf(experiment: Experiment, fingerprints: FingerprintStore, lesson: LessonState): string {
  const fingerprint = fingerprintFor(fingerprints, experiment, lesson.isCovered);
  const sent = linkExtrasFor(fingerprints, experiment, lesson.isCovered);
  return withLesson(linkOfAll(experiment, fingerprint, sent), lessonLettersOf(lesson));
}

/** Opens what was read of a link; if the link was refused, what is open stays. */
function openReading(stores: LinkedStores, reading: LinkReading): void {
  const { experiments, messages, lessons } = stores;
  if (reading.isRefused) {
    showProblems(messages, problemsTitleOf(reading), reading.problems);
    return;
  }
  receiveLink(stores, reading);
  receiveLesson(lessons, reading.lesson);
  const isSame = linkOfAll(reading.experiment) === linkOfAll(experiments.experiment());
  if (!isSame || reading.problems.length > 0)
    openExperiment({ experiments, messages }, reading, {
      message: text.app.link.opened,
      problemsTitle: problemsTitleOf(reading),
    });
}

export function createLinkSync(stores: LinkedStores) {
  const { experiments, fingerprints, lessons } = stores;
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
    openReading(stores, readLink(link));
    // The browser has already made a history entry for this navigation.
    openings.taken();
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
      return `${pageAddress()}#${linkNow()}`;
    },
    dispose: (): void => {
      clearTimeout(timer);
      for (const end of ends) end();
      removeEventListener('hashchange', adopt);
    },
  };
}
