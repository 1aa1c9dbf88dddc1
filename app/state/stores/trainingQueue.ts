/** Decides who trains: two trainings at once would measure each other's speed. */

const requestedKinds = ['run', 'sweep', 'measuring'] as const;

/** Whom the start of a training stops. A preview trains beside all but the run. */
const stoppedKindsOf = {
  run: [...requestedKinds, 'preview'],
  sweep: requestedKinds,
  measuring: requestedKinds,
  preview: [],
  background: [],
  /** A page in the back/forward cache must not train. */
  hiddenPage: [...requestedKinds, 'preview'],
} as const satisfies Record<string, readonly string[]>;

export type TrainingKind = keyof typeof stoppedKindsOf;

interface QueueMember {
  readonly kind: TrainingKind;
  readonly stop: (by: TrainingKind) => void;
  readonly go: (() => void) | undefined;
  state: 'resting' | 'waiting' | 'training';
}

export type TrainingQueue = ReturnType<typeof createTrainingQueue>;

export function createTrainingQueue() {
  const members = new Set<QueueMember>();
  const isFree = () => [...members].every(({ state }) => state !== 'training');
  const begin = (own: QueueMember): void => {
    own.state = 'training';
    const stopped: readonly TrainingKind[] = stoppedKindsOf[own.kind];
    for (const other of members) {
      const waits = other.go !== undefined && other.state === 'training';
      if (other === own || !(waits || stopped.includes(other.kind))) continue;
      other.state = waits ? 'waiting' : 'resting';
      other.stop(own.kind);
    }
    own.go?.();
  };
  return {
    /**
     * `stop` is called whenever a training begins that stops this kind, even if this member does not train. A
     * member with `go` waits until nobody trains, and is called again after every stop.
     */
    join: (kind: TrainingKind, stop: QueueMember['stop'], go?: QueueMember['go']) => {
      const own: QueueMember = { kind, stop, go, state: 'resting' };
      members.add(own);
      const giveBack = (): void => {
        own.state = 'resting';
        for (const next of members) if (next.state === 'waiting' && isFree()) begin(next);
      };
      return {
        take: (): void => {
          if (own.state === 'training') return;
          if (go === undefined || isFree()) begin(own);
          else own.state = 'waiting';
        },
        giveBack,
        leave: (): void => {
          giveBack();
          members.delete(own);
        },
      };
    },
  };
}
