import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { WeightsMenu } from '../../../../../app/panels/network/NetworkPanel.tsx';
import type { CommandOf } from '../../../../../src/run/protocol.ts';
import { text } from '../../../../../src/text/text.ts';
import { renderIn } from '../../renderIn.tsx';
import { createFakeSession, evaluated, progress, ready } from '../../state/fakeSession.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

const words = text.weights;
/** The first choice loads what saves. */
const patience = { timeout: 4000 };

/** The menu of a finished run that is best at step 50. */
function finishedRun() {
  const session = createFakeSession();
  const playground = createTestPlayground('', { openSession: () => session });
  const experiment = playground.experiments.experiment();
  const { numSteps } = experiment.training;
  playground.run.play();
  const { runId } = playground.run.status();
  const [card] = experiment.cards;
  if (card === undefined) throw new Error('The experiment has no card.');
  act(() => {
    session.emit(ready(runId));
    for (const [step, loss] of [
      [50, 0.5],
      [numSteps, 0.9],
    ] as const)
      for (const { id } of experiment.cards) session.emit(evaluated(runId, id, experiment, { step, loss }));
    session.emit(progress(runId, 'finished', numSteps));
  });
  renderIn(playground, <WeightsMenu card={card} />);
  const exportsAsked = () =>
    session.commands.flatMap((command): CommandOf<'export'>[] =>
      command.type === 'export' ? [command] : [],
    );
  const { tasks } = experiment;
  const names = tasks.map(({ name }) => name);
  return { exportsAsked, names, steps: tasks.map(() => 50), user: userEvent.setup() };
}

it('saves the network where the verdict reports it, or as the run stands', async () => {
  const { exportsAsked, names, steps, user } = finishedRun();
  const choice = (name: string) => screen.getByRole('radio', { name, hidden: true });
  const save = () => user.click(screen.getByRole('button', { name: /^PyTorch/, hidden: true }));
  expect(choice(words.whereReported(names, steps))).toHaveProperty('checked', true);
  await save();
  await vi.waitFor(() => expect(exportsAsked()).toHaveLength(1), patience);
  expect(exportsAsked()[0]).toMatchObject({ cardId: 'A', replica: 0, steps });
  await user.click(choice(words.asItStands));
  await save();
  await vi.waitFor(() => expect(exportsAsked()).toHaveLength(2), patience);
  expect(exportsAsked()[1]).toMatchObject({ cardId: 'A', replica: 0, steps: null });
});
