/** `npm run test:soak`: everything people do, round after round, and what the page holds on to after each. */
import type { Page } from 'playwright-core';
import { test } from '../../e2e/harness/test.ts';
import * as actions from './actions.ts';
import { createSampler, expectFlat, type Sample } from './samples.ts';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 30);

const everything: readonly ((page: Page, round: number) => Promise<void>)[] = [
  actions.trainOn('webgpu'),
  actions.trainOn('cpu'),
  actions.trainOn('wasm'),
  actions.edit,
  actions.loseWorker,
  actions.drag,
  actions.sweepTwoPoints,
  actions.openPresets,
  actions.lookAtTabs,
  actions.trainOnFile,
];

test(`a page that is used for ${minutes} minutes holds no more at the end than at the beginning`, {
  timeout: (minutes + 15) * 60_000,
}, async ({ openPage }) => {
  const page = await openPage({
    path: actions.start,
    ownBrowser: true,
    tolerated: [/thrown by a test/],
    webgpu: true,
  });
  const sample = await createSampler(page);
  const samples: Sample[] = [];
  const endMs = performance.now() + minutes * 60_000;
  while (performance.now() < endMs || samples.length < 4) {
    for (const act of everything) await act(page, samples.length);
    samples.push(await sample());
  }
  expectFlat('round', samples);
});
