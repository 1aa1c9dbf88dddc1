/** The recorded runs of the figures, and the gate that one of them looks into. */
import { readSavedRun } from '../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../src/run/run.ts';
import type { FigureId } from '../../src/teach/article/figures.ts';
import written from '../recorded/article.json?raw';
import type { RowGate } from './rowGate.ts';

interface RecordedArticle {
  /** Saved runs by figure and value of its hand. */
  readonly runs: Readonly<Record<FigureId, Readonly<Record<string, unknown>>>>;
  /** The gate looked into, before and after training, and with its row at both ends of the hand. */
  readonly inside: Readonly<Record<'before' | 'after' | 'left' | 'right', RowGate>>;
}

export const recordedWritten = written;

const recorded: RecordedArticle = JSON.parse(written);

export const recordedGates = recorded.inside;

export const recordedRunOf = (id: FigureId, value: number): StartedRun =>
  readSavedRun(recorded.runs[id][value]);
