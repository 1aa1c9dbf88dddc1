/** The whole page on a fake session, in StrictMode as it is shipped. */
import { act } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode } from 'react';
import { onTestFinished } from 'vitest';
import { App } from '../../../app/App.tsx';
import { settingsPart } from '../../../app/config/MoreSettings.tsx';
import { inspectPart, resultsPart, sweepPart } from '../../../app/panels/lazyParts.ts';
import { listenForShortcuts } from '../../../app/state/shortcuts.ts';
import type { SessionEvent } from '../../../src/run/protocol.ts';
import { renderIn } from './renderIn.tsx';
import { type FakeSession, openInto } from './state/fakeSession.ts';
import { createTestPlayground } from './state/testPlayground.ts';

// On a busy machine a download takes longer than any test waits; that parts come late is for `Lazy.dom.test.tsx` and real pages to show.
await Promise.all([resultsPart, inspectPart, settingsPart, sweepPart].map((part) => part.load()));

export function renderApp(hash = '') {
  const sessions: FakeSession[] = [];
  const plainSessions: FakeSession[] = [];
  const openers = { openSession: openInto(sessions), openPlainSession: openInto(plainSessions) };
  const playground = createTestPlayground(hash, openers);
  onTestFinished(listenForShortcuts(playground));
  renderIn(
    playground,
    <StrictMode>
      <App />
    </StrictMode>,
  );
  const emitIn =
    (opened: readonly FakeSession[]) =>
    (...events: readonly SessionEvent[]) =>
      act(() => {
        for (const event of events) opened.at(-1)?.emit(event);
      });
  return {
    playground,
    sessions,
    plainSessions,
    user: userEvent.setup(),
    emit: emitIn(sessions),
    /** By the session for what trains unasked. */
    emitPlain: emitIn(plainSessions),
  };
}
