/** Decides who trains: two trainings at once would measure each other's speed. */

const asked = ['run', 'sweep', 'measuring'] as const;

/** Whom the start of a training stops. A preview trains beside all but the run. */
const stops = {
  run: [...asked, 'preview'],
  /** Includes task draws and searches. */
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
  readonly go: (() => void) | undefined;
  state: 'resting' | 'waiting' | 'training';
}

export type TrainingQueue = ReturnType<typeof createTrainingQueue>;

export function createTrainingQueue() {
  const members = new Set<Member>();
  const isFree = () => [...members].every(({ state }) => state !== 'training');
  const begin = (own: Member): void => {
    own.state = 'training';
    const stopped: readonly TrainingKind[] = stops[own.kind];
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
    join: (kind: TrainingKind, stop: Member['stop'], go?: Member['go']) => {
      const own: Member = { kind, stop, go, state: 'resting' };
      members.add(own);
      const giveBack = (): void => {
        own.state = 'resting';
        for (const next of members) if (next.state === 'waiting' && isFree()) begin(next);
      };
      return {
        /** May be called repeatedly. */
        take: (): void => {
          if (own.state === 'training') return;
          if (go === undefined || isFree()) begin(own);
          else own.state = 'waiting';
        },
        /** May be called repeatedly. */
        giveBack,
        leave: (): void => {
          giveBack();
          members.delete(own);
        },
      };
    },
  };
}
