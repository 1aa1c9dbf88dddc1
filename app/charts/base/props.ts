/** The props of every picture: the whole interface between this folder and the page. Charts know no store. */
import type { ReactNode } from 'react';
import type { ReplicaChoice, WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';
import type { GateSnapshot, LevelGates, LossPoint } from '../../../src/results/results.ts';

/** What identifies an architecture in every picture: colour and dash pattern come from `color`. */
export interface SeriesStyle {
  /** Unique and stable. Of an architecture its letter, which pictures show where names stand nearby. */
  readonly id: string;
  readonly name: string;
  /** Index into the palette, any whole number from 0; wraps after 8. */
  readonly color: number;
}

/** One architecture's curve. Replace `points` when they change, never mutate them. */
export interface LossSeries extends SeriesStyle {
  /** Increasing steps. */
  readonly points: readonly LossPoint[];
}

/** Which of a point's three loss lists is drawn. */
export type Split = 'train' | 'validation' | 'test';

/** Which of a point's numbers are meant. */
export interface LossSelection {
  readonly split: Split;
  readonly task: number;
  readonly numTasks: number;
  /** Of the band, as of `effectiveNumber`; absent: 0. */
  readonly overlap?: number;
}

export type ScaleKind = 'linear' | 'log';

/** The steps that the losses of an architecture are reported at, over its repetitions. */
export interface ReportedSteps extends SeriesStyle {
  readonly steps: readonly [first: number, last: number];
}

/** See `LossChartProps.work`. */
export type StepWork = ReadonlyMap<string, number>;

/** A y-axis: where it begins and ends, and where numbers stand. */
export interface Axis {
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

/** Memoised: keep `series`, `axis`, `reported`, `hiddenIds` and `learningRateChanges` identical while nothing changed. */
export interface LossChartProps extends LossSelection {
  readonly title: string;
  /** Words for the y-axis, e.g. "validation MSE / Var". */
  readonly measure: string;
  readonly series: readonly LossSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  /** The loss that no model can go below, drawn as a line; null: not known. */
  readonly floor: number | null;
  /** Shared with other charts; its own when left out. */
  readonly axis?: Axis;
  /** Marked on the axis of steps. */
  readonly reported?: readonly ReportedSteps[];
  /**
   * Million multiply-adds of a step of one repetition, by id of the series: the x-axis is then what training took instead of steps,
   * and shows nothing that is said of a step. Null or absent: steps.
   */
  readonly work?: StepWork | null;
  /** The x-axis ends here, or at the last point when training went on. */
  readonly numSteps: number;
  readonly learningRateChanges: readonly LearningRateChange[];
  /** Step shown by the scrubber; null: no line. Changing it redraws nothing but the line. */
  readonly cursorStep: number | null;
  /** Pixels; 200 when left out. */
  readonly height?: number;
}

/** A number of one architecture through training. Replace `points` when they change, never mutate them. */
export interface TrendSeries extends SeriesStyle {
  /** Increasing steps; the number in every replica shown, NaN where it diverged. */
  readonly points: readonly { readonly step: number; readonly values: readonly number[] }[];
}

/** Memoised as the loss chart. */
export interface TrendChartProps
  extends Pick<
    LossChartProps,
    'title' | 'measure' | 'numSteps' | 'learningRateChanges' | 'cursorStep' | 'overlap'
  > {
  /** See `SavedNumbers`. */
  readonly place?: string;
  /** What the numbers are of, in words for the CSV export: "Task 1 ← shared expert". */
  readonly subject: string;
  readonly series: readonly TrendSeries[];
}

export interface SeriesLegendProps {
  /** Seen are ids alone, where names stand nearby. */
  readonly isShort?: boolean;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Every expert for itself, or all of one owner together: who lends to whom. */
export type MapView = 'experts' | 'tasks';

/** A weight of a level by its tables, whatever the view. */
export interface WeightPlace {
  readonly unit: number;
  readonly expert: number;
}

/** What a colour scale reaches. */
export interface ScaleRange {
  /** 0, or `-high` where some values are negative. */
  readonly low: number;
  readonly high: number;
}

export interface GateHeatMapProps {
  readonly title: string;
  /** Shown beside the title, e.g. "mean over 4,000 held-out rows, step 1,240". */
  readonly note?: string;
  readonly level: LevelSpec;
  /** Null before the first evaluation: the table's shape is drawn without values. */
  readonly gates: LevelGates | null;
  readonly reading: WeightReading;
  readonly view: MapView;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
  /** Kept outlined and in words until another is chosen; seen by owner, the cell that it is part of. */
  readonly chosen: WeightPlace | null;
  /** Null: the chosen one was chosen again, or Escape pressed. Keep it identical. */
  readonly onChoose: (place: WeightPlace | null) => void;
  /** Cells to look at, for what the page says elsewhere. */
  readonly marked: readonly WeightPlace[];
  /** Of the element that takes the focus. */
  readonly mapId?: string | undefined;
  /** Of the colour scale; give maps that stand side by side the same (`scaleRangeOf` all their matrices). */
  readonly range?: ScaleRange;
  /** The level in words. */
  readonly place?: string;
}

/** A line in a box of 1 by 1, from its lower left corner. */
export type Sparkline = readonly (readonly [x: number, y: number])[];

/** What a network shows beside others on the first screen. Keep it identical while nothing changed. */
export interface StageLook {
  /** The loss of each task so far. */
  readonly sparklines: readonly Sparkline[];
  /** It is being trained. */
  readonly isFlowing: boolean;
}

/** What something beside a diagram points at in it. */
export interface LitPart {
  /** Id of the part. */
  readonly part: string;
  /** Of its edges those of these kinds, to these experts (null: to all); null: all of its edges. */
  readonly edges: { readonly kinds: readonly string[]; readonly experts: readonly number[] | null } | null;
}

export interface NetworkDiagramProps {
  readonly title: string;
  /** On the page, after the title. Keep it identical. */
  readonly beside?: ReactNode;
  readonly note?: string;
  readonly topology: Topology;
  /** Null: the wiring alone. */
  readonly gates: GateSnapshot | null;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
  /** Low, and alive; null or left out: with room for everything. */
  readonly stage?: StageLook | null;
  /** Lit while nothing is pointed at in the diagram itself. */
  readonly lit?: LitPart | null;
  /** Told the part pointed at; `isChosen`: pressed, or reached with the keys. */
  readonly onPart?: (part: string | null, isChosen: boolean) => void;
}

/** What is saved as numbers, of a picture or of a table. */
export interface SavedNumbers {
  readonly title: string;
  readonly note?: string | undefined;
  /** Where it stands on the page, such as "Level 1"; the page says so around it, a file must say it itself. */
  readonly place?: string | undefined;
  /** What the numbers are, "test MSE / Var"; left out where columns say it. */
  readonly unit?: string | undefined;
  /** Header first, unrounded; called when the reader asks for them. */
  readonly csvRows: () => readonly CsvRow[];
}

/** What is saved as a picture. */
export interface SavedPicture {
  /** Lines to explain; empty: the picture explains itself. */
  readonly key: readonly SeriesStyle[];
  /** What else the page explains beside the picture. */
  readonly legend: () => readonly string[];
  /** Draws it anew, in the width of a paper's column; it holds the `<svg data-picture>` to save. */
  readonly draw: () => ReactNode;
}

/** Frame of a picture: caption, note, export and the table behind it. The `<svg data-picture>` inside is saved. */
export interface FigureProps extends SavedNumbers {
  /** Lines that a saved picture must explain; the page has a legend elsewhere. */
  readonly exportKey?: readonly SeriesStyle[];
  /** What else a saved picture must explain. */
  readonly exportLegend?: () => readonly string[];
  /** On the page, after the title. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  /** The whole figure once more, to be saved; left out where the width of the page does not change what it shows. */
  readonly again?: () => ReactNode;
  /** Drawn when the reader opens it. */
  readonly table: () => ReactNode;
}

export type CsvRow = readonly (string | number)[];
