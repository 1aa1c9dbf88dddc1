import { expect, it } from 'vitest';
import { followControllerOf } from '../../../../../app/state/learned/followController.ts';
import type { FollowRequest } from '../../../../../src/analysis/produced/questions.ts';
import { createFakeSession, ready } from '../fakeSession.ts';
import { createTestPlayground } from '../testPlayground.ts';

it('asks the run of the page, and is one per page', () => {
  const session = createFakeSession();
  const playground = createTestPlayground('', { openSession: () => session });
  const request: FollowRequest = {
    networkIds: ['A'],
    replica: 0,
    step: null,
    row: { kind: 'test', index: 0 },
  };
  followControllerOf(playground).want(request);
  playground.run.play();
  session.emit(ready(1));
  expect(session.commands.filter(({ type }) => type === 'follow')).toEqual([
    { type: 'follow', runId: 1, request },
  ]);
  expect(followControllerOf(playground)).toBe(followControllerOf(playground));
  const other = createTestPlayground();
  expect(followControllerOf(other)).not.toBe(followControllerOf(playground));
});
