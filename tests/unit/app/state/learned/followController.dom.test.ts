import { expect, it } from 'vitest';
import { createPlayground } from '../../../../../app/state/createPlayground.ts';
import { followControllerOf } from '../../../../../app/state/learned/followController.ts';
import type { FollowRequest } from '../../../../../src/run/produced/followed.ts';
import { createFakeSession, fakeOpeners, ready } from '../fakeSession.ts';

it('asks the run of the page, and is one per page', () => {
  const session = createFakeSession();
  const playground = createPlayground({ ...fakeOpeners, openSession: () => session }, '');
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
  const other = createPlayground(fakeOpeners, '');
  expect(followControllerOf(other)).not.toBe(followControllerOf(playground));
});
