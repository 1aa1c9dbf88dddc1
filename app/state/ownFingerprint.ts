/** Takes the fingerprint of every run that is finished, for the link. */
import { answerOf } from '../../src/report/answer.ts';
import { fingerprintOfRun } from '../../src/report/reproduction.ts';
import { fingerprintFrom, keepFingerprint } from './link/fingerprintStore.ts';
import type { Playground } from './playground.ts';
import { isStale } from './run/runKey.ts';

type Parts = Pick<Playground, 'run' | 'experiments' | 'fingerprints'>;

/** Also when another way of reading the finished run is chosen. Returns the function that ends it. */
export function watchFinishedRuns(parts: Parts): () => void {
  const ends = [parts.run, parts.experiments].map(({ subscribe }) => subscribe(() => takeFingerprint(parts)));
  takeFingerprint(parts);
  return () => {
    for (const end of ends) end();
  };
}

function takeFingerprint({ run, experiments, fingerprints }: Parts): void {
  const { phase, step, nullLosses, ranOn, experiment: trained } = run.status();
  const experiment = experiments.experiment();
  if (phase !== 'finished' || nullLosses === null || ranOn === null || isStale(trained, experiment)) return;
  if (fingerprintFrom(fingerprints.getState(), 'own', experiment) !== null) return;
  const answer = answerOf(experiment, { networks: run.results(), nullLosses, step });
  if (answer !== null) keepFingerprint(fingerprints, 'own', experiment, fingerprintOfRun(answer, ranOn));
}
