/** Fingerprints of finished runs: the one a link brought, and that of the run here. Knows neither links nor runs. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fingerprint } from '../../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { runKeyOf } from '../run/runKey.ts';

/** A fingerprint holds for one experiment only, read in one way. */
interface KnownFingerprint {
  readonly key: string;
  readonly fingerprint: Fingerprint;
}

export interface FingerprintState {
  readonly received: KnownFingerprint | null;
  readonly own: KnownFingerprint | null;
}

export type FingerprintStore = StoreApi<FingerprintState>;

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

/** Null forgets it. */
export const keepFingerprint = (
  store: FingerprintStore,
  origin: keyof FingerprintState,
  experiment: Experiment,
  fingerprint: Fingerprint | null,
): void =>
  store.setState({ [origin]: fingerprint === null ? null : { key: keyOf(experiment), fingerprint } });

export const fingerprintFrom = (
  state: FingerprintState,
  origin: keyof FingerprintState,
  experiment: Experiment,
): Fingerprint | null => {
  const known = state[origin];
  return known !== null && known.key === keyOf(experiment) ? known.fingerprint : null;
};

/**
 * The fingerprint for the link. What was claimed first is what the next one should find, so that of a link goes before the own one.
 */
export const fingerprintFor = (store: FingerprintStore, experiment: Experiment): Fingerprint | null =>
  fingerprintFrom(store.getState(), 'received', experiment) ??
  fingerprintFrom(store.getState(), 'own', experiment);
