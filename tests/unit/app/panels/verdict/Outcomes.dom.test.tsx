import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Outcomes } from '../../../../../app/panels/verdict/Outcomes.tsx';
import { PlaygroundContext } from '../../../../../app/state/playground.ts';
import { setTask } from '../../../../../src/experiment/edit.ts';
import { setCard } from '../../../../../src/experiment/editCards.ts';
import type { RunSummary } from '../../../../../src/run/summary.ts';
import { answered, experimentOf } from '../../../run/evaluatedRuns.ts';
import { createTestPlayground } from '../../state/testPlayground.ts';

const experiment = experimentOf(['adattSp', 'ple'], 5);
const summary = answered(experiment, { losses: { A: 0.9 } });

const show = (shown: RunSummary, given = experiment) =>
  render(
    <PlaygroundContext value={createTestPlayground()}>
      <Outcomes experiment={given} summary={shown} />
    </PlaygroundContext>,
  );

/** The summary where with each task at its own best step the gains of A are so much larger. */
const withOwnGains = (more: number): RunSummary => ({
  ...summary,
  cards: summary.cards.map((card) =>
    card.cardId === 'A' && card.gains !== null
      ? {
          ...card,
          ownGains: {
            tasks: card.gains.tasks,
            overall: {
              ...card.gains.overall,
              gain: { ...card.gains.overall.gain, mean: card.gains.overall.gain.mean + more },
            },
          },
        }
      : card,
  ),
});

it('has the gain with each task at its own best step beside one that is another by more than the margin', () => {
  show(withOwnGains(0.02));
  expect(screen.queryByText(/with each task at its own best step/)).toBeNull();
  show(withOwnGains(0.1));
  expect(screen.getAllByText(/^\+\d+ % with each task at its own best step$/)).toHaveLength(1);
});

it('has a baseline for each objective, named after its cards', () => {
  const binary = { kind: 'binary', after: null } as const;
  const funnel = setTask(setTask(experiment, 0, binary), 1, { ...binary, after: 0 });
  const given = setCard(funnel, 'B', { objective: 'entireSpace' });
  show(answered(given, { losses: {} }), given);
  for (const card of ['A', 'B'])
    expect(screen.getByText(`Single-task baseline of ${card}`).closest('tr')?.textContent).toMatch(
      /baseline$/,
    );
});
