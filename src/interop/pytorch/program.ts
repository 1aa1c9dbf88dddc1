/** Writes a program for one card: model, data, training, and the check against the browser. */

import { tableLimits } from '../../core/schema/limits.ts';
import { isFunnel } from '../../data/funnel.ts';
import { noiseDependenceOf } from '../../data/noiseDependence.ts';
import type { FileEncoding } from '../../data/table/fileEncoding.ts';
import { type CharacterSet, delimiterCharacters } from '../../data/table/table.ts';
import { splitMethodOf } from '../../data/table/tableSetup.ts';
import { pathObjectiveOf } from '../../experiment/derived/objective.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { tunedSettingsOf } from '../../experiment/learningRate.ts';
import { architectureOf, variantOf } from '../../models/architectures.ts';
import type { Topology } from '../../models/topology.ts';
import { text } from '../../text/text.ts';
import { configurationLines } from './configuration.ts';
import { columnLines, type EncodedFile, factsOfFile } from './encodedFile.ts';
import { factsOfParts, type NetworkParts, networkPartsOf } from './parts.ts';
import { pythonString, wrappedSentence } from './python.ts';
import { codeFromTemplate, type TemplateFacts } from './template.ts';
import batch from './templates/batch.py?raw';
import cellReader from './templates/cellReader.py?raw';
import cells from './templates/cells.py?raw';
import configuration from './templates/configuration.py?raw';
import csvRows from './templates/csvRows.py?raw';
import dates from './templates/dates.py?raw';
import dealing from './templates/dealing.py?raw';
import drawnRows from './templates/drawnRows.py?raw';
import files from './templates/files.py?raw';
import head from './templates/head.py?raw';
import model from './templates/model.py?raw';
import parquetRows from './templates/parquetRows.py?raw';
import plainReader from './templates/plainReader.py?raw';
import running from './templates/running.py?raw';
import training from './templates/training.py?raw';

export interface ProgramSource {
  /** Experiment as trained: widths of the budget, tuned learning rates. */
  readonly experiment: Experiment;
  readonly card: CardConfig;
  readonly topology: Topology;
  readonly file: FileEncoding | null;
  readonly link: string;
  readonly name: string;
}

// Sources with their own `signals_of` in a template.
const drawnSources = ['synthetic', 'sharedFeatures'];

function templatePartsOf(source: ProgramSource) {
  const { experiment, topology } = source;
  const { data } = experiment;
  const parts = networkPartsOf(topology);
  const drawsRows = drawnSources.includes(data.source);
  const encoded =
    data.table === null || source.file === null ? null : { setup: data.table, file: source.file };
  const values = {
    ...headerValues(source, drawsRows),
    ...networkValues(source, parts),
    ...fileRowValues(encoded),
    CONFIGURATION: configurationLines({ ...source, parts, drawsRows, encoded }).join('\n'),
  };
  const facts: TemplateFacts = {
    ...programFactsOf(source, drawsRows),
    ...factsOfParts(parts),
    ...factsOfFile(encoded),
  };
  return { facts, values, encoded };
}

/** Throws a `UserError` for a network that cannot be written. */
export function pythonProgramOf(source: ProgramSource): string {
  const { facts, values, encoded } = templatePartsOf(source);
  const reader = [
    cells,
    ...(facts['hasDates'] || facts['hasTimeCuts'] ? [dates] : []),
    ...(facts['hasCuts'] ? [dealing] : []),
    cellReader,
  ];
  const rows = [
    ...(facts['drawsRows'] ? [drawnRows] : []),
    csvRows,
    parquetRows,
    ...(encoded === null ? [plainReader] : reader),
  ];
  const templates = [configuration, model, batch, ...rows, training, files, running];
  const code = codeFromTemplate(templates.join('\n\n'), facts, values);
  return `${codeFromTemplate(withUsedImports(head, code), facts, values)}\n\n${code}`;
}

function programFactsOf({ experiment, card, topology }: ProgramSource, drawsRows: boolean): TemplateFacts {
  const { tasks, data, training } = experiment;
  const objective = pathObjectiveOf(card, tasks);
  const { weightDecay, dropout } = tunedSettingsOf(card, training);
  return {
    drawsRows,
    hasSummary: summaryOfCard(card) !== null,
    hasBinary: tasks.some(({ kind }) => kind === 'binary'),
    hasRegression: tasks.some(({ kind }) => kind === 'regression'),
    hasMissing: tasks.some(({ labelFraction }) => labelFraction < 1),
    isSynthetic: data.source === 'synthetic',
    hasSharedFeatures: data.source === 'sharedFeatures',
    hasSecond: data.secondCorrelation !== null,
    hasGroups: data.numGroups > 0,
    isOneProcess: data.secondCorrelation === null && data.numGroups === 0,
    hasFunnel: isFunnel(tasks),
    hasDependence: drawsRows && noiseDependenceOf(experiment) !== 0,
    hasPaths: objective !== null,
    weighsLabels: objective?.some(({ own, clip }) => own !== 0 && clip !== null) === true,
    hasExactShares: data.positives === 'exact',
    learnsWeights: topology.logVariances !== undefined,
    hasElementwiseGates: topology.elementwiseGates !== undefined,
    hasOwnIds: (topology.embeddings?.tables.length ?? 1) > 1,
    hasEpnet: topology.elementwiseGates?.epnet !== undefined,
    hasPpnet: topology.elementwiseGates?.ppnet !== undefined,
    changesRate: training.learningRateChanges.length > 0,
    decays: weightDecay > 0,
    drops: dropout > 0,
  };
}

