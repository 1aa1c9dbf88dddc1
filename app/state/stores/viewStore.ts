/** The reader's choices of what to look at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GateGroupingMode, WeightPosition } from '../../../src/analysis/gateMatrix.ts';
import type { ReplicaChoice, WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { PlaneKind, ProbeResult, RowSelection } from '../../../src/analysis/produced/probe.ts';
import { withToggled } from '../../../src/core/lists.ts';
import type { TaskKind } from '../../../src/experiment/experiment.ts';
import { type PanelGroup, panelGroupOfTab, type Tab } from '../../../src/experiment/link/tabs.ts';
import type { ChosenGate } from '../../charts/gate/insideGate.ts';
import type { LossSeries, ScaleKind, Split } from '../../charts/lines/series.ts';

export type CurveReading = 'loss' | 'difference';

/** `work`: cumulative arithmetic instead of steps. */
type Abscissa = 'step' | 'work';

type GateView = GateGroupingMode | 'health';

export interface OverlaidRun {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly TaskKind[];
  readonly series: readonly LossSeries[];
}

export interface ChosenCell extends WeightPosition {
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

export interface DialogShown {
  readonly kind: 'about' | 'cite' | 'gallery' | 'glossary' | 'history' | 'import' | 'lesson' | 'machine';
  readonly file?: File | null;
}

/** Shown only for the experiment it came from. */
export interface KeptRow {
  readonly runKey: string;
  readonly probed: ProbeResult;
}

export interface ViewState {
  readonly tab: Tab;
  readonly lastTabs: Readonly<Record<PanelGroup, Tab>>;
  /** Null: the difference, once possible. */
  readonly curves: CurveReading | null;
  readonly split: Split;
  readonly scale: ScaleKind;
  readonly abscissa: Abscissa;
  readonly overlays: readonly OverlaidRun[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly gateView: GateView;
  readonly reading: WeightReading;
  readonly replica: ReplicaChoice;
  readonly cell: ChosenCell | null;
  /** Null: averages over rows. */
  readonly row: RowSelection | null;
  readonly gate: ChosenGate | null;
  readonly learned: Partial<LearnedChoice>;
  readonly keptRows: readonly KeptRow[];
  /** Null: the newest. */
  readonly scrubStep: number | null;
  readonly dialog: DialogShown | null;
  /** True if open; sections not listed have their default. */
  readonly folds: Readonly<Record<string, boolean>>;
  readonly stageRival: string | null;
  readonly networkCard: string | null;
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  const store = createStore<ViewState>(() => ({
    tab: 'play',
    lastTabs: { play: 'play', inspect: 'gates', sweep: 'sweep' },
    curves: null,
    split: 'test',
    scale: 'log',
    abscissa: 'step',
    overlays: [],
    hiddenIds: new Set(),
    gateView: 'experts',
    reading: 'contribution',
    replica: 'mean',
    cell: null,
    row: null,
    gate: null,
    learned: {},
    keptRows: [],
    scrubStep: null,
    dialog: null,
    folds: {},
    stageRival: null,
    networkCard: null,
  }));
  store.subscribe(({ tab, lastTabs }) => {
    const place = panelGroupOfTab(tab);
    if (lastTabs[place] !== tab) store.setState({ lastTabs: { ...lastTabs, [place]: tab } });
  });
  return store;
}

export const toggleHidden = (view: ViewStore, cardId: string): void =>
  view.setState(({ hiddenIds }) => ({ hiddenIds: withToggled(hiddenIds, cardId) }));
