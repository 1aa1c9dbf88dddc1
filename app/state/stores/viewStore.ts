/** The reader's choices of what to look at. Nothing here changes a run; a link with a result names the place that is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MapView, WeightPlace } from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice, WeightReading } from '../../../src/analysis/gateWeights.ts';
import { toggled } from '../../../src/core/lists.ts';
import type { TaskKind } from '../../../src/experiment/experiment.ts';
import type { LinkPlace } from '../../../src/experiment/link/sentAlong.ts';
import type { Followed, PlaneKind, RowPlace } from '../../../src/analysis/produced/questions.ts';
import type { LossSeries, ScaleKind, Split } from '../../charts/lines/series.ts';

/** The readings of *Sweep*: the recorded map, one setting varied, other draws of the same tasks, a search over architectures. */
export type SweepReading = Extract<Tab, 'map' | 'sweep' | 'draws' | 'search'>;

/** The open place: *Play*, a reading of *Inspect*, which looks into the networks, or one of *Sweep*. */
export type Tab = LinkPlace['tab'];

export type Place = 'play' | 'inspect' | 'sweep';

export const isSweepReading = (tab: Tab): tab is SweepReading =>
  tab === 'map' || tab === 'sweep' || tab === 'draws' || tab === 'search';

export const placeOfTab = (tab: Tab): Place => {
  if (tab === 'play') return tab;
  return isSweepReading(tab) ? 'sweep' : 'inspect';
};

/** Losses, or how much lower that of the reference is. */
export type CurveReading = 'loss' | 'difference';

/** The horizontal axis of the curves of losses: steps, or the arithmetic that they took. */
export type Abscissa = 'step' | 'work';

export type GateView = MapView | 'health';

/** A run of the history whose curves are shown as well. */
export interface OverlaidRun {
  readonly id: string;
  readonly name: string;
  /** Kinds of its tasks: losses of another kind are not compared. */
  readonly kinds: readonly TaskKind[];
  /** A line for each of its architectures, by the letter of the card. */
  readonly series: readonly LossSeries[];
}

export interface ChosenCell extends WeightPlace {
  readonly cardId: string;
  readonly level: number;
}

export interface LearnedChoice {
  readonly tasks: readonly [number, number];
  readonly plane: PlaneKind;
  readonly columns: readonly [string, string] | null;
  readonly level: number;
  readonly view: 'prediction' | 'error';
}

/** The dialog that is open. */
export interface DialogShown {
  readonly kind: 'about' | 'gallery' | 'glossary' | 'gpuCheck' | 'history' | 'import' | 'lesson' | 'machine';
  /** The file that an import begins with, if one was chosen. */
  readonly file?: File | null;
}

/** A row with what networks made of it; of another experiment it says nothing about this one. */
export interface KeptRow {
  /** Key of the run, see `runKeyOf`. */
  readonly runKey: string;
  readonly followed: Followed;
}

export interface ViewState {
  readonly tab: Tab;
  /** The reading that each place opens with: the last one looked at. */
  readonly lastTabs: Readonly<Record<Place, Tab>>;
  /** The reading of the curves; null: the difference, once there is something to compare. */
  readonly curves: CurveReading | null;
  readonly split: Split;
  readonly scale: ScaleKind;
  readonly abscissa: Abscissa;
  /** Other runs whose curves are drawn beside those of the run shown. */
  readonly overlays: readonly OverlaidRun[];
  /** Ids of the cards left out of the charts. */
  readonly hiddenIds: ReadonlySet<string>;
  readonly gateView: GateView;
  readonly reading: WeightReading;
  readonly replica: ReplicaChoice;
  /** The heat map's cell that the reader has chosen; its card may be gone. */
  readonly cell: ChosenCell | null;
  /** The row that is followed through the networks; null: pictures show averages over rows. */
  readonly row: RowPlace | null;
  /** The choices made about learned functions; the others are as usual. */
  readonly learned: Partial<LearnedChoice>;
  /** Rows kept to be compared, the last one last. */
  readonly keptRows: readonly KeptRow[];
  /** The step looked at by everything that shows one; null: the newest. */
  readonly scrubStep: number | null;
  readonly dialog: DialogShown | null;
  /** Parts that the visitor opened (true) or closed, by name; others are as they are at first. */
  readonly folds: Readonly<Record<string, boolean>>;
  /** Card that stands beside the reference on the stage; null, or when it is gone: the first. */
  readonly stageRival: string | null;
  /** Card whose network is drawn; null, or when it is gone: the first. */
  readonly networkCard: string | null;
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  const store = createStore<ViewState>(() => ({
    tab: 'play',
    lastTabs: { play: 'play', inspect: 'gates', sweep: 'map' },
    curves: null,
    split: 'test',
    scale: 'log',
    abscissa: 'step',
    overlays: [],
    hiddenIds: new Set(),
    gateView: 'experts',
    reading: 'sum',
    replica: 'mean',
    cell: null,
    row: null,
    learned: {},
    keptRows: [],
    scrubStep: null,
    dialog: null,
    folds: {},
    stageRival: null,
    networkCard: null,
  }));
  store.subscribe(({ tab, lastTabs }) => {
    const place = placeOfTab(tab);
    if (lastTabs[place] !== tab) store.setState({ lastTabs: { ...lastTabs, [place]: tab } });
  });
  return store;
}

/** Shows what was hidden, hides what was shown. */
export const toggleHidden = (view: ViewStore, cardId: string): void =>
  view.setState(({ hiddenIds }) => ({ hiddenIds: toggled(hiddenIds, cardId) }));
