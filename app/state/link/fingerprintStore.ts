/**
 * Fingerprints of finished runs, each with the result, sentence and place that links send along: the one that a link brought, and that of
 * the run here. Knows neither links nor runs.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fingerprint } from '../../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { nothingSent, type SentAlong } from '../../../src/experiment/link/sentAlong.ts';
import { runKeyOf } from '../run/runKey.ts';

/** It holds for one experiment only, read in one way. */
interface KnownOfLink {
  readonly key: string;
  readonly fingerprint: Fingerprint | null;
  readonly sent: SentAlong;
}

export interface FingerprintState {
  readonly received: KnownOfLink | null;
  readonly own: KnownOfLink | null;
}

export type FingerprintStore = StoreApi<FingerprintState>;

type Origin = keyof FingerprintState;

/** The experiment as a key, whatever backend computes it: that is for the fingerprint to say. */
const keyOf = (experiment: Experiment): string => {
  const { training, comparison } = experiment;
  return JSON.stringify([
    runKeyOf({ ...experiment, training: { ...training, backend: 'auto' } }),
    comparison,
  ]);
};

export const createFingerprintStore = (): FingerprintStore =>
  createStore<FingerprintState>(() => ({ received: null, own: null }));

/** A fingerprint with what is sent along; without either it forgets them. */
export const keepFingerprint = (
  store: FingerprintStore,
  origin: Origin,
  experiment: Experiment,
  fingerprint: Fingerprint | null,
  sent: SentAlong = nothingSent,
): void => {
  const isNothing = [fingerprint, ...Object.values(sent)].every((part) => part === null);
  store.setState(({ own }) => ({
    // The result that was shared here belongs to another fingerprint.
    ...(origin === 'received' && own !== null && { own: { ...own, sent: nothingSent } }),
    [origin]: isNothing ? null : { key: keyOf(experiment), fingerprint, sent },
  }));
};

export const knownOfLink = (
  state: FingerprintState,
  origin: Origin,
  experiment: Experiment,
): KnownOfLink | null => {
  const known = state[origin];
  return known !== null && known.key === keyOf(experiment) ? known : null;
};

export const fingerprintFrom = (
  state: FingerprintState,
  origin: Origin,
  experiment: Experiment,
): Fingerprint | null => knownOfLink(state, origin, experiment)?.fingerprint ?? null;

/**
 * The fingerprint for the link. What was claimed first is what the next one should find, so that of a link goes before the own one. `isCovered`:
 * nobody may see the verdict of the run here yet, which its letters tell.
 */
export const fingerprintFor = (
  store: FingerprintStore,
  experiment: Experiment,
  isCovered = false,
): Fingerprint | null =>
  fingerprintFrom(store.getState(), 'received', experiment) ??
  (isCovered ? null : fingerprintFrom(store.getState(), 'own', experiment));

/** The result, sentence and place for the link: those that were shared here last, or those that came. */
export const sentFor = (store: FingerprintStore, experiment: Experiment, isCovered = false): SentAlong => {
  const [own = nothingSent, received = nothingSent] = (['own', 'received'] as const).map(
    (origin) => knownOfLink(store.getState(), origin, experiment)?.sent,
  );
  const sent = own === nothingSent ? received : own;
  return isCovered ? { ...sent, answer: received.answer } : sent;
};
