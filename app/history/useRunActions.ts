/** Actions of the rows of the history, and their selection. */
import { useMemo, useState } from 'react';
import { messageOf } from '../../src/core/errors.ts';
import { toggled } from '../../src/core/lists.ts';
import { networkOf, type StartedRun } from '../../src/run/run.ts';
import { pickedNetworks } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { openSavedRun } from '../state/history/openSavedRun.ts';
import { historyOf, type KnownRun } from '../state/history/runHistory.ts';
import { nameOf, type RunRecord, sourceWords } from '../state/history/runRecord.ts';
import { usePlayground } from '../state/playground.ts';
import type { OverlaidRun } from '../state/stores/viewStore.ts';
import { styleOfCard } from '../view/useSeries.ts';

const words = text.history;

// A chart with more lines is unreadable.
const MOST_OVERLAYS = 4;

export type RunActions = ReturnType<typeof useRunActions>['actions'];

export function useRunActions(close: () => void) {
  const playground = usePlayground();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const actions = useMemo(() => {
    const history = historyOf(playground);
    const said = (done: Promise<string | null>): void => {
      void done.then(setProblem, (error: unknown) => setProblem(messageOf(error)));
    };
    return {
      open: (record: RunRecord) => said(open(playground, record, close)),
      overlay: (record: RunRecord) => said(toggleOverlay(playground, record)),
      change: ({ id }: RunRecord, change: Parameters<typeof history.change>[1]) =>
        void history.change(id, change),
      remove: ({ id }: RunRecord) => {
        setSelected((before) => new Set([...before].filter((other) => other !== id)));
        void history.remove([id]);
      },
      select: ({ id }: RunRecord) => setSelected((before) => toggled(before, id)),
    };
  }, [playground, close]);
  return { actions, selected, setSelected, problem };
}

function curvesIn({ experiment, networks }: StartedRun): Pick<OverlaidRun, 'kinds' | 'series'> {
  const picked = pickedNetworks(experiment, networks);
  const series = experiment.cards.map((card) => ({
    ...styleOfCard(card),
    points: networkOf({ networks }, picked.get(card.id) ?? card.id).history.map(({ loss }) => loss),
  }));
  return { kinds: experiment.tasks.map(({ kind }) => kind), series };
}

async function open(playground: Playground, record: RunRecord, close: () => void): Promise<null> {
  const run = await historyOf(playground).runOf(record.id);
  close();
  const known: KnownRun = record.isImported
    ? { run, origin: 'file', ...(record.fileName !== '' && { source: sourceWords(record) }) }
    : { run, origin: 'visitor' };
  openSavedRun(playground, known, record, words.opened(nameOf(record)));
  return null;
}

/** Returns why a run cannot be overlaid, or null. */
async function toggleOverlay(playground: Playground, record: RunRecord): Promise<string | null> {
  const { view } = playground;
  const { overlays } = view.getState();
  const others = overlays.filter(({ id }) => id !== record.id);
  if (others.length < overlays.length) {
    view.setState({ overlays: others });
    return null;
  }
  if (overlays.length >= MOST_OVERLAYS) return words.overlayFull(MOST_OVERLAYS);
  const run = await historyOf(playground).runOf(record.id);
  // Differences exist only within one run, so losses are shown.
  view.setState((now) => ({
    overlays: [...now.overlays, { id: record.id, name: nameOf(record), ...curvesIn(run) }],
    curves: 'loss',
    tab: 'play',
  }));
  return null;
}
