/** The props of every picture: the whole interface between this folder and the page. Charts know no store. */
import type { ReactNode } from 'react';
import type { ReplicaChoice, WeightReading } from '../../../src/analysis/gateWeights.ts';
import type { LearningRateChange } from '../../../src/experiment/experiment.ts';
import type { LevelSpec, Topology } from '../../../src/models/topology.ts';
import type { GateSnapshot, LevelGates, LossPoint } from '../../../src/results/results.ts';

/** What identifies an architecture in every picture: colour and dash pattern come from `color`. */
export interface SeriesStyle {
  /** Unique and stable; never shown. */
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
}

export type ScaleKind = 'linear' | 'log';

/** Memoised: keep `series`, `hiddenIds` and `learningRateChanges` identical while nothing changed. */
export interface LossChartProps extends LossSelection {
  readonly title: string;
  /** Words for the y-axis, e.g. "validation MSE / Var". */
  readonly measure: string;
  readonly series: readonly LossSeries[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  /** The loss that no model can go below, drawn as a line; null: not known. */
  readonly floor: number | null;
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
  extends Pick<LossChartProps, 'title' | 'measure' | 'numSteps' | 'learningRateChanges' | 'cursorStep'> {
  /** What the numbers are of, in words for the CSV export: "Task 1 ← shared expert". */
  readonly subject: string;
  readonly series: readonly TrendSeries[];
}

export interface SeriesLegendProps {
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
  readonly mapId?: string;
  /** End of the colour scale; give maps that stand side by side the same (`limitOf` of all their matrices). */
  readonly limit?: number;
}

export interface NetworkDiagramProps {
  readonly title: string;
  readonly note?: string;
  readonly topology: Topology;
  /** Null: the wiring alone. */
  readonly gates: GateSnapshot | null;
  readonly replica: ReplicaChoice;
  readonly taskNames: readonly string[];
}

/** Frame of a picture: caption, note, export and the table behind it. The `<svg data-picture>` inside is saved. */
export interface FigureProps {
  readonly title: string;
  readonly note?: string | undefined;
  /** Lines that a saved picture must explain; the page has a legend elsewhere. */
  readonly exportKey?: readonly SeriesStyle[];
  /** The rows of the CSV export, header first; called when the reader asks for it. */
  readonly csvRows: () => readonly CsvRow[];
  readonly children: ReactNode;
  /** Drawn when the reader opens it. */
  readonly table: () => ReactNode;
}

export type CsvRow = readonly (string | number)[];
