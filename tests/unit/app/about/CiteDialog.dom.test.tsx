/** What is copied to cite: the experiment, or the run with its result, as *Share* sends it. */
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { CiteDialog } from '../../../../app/about/CiteDialog.tsx';
import { keepFingerprint } from '../../../../app/state/link/fingerprintStore.ts';
import { sharedLinkOf } from '../../../../app/state/sharing.ts';
import { fingerprintText } from '../../../../src/analysis/fingerprint.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { text } from '../../../../src/text/text.ts';
import { fingerprintOfStarted, madeUpRun, smallExperiment } from '../../run/codec/madeUpRun.ts';
import { renderIn } from '../renderIn.tsx';
import { createTestPlayground } from '../state/testPlayground.ts';

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};

it.each([false, true])('copies the link of the experiment, with the result of a run (%s)', async (hasRun) => {
  const playground = createTestPlayground(`#${linkOfAll(smallExperiment)}`);
  const run = madeUpRun(smallExperiment);
  const fingerprint = fingerprintOfStarted(run);
  if (hasRun) {
    playground.run.show(run, 'visitor');
    keepFingerprint(playground.fingerprints, 'own', smallExperiment, fingerprint);
  }
  const user = userEvent.setup();
  renderIn(playground, <CiteDialog onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: text.cite.copy }));
  const copied = await navigator.clipboard.readText();
  const { link, holds } = sharedLinkOf(playground, '');
  expect(copied).toContain(`url = {${link}}`);
  expect(holds).toBe(hasRun ? 'result' : 'nothing');
  const [, digest] = /note = .* (\S+)\},$/m.exec(copied.replaceAll(/\\|\{\}/g, '')) ?? [];
  expect(digest).toBe(hasRun ? fingerprintText(fingerprint).split('.', 3).join('.') : undefined);
  expect(screen.queryByText(text.cite.run[1]) !== null).toBe(hasRun);
});
