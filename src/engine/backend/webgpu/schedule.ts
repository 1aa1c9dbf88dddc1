/** Groups a step's runs into few dispatches. One run writes each tensor, and runs come in a valid order. */

export interface SchedulableRun<T> {
  readonly reads: readonly T[];
  readonly writes: readonly T[];
  /** Null: runs alone. */
  readonly spread: 'flat' | RowSpread | null;
}

interface RowSpread {
  readonly numReplicas: number | null;
  readonly numGroups: number;
  readonly numRows: number;
}

interface FlatDispatch<R> {
  readonly kind: 'flat';
  readonly runs: readonly R[];
}

/** Independent chains; a chain's runs follow one another, tile by tile. */
interface RowsDispatch<R> {
  readonly kind: 'rows';
  readonly chains: readonly (readonly R[])[];
  readonly numReplicas: number;
  readonly numRows: number;
}

interface SingleDispatch<R> {
  readonly kind: 'single';
  readonly run: R;
}

export type FusedDispatch<R> = FlatDispatch<R> | RowsDispatch<R>;
export type ScheduledDispatch<R> = FusedDispatch<R> | SingleDispatch<R>;

// Chains first, since more flat runs may then be ready together.
export function scheduleRuns<T, R extends SchedulableRun<T>>(runs: readonly R[]): ScheduledDispatch<R>[] {
  const dispatches: ScheduledDispatch<R>[] = [];
  const unwritten = new Set(runs.flatMap(({ writes }) => writes));
  let waiting = [...runs];
  while (waiting.length > 0) {
    const dispatch = nextDispatch<T, R>(waiting, unwritten);
    const taken = new Set(runsOfDispatch(dispatch));
    if (taken.size === 0) throw new Error('The runs of the step are in no order in which they could be run.');
    for (const tensor of [...taken].flatMap(({ writes }) => writes)) unwritten.delete(tensor);
    waiting = waiting.filter((run) => !taken.has(run));
    dispatches.push(dispatch);
  }
  return dispatches;
}

export function runsOfDispatch<R>(dispatch: ScheduledDispatch<R>): readonly R[] {
  if (dispatch.kind === 'single') return [dispatch.run];
  return dispatch.kind === 'flat' ? dispatch.runs : dispatch.chains.flat();
}

export const withFlatSpread = <R extends SchedulableRun<unknown>>(run: R): R => ({
  ...run,
  spread: run.spread && 'flat',
});

function nextDispatch<T, R extends SchedulableRun<T>>(
  waiting: readonly R[],
  unwritten: ReadonlySet<T>,
): ScheduledDispatch<R> {
  const ready = waiting.filter(({ reads }) => !reads.some((tensor) => unwritten.has(tensor)));
  const single = ready.find(({ spread }) => spread === null);
  if (single !== undefined) return { kind: 'single', run: single };
  for (const { spread } of ready) {
    if (spread === null || spread === 'flat') continue;
    const like = { numRows: spread.numRows, numReplicas: spread.numReplicas ?? 1 };
    const chains = independentChainsOf<T, R>(waiting, unwritten, like);
    if (chains.length > 0) return { kind: 'rows', chains, ...like };
  }
  return { kind: 'flat', runs: ready };
}

function independentChainsOf<T, R extends SchedulableRun<T>>(
  waiting: readonly R[],
  unwritten: ReadonlySet<T>,
  like: Pick<RowsDispatch<R>, 'numReplicas' | 'numRows'>,
): R[][] {
  let chains: { readonly runs: R[]; readonly writes: Set<T> }[] = [];
  for (const run of waiting) {
    if (!spansSameRows(run.spread, like)) continue;
    const needed = chains.filter(({ writes }) => run.reads.some((tensor) => writes.has(tensor)));
    const written = new Set(needed.flatMap(({ writes }) => [...writes]));
    if (run.reads.some((tensor) => unwritten.has(tensor) && !written.has(tensor))) continue;
    const joined = {
      runs: [...needed.flatMap(({ runs }) => runs), run],
      writes: new Set([...written, ...run.writes]),
    };
    chains = [...chains.filter((chain) => !needed.includes(chain)), joined];
  }
  return chains.map(({ runs }) => runs);
}

function spansSameRows(
  spread: SchedulableRun<unknown>['spread'],
  like: { readonly numReplicas: number; readonly numRows: number },
): boolean {
  if (spread === null || spread === 'flat' || spread.numRows !== like.numRows) return false;
  return (
    (spread.numReplicas ?? like.numReplicas) === like.numReplicas && spread.numGroups % like.numReplicas === 0
  );
}
