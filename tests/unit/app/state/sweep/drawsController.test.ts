/** Draws of the tasks on the real engine in this process: what they find, and that none is trained twice. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idleStatus } from '../../../../../app/state/run/runStatus.ts';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { drawsOfExperiment, taskDraws } from '../../../../../app/state/sweep/pointControllers.ts';
import { PointsController } from '../../../../../app/state/sweep/pointsController.ts';
import { trainedExperimentOf } from '../../../../../src/experiment/derived/trained.ts';
import { readLink } from '../../../../../src/experiment/link/link.ts';
import { verdictsOf } from '../../../../../src/report/verdictWords.ts';
import { createEngine } from '../../../../../src/session/engine/engine.ts';
import { createInProcessSession } from '../../../../../src/session/engine/inProcessSession.ts';
import type { Command, Session } from '../../../../../src/session/protocol.ts';
import { type TaskDrawsPoint, taskDrawsOf } from '../../../../../src/sweep/taskDraws.ts';

const link =
  'v=2&tasks=2&in=6&train=64&val=40&test=60&reps=3&batch=16&steps=20&eval=10&backend=wasm&A=adattSp&B=sharedBottom&tune=1&rates=.001,.01';
const { experiment } = readLink(link);
const numDraws = 10;
const draws = drawsOfExperiment(experiment, numDraws);

const made: {
  readonly controller: PointsController<TaskDrawsPoint>;
  readonly ended: () => Promise<unknown>;
}[] = [];

/** As a page that was just loaded. */
function createDraws() {
  const starts: Command[] = [];
  const endings: Promise<void>[] = [];
  const putAway = vi.fn();
  const createSession = (): Session => {
    const session = createInProcessSession((emit) => createEngine(emit));
    return {
      subscribe: session.subscribe,
      send: (command) => {
        if (command.type !== 'start') return session.send(command);
        starts.push(command);
        session.send({ ...command, experiment: trainedExperimentOf(command.experiment) });
      },
      dispose: () => void endings.push(session.dispose()),
    };
  };
  const dependencies = {
    createSession,
    run: { status: () => idleStatus, shown: createStore(() => idleStatus), pause: () => {} },
    messages: createMessageStore(),
    others: () => [{ putAway }],
  };
  const controller = new PointsController(dependencies, taskDraws);
  made.push({ controller, ended: () => Promise.all(endings) });
  const state = controller.store.getState;
  const until = (isIt: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isIt()) return resolve();
      const end = controller.store.subscribe(() => {
        if (!isIt()) return;
        end();
        resolve();
      });
    });
  return { controller, state, until, starts, putAway };
}

async function printedBy(command: string, ...args: readonly string[]) {
  const run = fileURLToPath(new URL('../../../../../src/cli/run.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [run, command, ...args, '--json']);
  return JSON.parse(stdout);
}

/** As JSON has it: without NaN. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});

afterEach(async () => {
  for (const { controller, ended } of made.splice(0)) {
    controller.dispose();
    await ended();
  }
  vi.unstubAllGlobals();
});

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
