import { expect, it } from 'vitest';
import {
  createFingerprintStore,
  fingerprintFor,
  fingerprintFrom,
  keepFingerprint,
} from '../../../../../app/state/link/fingerprintStore.ts';
import type { Fingerprint } from '../../../../../src/analysis/fingerprint.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';
import { setComparison, setData, setTraining } from '../../../../../src/experiment/edit.ts';

const experiment = defaultExperiment();
const fingerprintNamed = (hash: string): Fingerprint => ({
  backend: 'wasm',
  build: 'simd',
  hash,
  conclusions: [],
  bands: [],
});

it('prefers the fingerprint of a link to that of the run here', () => {
  const store = createFingerprintStore();
  keepFingerprint(store, 'own', experiment, fingerprintNamed('own'));
  expect(fingerprintFor(store, experiment)?.hash).toBe('own');
  keepFingerprint(store, 'received', experiment, fingerprintNamed('received'));
  expect(fingerprintFor(store, experiment)?.hash).toBe('received');
  keepFingerprint(store, 'received', experiment, null);
  expect(fingerprintFor(store, experiment)?.hash).toBe('own');
});

it('holds for the experiment it was taken of, on any backend, and for no other reading of it', () => {
  const store = createFingerprintStore();
  keepFingerprint(store, 'own', experiment, fingerprintNamed('own'));
  const state = store.getState();
  expect(fingerprintFrom(state, 'own', setTraining(experiment, { backend: 'cpu' }))).not.toBeNull();
  expect(fingerprintFrom(state, 'own', setData(experiment, { seed: 2 }))).toBeNull();
  expect(fingerprintFrom(state, 'own', setComparison(experiment, { reportingRule: 'finalStep' }))).toBeNull();
});
