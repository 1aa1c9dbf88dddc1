import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idleStatus } from '../../../../../app/state/run/runStatus.ts';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { PointsController } from '../../../../../app/state/sweep/pointsController.ts';
import { PointTrainer } from '../../../../../app/state/sweep/pointTrainer.ts';
import {
  planOfSearch,
  searches,
  searchOfExperiment,
} from '../../../../../app/state/sweep/searchController.ts';
import { linkOf, readLink } from '../../../../../src/experiment/link/link.ts';
import { reportedIn } from '../../../../../src/run/reportable.ts';
import { createEngine } from '../../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../../src/session/engine/inProcessSession.ts';
import { searchVerdictOf } from '../../../../../src/studies/search/answer.ts';
import type { SearchPoint } from '../../../../../src/studies/search/halving.ts';
import { experimentOfRun } from '../../../../../src/studies/search/runs.ts';
import { createSessions, disposeAfterEach, printedBy, untilIn } from './onEngine.ts';

const link =
  'v=2&tasks=2&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=18&eval=6&lr=.02&backend=wasm&A=adattSp,levels:8_4';
const { experiment } = readLink(link);
const search = searchOfExperiment(experiment);
const plan = planOfSearch(experiment);

const made = disposeAfterEach<PointsController<SearchPoint>>();

/** As a page that was just loaded. */
function createSearch() {
  const { createSession, starts, ended } = createSessions();
  const dependencies = {
    createSession,
    run: { status: () => idleStatus, shown: createStore(() => idleStatus), pause: () => {} },
    messages: createMessageStore(),
    others: () => [],
  };
  const controller = new PointsController(dependencies, searches);
  made.push({ controller, ended });
  const state = controller.store.getState;
  const until = untilIn(controller.store);
  return { controller, state, until, starts };
}

/** As JSON has it: without NaN. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Without times, which are others every time. */
const found = (points: readonly SearchPoint[]) => plain(points.map(({ seconds: _, ...rest }) => rest));

describe('a search', { timeout: 120_000 }, () => {
  it('answers as the command does on any number of threads, and its finals are an experiment like any other', async () => {
    const { controller, state, until, starts } = createSearch();
    controller.start(search);
    await until(() => state().phase === 'finished');
    expect(starts).toHaveLength(plan.runs.length);
    const verdict = searchVerdictOf(plan, state().points);
    if (verdict === null) throw new Error('There is no verdict.');
    const finals = linkOf(verdict.finals);
    const one = await printedBy('try', link, '--workers', '1');
    const two = await printedBy('try', link, '--workers', '2');
    const run = await printedBy('train', finals);
    for (const printed of [one, two]) {
      expect(printed.comparisons).toEqual(plain(verdict.comparisons));
      expect(printed.finals).toBe(finals);
      expect(printed.tried).toEqual(one.tried);
    }
    const losses = (of: string) =>
      run.architectures.find(({ id }: { readonly id: string }) => id === of).tasks[0].loss;
    for (const { cardId, reported } of verdict.summary.cards)
      expect(losses(cardId)).toEqual(reported.losses.filter((_, index) => index % 2 === 0));
  });

  it('goes on after a cancel and a reload where it was, and finds what one without a break finds', async () => {
    const before = createSearch();
    before.controller.start(search);
    await before.until(() => before.state().points.length === 5);
    before.controller.cancel();
    expect(before.state()).toMatchObject({ phase: 'stopped', current: null });
    const after = createSearch();
    expect(after.state()).toMatchObject({ phase: 'stopped', points: before.state().points });
    after.controller.start(search);
    await after.until(() => after.state().phase === 'finished');
    expect(after.starts).toHaveLength(plan.runs.length - 5);
    const kept = after.state().points;
    expect(kept.map(({ value }) => value)).toEqual(plan.runs.map((_, value) => value));
    after.controller.clear();
    const again = createSearch();
    again.controller.start(search);
    await again.until(() => again.state().phase === 'finished');
    expect(found(again.state().points)).toEqual(found(kept));
  });

  it('gives a candidate the scores that it has by itself', async () => {
    const { controller, state, until } = createSearch();
    controller.start(search);
    await until(() => state().points.length === 1);
    controller.cancel();
    const batch = experimentOfRun(plan, 0, []);
    const [, second] = batch.cards;
    if (second === undefined) throw new Error('There is no second candidate.');
    const alone = { ...batch, cards: [second] };
    const session = createInProcessSession((emit) => createEngine(emit));
    const trainer = new PointTrainer(() => ({ ...session, dispose: () => void session.dispose() }));
    const scores = await new Promise((resolve, reject) =>
      trainer.train(alone, {
        onProgress: () => {},
        onFailed: reject,
        onTrained: ({ run }) => resolve(reportedIn(alone, run.networks)(second.id).scores),
      }),
    );
    expect(scores).toEqual(state().points[0]?.scores[second.id]);
    trainer.close();
    await session.dispose();
  });
});
