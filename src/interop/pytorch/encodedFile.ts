/** Describes a file to a program that reads its cells as the browser did: template facts and constants. */
import { shownTime, spacedName } from '../../data/table/dates.ts';
import type { FileEncoding } from '../../data/table/fileEncoding.ts';
import type { LabelScale } from '../../data/table/labels.ts';
import { cellOfCategory } from '../../data/table/numbers.ts';
import type { PartName } from '../../data/table/parts.ts';
import { type GroupCuts, spellingsOfPart, type TimeCuts } from '../../data/table/split.ts';
import {
  type ColumnRole,
  type ColumnSetup,
  columnRoles,
  columnsWithRole,
  type TableSetup,
  type TargetSetup,
  treatmentOf,
} from '../../data/table/tableSetup.ts';
import { exportedTreatment } from '../../data/table/treatment.ts';
import { type PythonValue, pythonAssignment } from './python.ts';
import type { TemplateFacts } from './template.ts';

export interface EncodedFile {
  readonly setup: TableSetup;
  readonly file: FileEncoding;
}

export function factsOfFile(encoded: EncodedFile | null) {
  const { setup, file } = encoded ?? {};
  const targets = setup?.targets.flatMap((target) => target ?? []) ?? [];
  const hasLabels = (kind: 'values' | 'above' | null) =>
    targets.some(({ positive }) => (positive?.kind ?? null) === kind);
  const hasPartColumn = setup !== undefined && columnsWithRole(setup, 'split').length > 0;
  const [hasTimeCuts, hasGroupCuts] = [Boolean(file?.timeCuts), Boolean(file?.groupCuts)];
  const hasCuts = hasTimeCuts || hasGroupCuts;
  const names = (part: PartName): boolean => hasCuts || file?.namedParts.has(part) === true;
  const [namesTestRows, namesValidationRows] = [names('test'), names('validation')];
  return {
    hasDates: false,
    hasIds: false,
    ...file?.templateFacts,
    readsCells: encoded !== null,
    isNamed: file?.isNamed ?? true,
    isUnicode: (setup?.characters ?? 'unicode') === 'unicode',
    hasHeader: setup?.hasHeader ?? true,
    hasCommas: (setup?.delimiter ?? 'comma') === 'comma',
    hasPartColumn,
    hasTimeCuts,
    hasGroupCuts,
    hasCuts,
    hasParts: hasPartColumn || hasCuts,
    namesTestRows,
    namesValidationRows,
    dealsTenths: !(namesTestRows && namesValidationRows),
    isWeighed: file !== undefined && file.meanWeight !== null,
    keepsDigits: file?.keepsDigits ?? false,
    hasMasks: targets.some(({ mask }) => mask),
    hasNamedLabels: hasLabels('values'),
    hasThresholds: hasLabels('above'),
    hasScaledLabels: hasLabels(null),
    hasNumericLabels: hasLabels('above') || hasLabels(null),
    ...factsOfTreatments(setup?.columns ?? []),
  } satisfies TemplateFacts;
}

function factsOfTreatments(columns: TableSetup['columns']) {
  const has = (wanted: ColumnRole, isTreated: (column: ColumnSetup) => boolean): boolean =>
    columns.some((column) => column.role === wanted && isTreated(column));
  const isBlanked = ({ blanks = [] }: ColumnSetup) => blanks.length > 0;
  const isLog = ({ form }: ColumnSetup) => form === 'log';
  const [hasLogNumbers, hasLogLabels] = [has('number', isLog), has('target', isLog)];
  return {
    hasBlankNumbers: has('number', isBlanked),
    hasBlankLabels: has('target', isBlanked),
    hasLogNumbers,
    hasLogLabels,
    hasLogs: hasLogNumbers || hasLogLabels,
    hasEnds: has('number', ({ form }) => form === 'clip'),
  };
}

