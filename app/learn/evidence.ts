/** Evidence of the article: its own recorded runs, random experiments, public files and the paper’s table. */
import { readPaperRun } from '../../src/studies/publicData/paper.ts';
import { readRecordedFiles } from '../../src/studies/publicData/publicFiles.ts';
import { readConditions } from '../../src/teach/article/conditions.ts';
import conditions from '../recorded/conditions.json?raw';
import paper from '../recorded/paper.json?raw';
import files from '../recorded/publicFiles.json?raw';
import { recordedGates, recordedRunOf } from './recordings.ts';

export const evidence = {
  runOf: recordedRunOf,
  inside: { left: recordedGates.left.gate, right: recordedGates.right.gate },
  conditions: readConditions(conditions),
  files: readRecordedFiles(files).files,
  paper: readPaperRun(paper),
};
