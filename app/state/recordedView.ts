/** Shows a run that was trained before, so that the page is alive at once. */
import { recordingOf } from '../../src/report/recording.ts';
import written from '../recorded/firstView.json?raw';
import type { Playground } from './playground.ts';
import { runKeyOf } from './run/runKey.ts';

/** Only when it is a run of what is set up, and none has begun. */
export function showRecording({ run, experiments }: Playground): void {
  const recording = recordingOf(written);
  if (runKeyOf(recording.experiment) === runKeyOf(experiments.experiment())) run.show(recording);
}
