/** Decides who trains: two trainings at once would measure each other's speed. */

const asked = ['run', 'sweep', 'measuring'] as const;

/** Whom the start of a training stops. Background retraining waits for all, an edit's preview only for the run. */
const stops = {
  run: [...asked, 'preview'],
  /** Resamples and searches, too. */
  sweep: asked,
  measuring: asked,
  preview: [],
  background: [],
  /** A page in the back/forward cache must not train. */
  hiddenPage: [...asked, 'preview'],
} as const satisfies Record<string, readonly string[]>;

export type TrainingKind = keyof typeof stops;

interface Member {
  readonly kind: TrainingKind;
  readonly stop: (by: TrainingKind) => void;
  readonly go: (() => void) | null;
}

export type TrainingQueue = ReturnType<typeof createTrainingQueue>;

export function createTrainingQueue() {
  const members = new Set<Member>();
  const training = new Set<Member>();
  const waiting = new Set<Member>();
  const begin = (own: Member): void => {
    waiting.delete(own);
    training.add(own);
    const stopped: readonly TrainingKind[] = stops[own.kind];
    for (const other of members) {
      const waits = other.go !== null && training.has(other);
      if (other === own || !(waits || stopped.includes(other.kind))) continue;
      training.delete(other);
      if (waits) waiting.add(other);
      other.stop(own.kind);
    }
    own.go?.();
  };
  const giveBack = (own: Member): void => {
    waiting.delete(own);
    training.delete(own);
    for (const next of waiting) if (training.size === 0) begin(next);
  };
  return {
    /**
     * `stop` is called whenever a training begins that stops this kind, even if this member does not train. A
     * member with `go` waits until nobody trains, and is called again after every stop.
     */
    join: (kind: TrainingKind, stop: Member['stop'], go: Member['go'] = null) => {
      const own = { kind, stop, go };
      members.add(own);
      return {
        /** Idempotent. */
        take: (): void => {
          if (training.has(own)) return;
          if (go !== null && training.size > 0) waiting.add(own);
          else begin(own);
        },
        /** Idempotent. */
        giveBack: (): void => giveBack(own),
        leave: (): void => {
          members.delete(own);
          giveBack(own);
        },
      };
    },
  };
}
