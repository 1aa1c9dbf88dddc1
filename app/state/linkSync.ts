/**
 * Keeps the address and the configuration the same: writes the link a moment after edits, adopts a link that is pasted or
 * gone back to. A link never starts training.
 */
import { type ExperimentReading, linkOf, readLink, text } from '../../src/index.ts';
import type { ExperimentStore } from './experimentStore.ts';
import type { MessageStore } from './messageStore.ts';
import { openExperiment } from './openExperiment.ts';
import { readStored, writeStored } from './storage.ts';

const storageKey = 'experiment';
const writeDelayMs = 300;

export interface LinkSync {
  /** The whole address of the configuration as it is now, also written into the address bar. */
  readonly currentLink: () => string;
  readonly dispose: () => void;
}

const withoutHash = (hash: string): string => hash.replace(/^#/, '');

/** The configuration to open with: the link's, or the one used last, or the default; and what was wrong with the link. */
export function initialExperiment(hash: string): ExperimentReading {
  const reading = readLink(hash);
  if (!reading.isEmpty) return reading;
  return { experiment: readLink(readStored(storageKey) ?? '').experiment, problems: [] };
}

export function createLinkSync(experiments: ExperimentStore, messages: MessageStore): LinkSync {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (): void => {
    clearTimeout(timer);
    const link = linkOf(experiments.experiment());
    if (withoutHash(location.hash) !== link) history.replaceState(history.state, '', `#${link}`);
    writeStored(storageKey, link);
  };

  const adopt = (): void => {
    const link = withoutHash(location.hash);
    if (link === '' || link === linkOf(experiments.experiment())) return;
    // An edit not yet written must not overwrite the link that was just opened.
    clearTimeout(timer);
    openExperiment({ experiments, messages }, readLink(link), {
      message: text.app.link.opened,
      problemsTitle: text.app.link.problems,
    });
  };

  const endWatch = experiments.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, writeDelayMs);
  });
  addEventListener('hashchange', adopt);
  // Written at once, so that going back from a link finds what was open before, even at the bare address.
  if (withoutHash(location.hash) === '') write();

  return {
    currentLink: () => {
      write();
      return location.href;
    },
    dispose: () => {
      clearTimeout(timer);
      endWatch();
      removeEventListener('hashchange', adopt);
    },
  };
}
