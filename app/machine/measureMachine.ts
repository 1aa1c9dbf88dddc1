/** Measures what a device trains with, over width and repetitions, in a session of its own. Knows no component. */
import {
  type CurvePoint,
  curvePoints,
  experimentOfSize,
  sizeOfPoint,
} from '../../src/experiment/derived/measuredNetworks.ts';
import type { BackendReport, Session } from '../../src/session/protocol.ts';

/** One point of the curve: what every backend took for a step, or why it was not measured. */
export interface MeasuredPoint extends CurvePoint {
  readonly candidates: BackendReport['candidates'];
}

interface Listener {
  readonly onPoints: (points: readonly MeasuredPoint[]) => void;
  /** The last word: all points were measured, or a sentence says why not. */
  readonly onEnd: (failure: string | null) => void;
}

/** Point after point; returns what ends it, and frees the session, at any time. */
export function measureMachine(createSession: () => Session, { onPoints, onEnd }: Listener): () => void {
  const session = createSession();
  const points: MeasuredPoint[] = [];
  let runId = 1;
  const measure = (): void => {
    const point = curvePoints[runId - 1];
    if (point === undefined) {
      session.dispose();
      onEnd(null);
      return;
    }
    const experiment = experimentOfSize(sizeOfPoint(point), point.repetitions);
    session.send({ type: 'start', runId, experiment, measuresAll: true });
  };
  session.subscribe((event) => {
    const point = curvePoints[runId - 1];
    if (event.runId !== runId || point === undefined) return;
    if (event.type === 'ready') {
      points.push({ ...point, candidates: event.backend.candidates });
      onPoints([...points]);
      runId += 1;
      measure();
    } else if (event.type === 'failed') {
      session.dispose();
      onEnd(event.message);
    }
  });
  measure();
  return session.dispose;
}