const summaryOfCard = ({ architecture: id, options }: CardConfig): string | null =>
  text.summaries.of(variantOf(id, options)?.wordsId ?? id);

const classNameOf = ({ architecture: id }: CardConfig): string =>
  architectureOf(id)?.libraryClass ?? id.charAt(0).toUpperCase() + id.slice(1);

function networkValues({ card }: ProgramSource, { gate, numInputStreams }: NetworkParts) {
  const input = gate?.readsInput ? 'x' : 'stream';
  const parameters = `self, level: int, unit: int, ${gate === null ? '' : `${input}: Tensor, `}expert_outs: Tensor`;
  return {
    CLASS: classNameOf(card),
    SUMMARY: wrappedSentence(summaryOfCard(card) ?? '', 4, 7),
    GATES: gate?.list ?? '',
    DIM: gate?.readsInput ? 'INPUT_DIM' : 'input_dim',
    GATE_INPUT: gate?.readsInput ? 'x' : gate?.readsSums ? 'added[unit]' : 'streams[unit]',
    FUSED: input,
    SEEN: gate?.seesAll === false ? 'seen' : 'expert_outs',
    MIXED_AND: gate === null ? '' : 'mixed + ',
    NUM_STREAMS: String(numInputStreams),
    FUSE_PARAMETERS: input === 'x' || gate === null ? parameters : `\n        ${parameters}\n    `,
  };
}

// Python's codec names; for Unicode, a mark in the file decides.
const pythonEncodings: Readonly<Record<CharacterSet, string>> = {
  unicode: 'utf-8-sig',
  western: 'cp1252',
  central: 'cp1250',
  cyrillic: 'cp1251',
  koi8: 'koi8-r',
  chinese: 'gb18030',
  traditional: 'cp950',
  japanese: 'cp932',
  korean: 'cp949',
};

function fileRowValues(encoded: EncodedFile | null) {
  const { hasPartColumn, hasTimeCuts, isWeighed } = factsOfFile(encoded);
  return {
    COLUMNS: encoded === null ? '' : columnLines(encoded).join('\n'),
    DELIMITER: pythonString(delimiterCharacters[encoded?.setup.delimiter ?? 'comma']),
    ENCODING: pythonString(pythonEncodings[encoded?.setup.characters ?? 'unicode']),
    NAME_LENGTH: String(tableLimits.nameLength),
    CELL_LENGTH: String(tableLimits.cellLength),
    ROW_LENGTH_LIMIT: String(tableLimits.rowLength),
    PART_COLUMN: `${hasPartColumn ? 'PART' : hasTimeCuts ? 'TIME' : 'GROUP'}_COLUMN`,
    READ_PARAMETERS: `cells: list[str], line: int${isWeighed ? ', is_weighed: bool = False' : ''}`,
  };
}

// Free text in a docstring must neither end it nor escape a character.
const docstringSafe = (written: string): string => written.replaceAll('\\', '/').replaceAll('"', "'");

function headerValues({ experiment, card, link, name }: ProgramSource, drawsRows: boolean) {
  const { length: numTasks } = experiment.tasks;
  const label = architectureOf(card.architecture)?.label ?? classNameOf(card);
  const tasks = numTasks === 1 ? 'one task' : `${numTasks} tasks`;
  return {
    TITLE: docstringSafe(`${label} for ${tasks}, from the AdaTT Playground.`),
    CARD: docstringSafe(`${card.id}, ${card.name}`),
    LINK: docstringSafe(link),
    NAME: name,
    WHICH_ROWS: wrappedSentence(dataSentences(experiment, drawsRows), 0, 51),
    USAGE: usageText(name, drawsRows),
    RATE:
      experiment.training.learningRateChanges.length > 0 ? 'learning_rate_at(step)' : 'args.learning_rate',
  };
}

function usageText(name: string, drawsRows: boolean): string {
  const program = `    python ${name}.py`;
  const rows = drawsRows ? '' : ' --csv FILE';
  const width = `${rows} --steps 5000`.length;
  const lines = [
    [' --check', 'compare with the browser, and stop'],
    [`${rows} --steps 5000`, 'train on for that many steps'],
    [`${rows} --fresh`, 'train anew, from random weights'],
    [`${rows} --resume`, 'go on after an interruption'],
  ].map(([given = '', what]) => `${program}${given.padEnd(width + 3)}${what}`);
  return [...lines, `${program} --csv 'part-*.csv.gz'${drawsRows ? '' : ' --test-csv held-out.csv.gz'}`].join(
    '\n',
  );
}

function dataSentences({ data: { table } }: Experiment, drawsRows: boolean): string {
  if (drawsRows) return 'Without --csv it draws rows of the same tasks: the same law, not the same rows.';
  if (table === null) return 'Rows come from CSV or Parquet files, see --csv.';
  const seen =
    table.dealBy === 'random' || splitMethodOf(table) === 'column'
      ? 'Its weights have seen most rows of that file: to measure on new ones, give them with --test-csv, or start with --fresh.'
      : `Rows are dealt by ${table.dealBy} as in the browser, which never trained on the test rows of that file.`;
  return [
    `Rows come from CSV or Parquet files with the columns of ${docstringSafe(table.fileName)}, and are encoded as in the browser.`,
    seen,
  ].join(' ');
}

// The last word of an import's line is the name it is used by.
const withUsedImports = (imports: string, code: string): string =>
  imports.replace(/^(?:import|from (?!__future__)\S+ import) .*\b(\w+)\n/gm, (line, name) =>
    new RegExp(`\\b${name}\\b`).test(code) ? line : '',
  );
