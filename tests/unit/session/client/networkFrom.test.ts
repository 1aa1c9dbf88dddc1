import { describe, expect, it } from 'vitest';
import type { ExportedNetwork } from '../../../../src/analysis/produced/networks.ts';
import type { SessionEvent } from '../../../../src/run/protocol.ts';
import { requestNetwork } from '../../../../src/session/client/networkFrom.ts';
import { text } from '../../../../src/text/text.ts';
import { createFakeSession, ready } from '../../app/state/fakeSession.ts';

const asked = { runId: 3, cardId: 'A', replica: 1, steps: [4, 4] };
const network = { cardId: 'A', replica: 1, steps: [4, 4] } as unknown as ExportedNetwork;
const exported = (
  change: Partial<typeof asked> = {},
  answer: ExportedNetwork | null = network,
): SessionEvent => ({
  type: 'exported',
  ...asked,
  ...change,
  network: answer,
});

describe('a network that a session is asked for', () => {
  it('is the one that was asked for', async () => {
    const session = createFakeSession();
    const answer = requestNetwork(session, asked);
    expect(session.commands).toEqual([{ type: 'export', ...asked }]);
    for (const other of [{ replica: 0 }, { cardId: 'B' }, { runId: 2 }, { steps: [4, 5] }])
      session.emit(exported(other, null));
    session.emit(exported());
    expect(await answer).toBe(network);
  });

  it('is asked for again when the run goes on elsewhere', async () => {
    const session = createFakeSession();
    const answer = requestNetwork(session, asked);
    session.emit(ready(3, 5));
    expect(session.types()).toEqual(['export', 'export']);
    session.emit(exported());
    expect(await answer).toBe(network);
  });

  it.each<SessionEvent>([
    { type: 'disposed', runId: 3, memory: { numTensors: 0, numBytes: 0 } },
    ready(4),
    exported({}, null),
  ])('is null when the run is over or has none such: $type', async (event) => {
    const session = createFakeSession();
    const answer = requestNetwork(session, asked);
    session.emit(event);
    expect(await answer).toBeNull();
  });

  it('is refused with a sentence when what reads it cannot be downloaded', async () => {
    const session = createFakeSession();
    const answer = requestNetwork(session, asked);
    session.emit({ type: 'unanswered', runId: 3, question: 'learned' });
    session.emit({ type: 'unanswered', runId: 3, question: 'export' });
    await expect(answer).rejects.toThrow(text.weights.notDownloaded);
  });
});
