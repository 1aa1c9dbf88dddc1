/** What becomes of a result that a link brings: shown as the sender's, left behind by edits, brought back by undo, passed on as it came. */
import { describe, expect, it, vi } from 'vitest';
import { type RunFile, runFileOf } from '../../../../app/files/runFiles.ts';
import { showKnownRun, watchFinishedRuns } from '../../../../app/state/finishedRuns.ts';
import { historyOf } from '../../../../app/state/history/runHistory.ts';
import { sharedLinkOf } from '../../../../app/state/sharing.ts';
import { noteRunsStored } from '../../../../app/state/stores/storage.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import type { LinkExtras } from '../../../../src/experiment/link/extras.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { linkResultOf } from '../../../../src/run/codec/linkResult.ts';
import type { StartedRun } from '../../../../src/run/run.ts';
import { text } from '../../../../src/text/text.ts';
import {
  smallExperiment as experiment,
  fingerprintOfStarted,
  forged,
  madeUpRun,
} from '../../run/codec/madeUpRun.ts';
import { createTestPlayground } from './testPlayground.ts';

const run = madeUpRun(experiment);
const fingerprint = fingerprintOfStarted(run);
const sent: LinkExtras = {
  answer: linkResultOf({ run, experiment, fingerprint, keptStep: 120 }, 3000),
  sentence: 'Look at task 2.',
  place: { tab: 'gates', step: 120 },
};
const link = linkOfAll(experiment, fingerprint, sent);

/** A page that was opened with the link; `kept` is the newest run of the experiment in its history. */
async function opened(hash = `#${link}`, kept: StartedRun | null = null) {
  history.replaceState(null, '', hash);
  const playground = createTestPlayground(hash);
  if (kept !== null) {
    noteRunsStored();
    vi.spyOn(historyOf(playground), 'newestOf').mockResolvedValue({ run: kept, origin: 'visitor' });
  }
  const end = watchFinishedRuns(playground);
  await showKnownRun(playground);
  return { ...playground, playground, end };
}

const hash = () => location.hash.slice(1);

describe('a result that a link brings', () => {
  it('is shown as the sender’s, at the place and step that were open there', async () => {
    const { run: shown, view, messages } = await opened();
    expect(shown.status()).toMatchObject({ phase: 'recorded', origin: 'sender', step: 200 });
    expect(view.getState()).toMatchObject({ tab: 'gates', scrubStep: 120 });
    expect(messages.getState().notice).toBeNull();
    expect(hash()).toBe(link);
  });

  it('is named and not shown where it is put beside another experiment', async () => {
    const { run: shown, messages, links } = await opened(`#${link.replace('v=2&', 'v=2&seed=7&')}`);
    expect(shown.status().origin).not.toBe('sender');
    expect(messages.getState().notice?.sentences).toEqual([text.link.answerOfAnother]);
    expect(links.currentLink()).not.toContain('&r=');
    expect(links.currentLink()).toContain('&fp=');
  });

  it('is named and not shown where its losses are not those of its fingerprint, and is not passed on', async () => {
    const lie = forged(run, 'A', 0.1);
    const answer = linkResultOf({ run: lie, experiment, fingerprint, keptStep: null }, 3000);
    const forgedLink = linkOfAll(experiment, fingerprint, { ...sent, answer });
    const { playground, run: shown, experiments, messages } = await opened(`#${forgedLink}`);
    expect(shown.status().origin).not.toBe('sender');
    expect(messages.getState().notice?.sentences[0]).toMatch(
      /the mean loss of A \(Task 1\) is .* in the fingerprint/,
    );
    expect(experiments.experiment()).toEqual(experiment);
    expect(readLink(sharedLinkOf(playground, '').link).sent.answer).toBeNull();
  });

  it('is left behind by an edit, and undo brings it back', async () => {
    const { run: shown, experiments, links } = await opened();
    experiments.edit(setTraining(experiment, { batchSize: 8 }));
    expect(links.currentLink()).not.toMatch(/&(r|fp|say|at)=/);
    expect(shown.status().experiment).toEqual(experiment);
    experiments.undo();
    expect(links.currentLink()).toMatch(/&r=C.*&say=Look\+at\+task\+2\.&at=gates:120$/);
    expect(shown.status()).toMatchObject({ phase: 'recorded', origin: 'sender' });
  });

  it('gives way to the visitor’s own run where that is the same', async () => {
    const { run: shown } = await opened(`#${link}`, run);
    expect(shown.status()).toMatchObject({ phase: 'recorded', origin: 'visitor' });
  });

  it('goes before the visitor’s own run where that is another', async () => {
    const { run: shown } = await opened(`#${link}`, madeUpRun(experiment, { seed: 2 }));
    expect(shown.status()).toMatchObject({ phase: 'recorded', origin: 'sender' });
  });

  it('is shown when its link is pasted, also over a saved run of the same experiment', async () => {
    const { run: shown, view } = await opened(
      `#${linkOfAll(experiment)}`,
      madeUpRun(experiment, { seed: 2 }),
    );
    expect(shown.status().origin).toBe('visitor');
    history.replaceState(null, '', `#${link}`);
    dispatchEvent(new HashChangeEvent('hashchange'));
    await vi.waitFor(() => expect(shown.status().origin).toBe('sender'));
    expect(view.getState()).toMatchObject({ tab: 'gates', scrubStep: 120 });
  });

  it('is passed on as it came, with what the next sender says', async () => {
    const { playground, view } = await opened();
    view.setState({ scrubStep: null, tab: 'play' });
    const shared = sharedLinkOf(playground, 'And at task 1.');
    expect(shared).toMatchObject({ holds: 'result', sentence: 'And at task 1.' });
    expect(readLink(shared.link).sent).toEqual({ ...sent, sentence: 'And at task 1.', place: null });
  });

  it('is saved like any other run, without what it does not carry', async () => {
    const { playground } = await opened();
    const written = (file: RunFile) => {
      const made = runFileOf(playground, file);
      return typeof made === 'object' ? made?.content.text() : made;
    };
    const results = JSON.parse((await written('results')) ?? '');
    expect(results).toMatchObject({ config: linkOfAll(experiment), fingerprint: null });
    expect(JSON.stringify(results)).not.toContain('NaN');
    expect(await written('report')).toContain('AdaTT-sp');
    expect(await written('frozen')).toBe(text.history.frozen.fromLink);
  });

  it('is not replaced by nor replaces a run that was trained here', async () => {
    const { playground, run: shown } = await opened(`#${linkOfAll(experiment)}`);
    shown.play();
    history.replaceState(null, '', `#${link}`);
    dispatchEvent(new HashChangeEvent('hashchange'));
    await showKnownRun(playground);
    expect(shown.status().phase).toBe('starting');
  });
});

it('a link with a sentence and no run says so and names the place', async () => {
  const { playground, view } = await opened(`#${linkOfAll(experiment)}`);
  view.setState({ tab: 'learned' });
  expect(sharedLinkOf(playground, '')).toMatchObject({ holds: 'nothing', sentence: null });
  expect(hash()).toBe(linkOfAll(experiment));
  const { link: shared } = sharedLinkOf(playground, ' Try this. ');
  expect(readLink(shared)).toMatchObject({
    fingerprint: null,
    sent: { answer: null, sentence: 'Try this.', place: { tab: 'learned', step: null } },
  });
});
