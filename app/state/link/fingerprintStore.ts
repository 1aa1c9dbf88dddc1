/** Holds the fingerprints of received and own runs, with what links carry beside them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fingerprint } from '../../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type LinkExtras, noExtras } from '../../../src/experiment/link/extras.ts';
import { runKeyOf } from '../run/runKey.ts';

interface KnownOfLink {
  readonly key: string;
  readonly fingerprint: Fingerprint | null;
  readonly sent: LinkExtras;
}

interface FingerprintState {
  readonly received: KnownOfLink | null;
  readonly own: KnownOfLink | null;
}

export type FingerprintStore = StoreApi<FingerprintState>;

type FingerprintOrigin = keyof FingerprintState;

// Key of an experiment without its backend, which the fingerprint names itself.
const fingerprintKeyOf = (experiment: Experiment): string => {
  const { training, comparison } = experiment;
  return JSON.stringify([
    runKeyOf({ ...experiment, training: { ...training, backend: 'auto' } }),
    comparison,
  ]);
};

export const createFingerprintStore = (): FingerprintStore =>
  createStore<FingerprintState>(() => ({ received: null, own: null }));

export const keepFingerprint = (
  store: FingerprintStore,
  origin: FingerprintOrigin,
  experiment: Experiment,
  fingerprint: Fingerprint | null,
  sent: LinkExtras = noExtras,
): void => {
  const isNothing = [fingerprint, ...Object.values(sent)].every((part) => part === null);
  store.setState(({ own }) => ({
    // A result shared from here before belonged to another fingerprint.
    ...(origin === 'received' && own !== null && { own: { ...own, sent: noExtras } }),
    [origin]: isNothing ? null : { key: fingerprintKeyOf(experiment), fingerprint, sent },
  }));
};

export const knownOfLink = (
  state: FingerprintState,
  origin: FingerprintOrigin,
  experiment: Experiment,
): KnownOfLink | null => {
  const known = state[origin];
  return known !== null && known.key === fingerprintKeyOf(experiment) ? known : null;
};

export const fingerprintFrom = (
  state: FingerprintState,
  origin: FingerprintOrigin,
  experiment: Experiment,
): Fingerprint | null => knownOfLink(state, origin, experiment)?.fingerprint ?? null;

/** The received one first, so that the original claim is checked. `isCovered` hides the verdict's characters. */
export const fingerprintFor = (
  store: FingerprintStore,
  experiment: Experiment,
  isCovered = false,
): Fingerprint | null =>
  fingerprintFrom(store.getState(), 'received', experiment) ??
  (isCovered ? null : fingerprintFrom(store.getState(), 'own', experiment));

export const linkExtrasFor = (
  store: FingerprintStore,
  experiment: Experiment,
  isCovered = false,
): LinkExtras => {
  const [own = noExtras, received = noExtras] = (['own', 'received'] as const).map(
    (origin) => knownOfLink(store.getState(), origin, experiment)?.sent,
  );
  const sent = own === noExtras ? received : own;
  return isCovered ? { ...sent, answer: received.answer } : sent;
};