export function columnLines({ setup, file }: EncodedFile): readonly string[] {
  const [part] = columnsWithRole(setup, 'split');
  const why = setup.hasHeader ? 'some have no name of their own' : 'the files do not name them';
  return [
    ...(file.isNamed ? [] : [`${pythonAssignment('COLUMNS', file.columnNames)}  # ${why}`]),
    '# Means, deviations and names are those of the rows that the browser trained on.',
    pythonAssignment('INPUTS', file.inputs),
    ...(file.isNamed ? [pythonAssignment('OTHER_COLUMNS', otherColumnsOf(setup))] : []),
    ...(part === undefined ? [] : splitColumnLines(part)),
    ...(file.timeCuts === null ? [] : timeSplitLines(file.timeCuts)),
    ...(file.groupCuts === null ? [] : groupSplitLines(setup, file.groupCuts)),
    ...(file.meanWeight === null ? [] : weightLines(setup, file.meanWeight)),
  ];
}

const otherColumnsOf = ({ columns }: TableSetup): readonly string[] =>
  columns
    .filter(({ role }) => columnRoles[role].section === undefined && role !== 'target')
    .map(({ name }) => name);

const splitColumnLines = (column: string): readonly string[] => [
  `${pythonAssignment('PART_COLUMN', column)}  # says which rows are for training and which for tests`,
  pythonAssignment('TRAIN_NAMES', spellingsOfPart('train')),
  pythonAssignment('VALIDATION_NAMES', spellingsOfPart('validation')),
  pythonAssignment('TEST_NAMES', spellingsOfPart('test')),
];

const timeSplitLines = ({ column, form, validationFrom, testFrom }: TimeCuts): readonly string[] => [
  `${pythonAssignment('TIME_COLUMN', column)}  # the newest rows are for tests`,
  pythonAssignment('TIME_FORM', spacedName(form)),
  `${pythonAssignment('VALIDATION_FROM', validationFrom)}  # ${shownTime(validationFrom)}, in milliseconds`,
  `${pythonAssignment('TEST_FROM', testFrom)}  # ${shownTime(testFrom)}`,
];

const groupSplitLines = (setup: TableSetup, cuts: GroupCuts): readonly string[] => [
  `${pythonAssignment('GROUP_COLUMN', setup.group)}  # groups of rows are for training or for tests as a whole`,
  pythonAssignment('SPLIT_SEED', setup.splitSeed),
  pythonAssignment('TEST_BELOW', cuts.testBelow),
  pythonAssignment('VALIDATION_BELOW', cuts.validationBelow),
  '# Groups that belong elsewhere than their number says, because of their sizes.',
  pythonAssignment('TRAIN_GROUPS', cuts.trainGroups),
  pythonAssignment('VALIDATION_GROUPS', cuts.validationGroups),
];

const weightLines = (setup: TableSetup, mean: number): readonly string[] => [
  ...columnsWithRole(setup, 'weight').map(
    (name) => `${pythonAssignment('WEIGHT_COLUMN', name)}  # how much a row counts in training`,
  ),
  pythonAssignment('MEAN_WEIGHT', mean),
];

/** JSON of ids with vectors, by column; null without ids. */
export const idsFileText = ({ ids }: Pick<FileEncoding, 'ids'>): string | null =>
  ids.length === 0 ? null : JSON.stringify(ids);

/** False for spellings of numbers that never occur as categories, since tables normalise them. */
const isNormalisedCategory = (value: string): boolean => String(cellOfCategory(value)) === value;

export function labelArguments(
  { column, positive, mask }: TargetSetup,
  { setup, scale }: { readonly setup: TableSetup; readonly scale: LabelScale | null },
): readonly (readonly [string, PythonValue])[] {
  const rule = (): readonly (readonly [string, PythonValue])[] => {
    if (positive?.kind === 'above') return [['above', positive.threshold]];
    if (positive === null)
      return [
        ['mean', scale?.mean ?? 0],
        ['deviation', scale?.deviation ?? 1],
      ];
    return [['positive', positive.values.filter(isNormalisedCategory).map(cellOfCategory)]];
  };
  const { blanks = [], form } = treatmentOf(setup, column);
  const treated = positive === null ? { blanks, ...(form && { form }) } : { blanks };
  return [
    ['column', column],
    ...rule(),
    ...exportedTreatment(treated),
    ...(mask === null ? [] : ([['mask', mask]] as const)),
  ];
}
