import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idleStatus } from '../../../../../app/state/run/runStatus.ts';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { drawsOfExperiment, taskDraws } from '../../../../../app/state/sweep/pointControllers.ts';
import { PointsController } from '../../../../../app/state/sweep/pointsController.ts';
import { readLink } from '../../../../../src/experiment/link/link.ts';
import { verdictsOf } from '../../../../../src/run/report/verdictWords.ts';
import { type TaskDrawsPoint, taskDrawsOf } from '../../../../../src/studies/sweep/taskDraws.ts';
import { createSessions, disposeAfterEach, printedBy, untilIn } from './onEngine.ts';

const link =
  'v=2&tasks=2&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=20&eval=10&backend=wasm&A=adattSp&B=sharedBottom&tune=1&rates=.001,.01';
const { experiment } = readLink(link);
const numDraws = 10;
const draws = drawsOfExperiment(experiment, numDraws);

const made = disposeAfterEach<PointsController<TaskDrawsPoint>>();

/** As a page that was just loaded. */
function createDraws() {
  const { createSession, starts, ended } = createSessions();
  const putAway = vi.fn();
  const dependencies = {
    createSession,
    run: { status: () => idleStatus, shown: createStore(() => idleStatus), pause: () => {} },
    messages: createMessageStore(),
    others: () => [{ putAway }],
  };
  const controller = new PointsController(dependencies, taskDraws);
  made.push({ controller, ended });
  const state = controller.store.getState;
  const until = untilIn(controller.store);
  return { controller, state, until, starts, putAway };
}

/** As JSON has it: without NaN. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('draws of the tasks', { timeout: 120_000 }, () => {
  it('give to the last bit what one run of as many repetitions gives, and what the command prints', async () => {
    const { controller, state, until, starts, putAway } = createDraws();
    controller.start(draws);
    expect(putAway).toHaveBeenCalledOnce();
    await until(() => state().phase === 'finished');
    expect(starts).toHaveLength(3);
    const found = taskDrawsOf(experiment, state().points, numDraws);
    const verdicts = plain(found && verdictsOf(found.summary));
    const [printed, run] = await Promise.all([
      printedBy('draws', link, '--draws', String(numDraws)),
      printedBy('train', `${link.replace('reps=3', `reps=${numDraws}`)}&redraw=everything`),
    ]);
    expect(printed.verdicts).toEqual(verdicts);
    expect(printed.draws).toEqual(found?.draws);
    expect(run.verdicts).toEqual(verdicts);
  });

  it('go on after a cancel and a reload where they were, and are gone when they are cleared', async () => {
    const before = createDraws();
    before.controller.start(draws);
    await before.until(() => before.state().points.length === 1);
    before.controller.cancel();
    expect(before.state()).toMatchObject({ phase: 'stopped', current: null });

    const after = createDraws();
    expect(after.state()).toMatchObject({ phase: 'stopped', points: before.state().points });
    after.controller.start(draws);
    await after.until(() => after.state().phase === 'finished');
    expect(after.starts).toHaveLength(2);
    expect(after.state().points[0]).toEqual(before.state().points[0]);
    expect(after.state().points.map(({ value }) => value)).toEqual([0, 4, 8]);

    after.controller.clear();
    expect(createDraws().state()).toMatchObject({ phase: 'idle', sweep: null, points: [] });
  });
});
