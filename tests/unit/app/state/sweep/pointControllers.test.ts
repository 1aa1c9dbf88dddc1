import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idleStatus } from '../../../../../app/state/run/runStatus.ts';
import { createMessageStore } from '../../../../../app/state/stores/messageStore.ts';
import { turnsOf } from '../../../../../app/state/stores/turns.ts';
import { pointControllersOf } from '../../../../../app/state/sweep/pointControllers.ts';
import { createFakeSession } from '../fakeSession.ts';

it('lets what trains unasked wait while a sweep or draws train', () => {
  const page = {
    createSession: createFakeSession,
    run: { status: () => idleStatus, shown: createStore(() => idleStatus), pause: () => {} },
    messages: createMessageStore(),
    besideRun: new Set<{ readonly putAway: () => void }>(),
  };
  const { sweep, draws } = pointControllersOf(page);
  const turns = turnsOf(page);
  const numTurns = (sweepPhase: 'measuring' | 'running' | 'paused', drawsPhase: 'running' | 'finished') => {
    sweep.store.setState({ phase: sweepPhase });
    draws.store.setState({ phase: drawsPhase });
    return turns.getState();
  };
  expect(numTurns('measuring', 'finished')).toBe(1);
  expect(numTurns('running', 'finished')).toBe(1);
  expect(numTurns('running', 'running')).toBe(2);
  expect(numTurns('paused', 'running')).toBe(1);
  expect(numTurns('paused', 'finished')).toBe(0);
});
