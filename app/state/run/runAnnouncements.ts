/** Sentences for screen readers about changes of a run. */
import { cardOfTrainedId, isUnseenBaseline } from '../../../src/experiment/cardIds.ts';
import type { EventOf, SessionEvent } from '../../../src/run/protocol.ts';
import { text } from '../../../src/text/text.ts';
import type { RunStatus } from './runStatus.ts';

const words = text.app.run;

export function announcementOf(event: SessionEvent, before: RunStatus): string | null {
  if (event.type === 'ready' && before.phase === 'starting') return words.announceStart(event.backend.reason);
  if (event.type === 'diverged')
    return words.announceDiverged(networkName(event.cardId), event.replica + 1, event.step);
  if (event.type === 'recovered' || event.type === 'failed') return event.message;
  return event.type === 'progress' ? progressAnnouncementOf(event, before) : null;
}

function progressAnnouncementOf(event: EventOf<'progress'>, before: RunStatus): string | null {
  if (event.state === 'finished' && before.phase !== 'finished') return words.announceFinished(event.step);
  const wasRunning = before.phase === 'running' || before.isPausing;
  return event.state === 'paused' && wasRunning ? words.announcePaused(event.step) : null;
}

function networkName(trainedId: string): string {
  const { cardId, sizeFactor, learningRate } = cardOfTrainedId(trainedId);
  const card = isUnseenBaseline(cardId) ? words.unseenBaseline : words.architecture(cardId);
  const name = sizeFactor === null ? card : `${card} × ${sizeFactor}`;
  return learningRate === null ? name : words.atLearningRate(name, learningRate);
}

export const preparingWords = (preparing: RunStatus['preparing']): string =>
  preparing === null
    ? words.starting
    : words.preparing[preparing.stage](text.session.backendLabel(preparing.backend));
