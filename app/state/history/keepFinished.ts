/** Puts runs that finish on this page into the history, each once however often it ends. */
import { oncePer } from '../../../src/core/oncePer.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { isStarted } from '../../../src/run/run.ts';
import { savedRunText } from '../../../src/run/savedRun.ts';
import { text } from '../../../src/text/text.ts';
import type { RunController } from '../run/runController.ts';
import type { MessageStore } from '../stores/messageStore.ts';
import { historyOf } from './runHistory.ts';
import { runToKeep } from './runRecord.ts';

/** Numbers of the runs of this page that were kept: single steps after the end change no number that is reported. */
const keptOn = oncePer((_page: object) => new Set<number>());

/** The part of a page whose runs are kept. */
interface RunningPage {
  readonly run: Pick<RunController, 'status'>;
  readonly messages: MessageStore;
}

/** Keeps the run that has finished. The first time that the browser refuses, or older runs made room, a message says so. */
export async function keepFinished(page: RunningPage): Promise<void> {
  const { run, messages } = page;
  const status = run.status();
  const { runId, givenTo } = status;
  const kept = keptOn(page);
  if (!isStarted(status) || kept.has(runId)) return;
  kept.add(runId);
  if (givenTo.length > 0) return messages.showToast(text.history.notKept, false);
  const labels = { name: '', note: '', time: Date.now(), release: thisRelease };
  const { store, add } = historyOf(page);
  const before = store.getState().trouble;
  await add([runToKeep(status, savedRunText(status), labels, false)]);
  const { trouble } = store.getState();
  if (trouble !== null && trouble !== before) messages.showToast(trouble, false);
}
