/** What the article rests on, read from the recordings: its own runs, the map, the public files and the paper’s table. */
import { readSavedRun } from '../../src/run/codec/savedRun.ts';
import { readPaperRun } from '../../src/studies/map/paper.ts';
import { readRecordedFiles } from '../../src/studies/map/publicFiles.ts';
import { readRecordedMap } from '../../src/studies/map/recordedMap.ts';
import type { FigureId } from '../../src/teach/article/figures.ts';
import article from '../recorded/article.json?raw';
import otherWays from '../recorded/otherWays.json';
import paper from '../recorded/paper.json?raw';
import files from '../recorded/publicFiles.json?raw';
import map from '../recorded/setUps.json?raw';
import type { RowGate } from './rowGate.ts';

interface RecordedArticle {
  /** Saved runs by figure and value of its hand. */
  readonly runs: Readonly<Record<FigureId, Readonly<Record<string, unknown>>>>;
  /** The gate looked into, before and after training, and with its row at both ends of the hand. */
  readonly inside: Readonly<Record<'before' | 'after' | 'left' | 'right', RowGate>>;
}

const recorded: RecordedArticle = JSON.parse(article);

export const recordedGates = recorded.inside;

export const evidence = {
  runOf: (id: FigureId, value: number) => readSavedRun(recorded.runs[id][value]),
  inside: { left: recordedGates.left.gate, right: recordedGates.right.gate },
  map: readRecordedMap(map),
  otherWays,
  files: readRecordedFiles(files).files,
  paper: readPaperRun(paper),
};
