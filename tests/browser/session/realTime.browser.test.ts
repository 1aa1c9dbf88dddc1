/** The engine on the real clock: what only shows when time is real. */

import { afterEach, expect, test, vi } from 'vitest';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { createClock } from '../../../src/run/clock.ts';
import { createFakeEngine, playOf, smallExperiment, startOf } from '../../unit/session/engine/fakes.ts';

afterEach(() => {
  vi.useRealTimers();
});

const longRun = smallExperiment({ numSteps: 1_000_000, evalEvery: 100_000 });

function createRealTimeHost(msPerStep: number, experiment: Experiment) {
  const onStep = () => {
    const endMs = performance.now() + msPerStep;
    while (performance.now() < endMs);
  };
  const { engine, record } = createFakeEngine({ onStep }, { clock: createClock() });
  engine.handle(startOf(experiment));
  return { engine, record };
}

/** A message sent now, as it would arrive from the page. */
function inMessage(act: () => void): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      act();
      resolve();
    };
    port2.postMessage(null);
  });
}

const sleep = createClock().wait;

test.for([1, 25, 120])(
  'with %i ms a step, a pause sent as a message is answered within 300 ms',
  async (msPerStep) => {
    const { engine, record } = createRealTimeHost(msPerStep, longRun);
    engine.handle(playOf());
    await sleep(250);
    const sentMs = performance.now();
    await inMessage(() => engine.handle({ type: 'pause', runId: 1 }));
    expect(record.events.at(-1)).toMatchObject({ type: 'progress', state: 'paused' });
    expect(performance.now() - sentMs).toBeLessThan(300);
    await engine.close();
  },
);

test('at full speed a run needs no timers, which a hidden tab slows down', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate'] });
  const { engine, record } = createRealTimeHost(0, smallExperiment({ numSteps: 2000, evalEvery: 500 }));
  engine.handle(playOf());
  for (let i = 0; i < 500 && record.of('progress').at(-1)?.state !== 'finished'; i++)
    await inMessage(() => undefined);
  expect(record.evaluatedSteps()).toEqual([0, 500, 1000, 1500, 2000]);
  await engine.close();
});
