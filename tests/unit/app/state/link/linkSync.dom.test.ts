import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFingerprintStore } from '../../../../../app/state/link/fingerprintStore.ts';
import { createLinkSync, initialExperiment } from '../../../../../app/state/link/linkSync.ts';
import { createExperimentStore } from '../../../../../app/state/stores/experimentStore.ts';
import { createLessonStore } from '../../../../../app/state/stores/lessonStore.ts';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { createViewStore } from '../../../../../app/state/stores/viewStore.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setTraining } from '../../../../../src/experiment/edit.ts';
import { linkOfAll, readLink } from '../../../../../src/experiment/link/link.ts';
import { text } from '../../../../../src/text/text.ts';

const initial = defaultExperiment();
const changed = setTraining(initial, { batchSize: 64 });

function setUp(opened = initial) {
  const experiments = createExperimentStore(opened);
  const messages = createMessageStore();
  const fingerprints = createFingerprintStore();
  const view = createViewStore();
  const lessons = createLessonStore(null);
  const links = createLinkSync({ experiments, messages, view, fingerprints, lessons });
  return { experiments, messages, view, fingerprints, lessons, links };
}

/** What a paste into the address bar or the back button does. */
function openLink(link: string): void {
  history.replaceState(null, '', `#${link}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, '', '/');
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createLinkSync', () => {
  it('writes the link a moment after the last edit, without a new entry in the history', () => {
    const { experiments, links } = setUp();
    const numEntries = history.length;
    experiments.edit(setTraining(initial, { batchSize: 32 }));
    expect(location.hash).toBe(`#${linkOfAll(initial)}`);
    experiments.edit(changed);
    vi.advanceTimersByTime(1000);
    expect(readLink(location.hash).experiment).toEqual(changed);
    expect(history.length).toBe(numEntries);
    links.dispose();
  });

  it('makes an entry in the history for what is opened in the page, and none for its undoing and for edits of it', () => {
    const { experiments, fingerprints, links } = setUp();
    const numEntries = history.length;
    const entriesAfter = (act: () => void): number => {
      act();
      vi.advanceTimersByTime(1000);
      expect(location.hash).toBe(`#${linkOfAll(experiments.experiment())}`);
      return history.length - numEntries;
    };
    expect(entriesAfter(() => experiments.open(changed))).toBe(1);
    expect(entriesAfter(() => fingerprints.setState({}))).toBe(1);
    expect(entriesAfter(() => experiments.edit(setTraining(changed, { batchSize: 16 })))).toBe(1);
    expect(entriesAfter(() => experiments.undoTo((experiment) => experiment === initial))).toBe(1);
    expect(entriesAfter(() => experiments.open(changed))).toBe(2);
    links.dispose();
  });

  it('writes a link that was opened in its own form at once, before a step back can be taken', () => {
    const { experiments, links } = setUp();
    openLink('tasks=2&batch=64');
    expect(location.hash).toBe(`#${linkOfAll(experiments.experiment())}`);
    links.dispose();
  });

  it('remembers what was opened by a link and never edited', () => {
    setUp().links.dispose();
    history.replaceState(null, '', `#${linkOfAll(changed)}`);
    setUp(changed).links.dispose();
    expect(initialExperiment('').experiment).toEqual(changed);
  });

  it('adopts a pasted link with undo and lists its problems', () => {
    const { experiments, messages, links } = setUp();
    openLink(`${linkOfAll(changed)}&nonsense=1`);
    expect(experiments.experiment()).toEqual(changed);
    expect(messages.getState().toast?.canUndo).toBe(true);
    expect(messages.getState().notice?.sentences).toHaveLength(1);
    experiments.undo();
    expect(experiments.experiment()).toBe(initial);
    links.dispose();
  });

  it('does not let an edit of a moment ago overwrite a link just opened', () => {
    const { experiments, links } = setUp();
    experiments.edit(setTraining(initial, { batchSize: 32 }));
    openLink(linkOfAll(changed));
    vi.advanceTimersByTime(1000);
    expect(experiments.experiment()).toEqual(changed);
    expect(readLink(location.hash).experiment).toEqual(changed);
    links.dispose();
  });

  it('keeps what is open when a link is refused, and says so', () => {
    const { experiments, messages, links } = setUp();
    openLink('v=1&batch=64');
    expect(experiments.experiment()).toEqual(initial);
    expect(messages.getState().notice).toEqual({
      title: text.app.link.refused,
      sentences: [text.link.otherVersion('"1"', 2)],
    });
    expect(readLink(location.hash)).toMatchObject({ experiment: initial, problems: [] });
    links.dispose();
  });

  it('does not mind a full or closed storage', () => {
    const { experiments, links } = setUp();
    const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    experiments.edit(changed);
    vi.advanceTimersByTime(1000);
    expect(readLink(location.hash).experiment).toEqual(changed);
    setItem.mockRestore();
    links.dispose();
  });
});

describe('initialExperiment', () => {
  it('is the last one when there is no link', () => {
    localStorage.setItem('experiment', linkOfAll(changed));
    expect(initialExperiment('')).toMatchObject({ experiment: changed, problems: [] });
  });

  it('is the last one when the link is refused', () => {
    localStorage.setItem('experiment', linkOfAll(changed));
    expect(initialExperiment('#v=3')).toMatchObject({ experiment: changed, problems: [expect.anything()] });
  });
});
