/** Searches on the real engine in this process find what the command finds, with or without a break. */
import { describe, expect, it } from 'vitest';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { createTrainingQueue } from '../../../../../app/state/stores/trainingQueue.ts';
import { StudyController } from '../../../../../app/state/sweep/studyController.ts';
import { linkOfAll, readLink } from '../../../../../src/experiment/link/link.ts';
import type { ReportedPoint } from '../../../../../src/studies/reportedPoint.ts';
import type { StudyReader } from '../../../../../src/studies/savedStudy.ts';
import { searchVerdictOf } from '../../../../../src/studies/search/answer.ts';
import { readSearch, searchOf } from '../../../../../src/studies/search/search.ts';
import type { Study } from '../../../../../src/studies/study.ts';
import { createSessions, disposeAfterEach, printedBy, untilIn } from './onEngine.ts';

const made = disposeAfterEach<{ readonly dispose: () => void }>();

/** As a page that was just loaded. */
function createStudy<S extends Study<ReportedPoint>>(kind: S['kind'], read: StudyReader<S, ReportedPoint>) {
  const { createSession, starts, ended } = createSessions();
  const [messages, queue] = [createMessageStore(), createTrainingQueue()];
  const controller = new StudyController({ createSession, messages, queue }, kind, read);
  made.push({ controller, ended });
  return { controller, state: controller.store.getState, until: untilIn(controller.store), starts };
}

/** As JSON has it: without NaN. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Without times, which are others every time. */
const untimed = (points: readonly ReportedPoint[]) => plain(points.map(({ seconds: _, ...rest }) => rest));

describe('a search', { timeout: 120_000 }, () => {
  const link =
    'v=2&tasks=2&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=18&eval=6&lr=.02&backend=wasm&A=adattSp,levels:8_4';
  const search = searchOf(readLink(link).experiment);
  const { plan } = search;

  it('answers as the command does, and its finals are an experiment like any other', async () => {
    const { controller, state, until, starts } = createStudy('search', readSearch);
    controller.start(search);
    await until(() => state().phase === 'finished');
    expect(starts).toHaveLength(plan.runs.length);
    const verdict = searchVerdictOf(plan, state().points);
    if (verdict === null) throw new Error('There is no verdict.');
    const finals = linkOfAll(verdict.finals);
    const printed = await printedBy('try', link);
    expect(printed.comparisons).toEqual(plain(verdict.comparisons));
    expect(printed.finals).toBe(finals);
    const run = await printedBy('train', finals);
    const losses = (of: string) =>
      run.architectures.find(({ id }: { readonly id: string }) => id === of).tasks[0].loss;
    for (const { cardId, reported } of verdict.summary.cards)
      expect(losses(cardId)).toEqual(reported.losses.filter((_, index) => index % 2 === 0));
  });

  it('goes on after a cancel and a reload where it was, and finds what one without a break finds', async () => {
    const before = createStudy('search', readSearch);
    before.controller.start(search);
    await before.until(() => before.state().points.length === 5);
    before.controller.cancel();
    expect(before.state()).toMatchObject({ phase: 'stopped', current: null });
    const after = createStudy('search', readSearch);
    expect(after.state()).toMatchObject({ phase: 'stopped', points: before.state().points });
    after.controller.start(search);
    await after.until(() => after.state().phase === 'finished');
    expect(after.starts).toHaveLength(plan.runs.length - 5);
    const { points } = after.state();
    expect(points.map(({ key }) => key)).toEqual(search.rounds.flat());
    after.controller.clear();
    const again = createStudy('search', readSearch);
    again.controller.start(search);
    await again.until(() => again.state().phase === 'finished');
    expect(untimed(again.state().points)).toEqual(untimed(points));
  });
});
