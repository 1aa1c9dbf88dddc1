/** Evidence of the article: its own recorded runs, the map, the public files and the paper’s table. */
import { readPaperRun } from '../../src/studies/map/paper.ts';
import { readRecordedFiles } from '../../src/studies/map/publicFiles.ts';
import { readRecordedMap } from '../../src/studies/map/recordedMap.ts';
import otherWays from '../recorded/otherWays.json';
import paper from '../recorded/paper.json?raw';
import files from '../recorded/publicFiles.json?raw';
import map from '../recorded/setUps.json?raw';
import { recordedGates, recordedRunOf } from './recordings.ts';

export const evidence = {
  runOf: recordedRunOf,
  inside: { left: recordedGates.left.gate, right: recordedGates.right.gate },
  map: readRecordedMap(map),
  otherWays,
  files: readRecordedFiles(files).files,
  paper: readPaperRun(paper),
};
