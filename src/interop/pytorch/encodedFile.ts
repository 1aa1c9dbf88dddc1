/** Describes a file to a program that reads its cells as the browser did: template facts and constants. */
import { inWords, shownTime } from '../../data/table/dates.ts';
import type { FileEncoding } from '../../data/table/fileEncoding.ts';
import type { LabelScale } from '../../data/table/labels.ts';
import { categoryCell } from '../../data/table/numbers.ts';
import { type GroupCuts, type TimeCuts, waysToWrite } from '../../data/table/split.ts';
import { columnsWith, type TableSetup, type TargetSetup } from '../../data/table/tableSetup.ts';
import { assignment, type PythonValue } from './python.ts';
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
  const hasPartColumn = setup !== undefined && columnsWith(setup, 'split').length > 0;
  const [hasTimeCuts, hasGroupCuts] = [Boolean(file?.timeCuts), Boolean(file?.groupCuts)];
  const hasCuts = hasTimeCuts || hasGroupCuts;
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
    namesTestRows: hasCuts || (file?.namesTestRows ?? false),
    isWeighed: file !== undefined && file.meanWeight !== null,
    keepsDigits: file?.keepsDigits ?? false,
    hasMasks: targets.some(({ mask }) => mask),
    hasNamedLabels: hasLabels('values'),
    hasThresholds: hasLabels('above'),
    hasScaledLabels: hasLabels(null),
    hasNumericLabels: hasLabels('above') || hasLabels(null),
  } satisfies TemplateFacts;
}

export function columnLines({ setup, file }: EncodedFile): readonly string[] {
  const [part] = columnsWith(setup, 'split');
  const why = setup.hasHeader ? 'some have no name of their own' : 'the files do not name them';
  return [
    ...(file.isNamed ? [] : [`${assignment('COLUMNS', file.columnNames)}  # ${why}`]),
    '# Means, deviations and names are those of the rows that the browser trained on.',
    assignment('INPUTS', file.inputs),
    ...(part === undefined ? [] : partLines(part)),
    ...(file.timeCuts === null ? [] : timeLines(file.timeCuts)),
    ...(file.groupCuts === null ? [] : groupLines(setup, file.groupCuts)),
    ...(file.meanWeight === null ? [] : weightLines(setup, file.meanWeight)),
  ];
}

const partLines = (column: string): readonly string[] => [
  `${assignment('PART_COLUMN', column)}  # says which rows are for training and which for tests`,
  assignment('TRAIN_NAMES', waysToWrite('train')),
  assignment('TEST_NAMES', waysToWrite('test')),
];

const timeLines = ({ column, form, validationFrom, testFrom }: TimeCuts): readonly string[] => [
  `${assignment('TIME_COLUMN', column)}  # the newest rows are for tests`,
  assignment('TIME_FORM', inWords(form)),
  `${assignment('VALIDATION_FROM', validationFrom)}  # ${shownTime(validationFrom)}, in milliseconds`,
  `${assignment('TEST_FROM', testFrom)}  # ${shownTime(testFrom)}`,
];

const groupLines = (setup: TableSetup, cuts: GroupCuts): readonly string[] => [
  `${assignment('GROUP_COLUMN', setup.group)}  # groups of rows are for training or for tests as a whole`,
  assignment('SPLIT_SEED', setup.splitSeed),
  assignment('TEST_BELOW', cuts.testBelow),
  assignment('VALIDATION_BELOW', cuts.validationBelow),
  '# Groups that belong elsewhere than their number says, because of their sizes.',
  assignment('TRAIN_GROUPS', cuts.trainGroups),
  assignment('VALIDATION_GROUPS', cuts.validationGroups),
];

const weightLines = (setup: TableSetup, mean: number): readonly string[] => [
  ...columnsWith(setup, 'weight').map(
    (name) => `${assignment('WEIGHT_COLUMN', name)}  # how much a row counts in training`,
  ),
  assignment('MEAN_WEIGHT', mean),
];

/** JSON of ids with vectors, by column; null without ids. */
export const idsFileText = ({ ids }: Pick<FileEncoding, 'ids'>): string | null =>
  ids.length === 0 ? null : JSON.stringify(ids);

/** False for spellings of numbers that never occur as categories, since tables normalise them. */
const isCategory = (value: string): boolean => String(categoryCell(value)) === value;

export function labelArguments(
  { column, positive, mask }: TargetSetup,
  scale: LabelScale | null,
): readonly (readonly [string, PythonValue])[] {
  const rule = (): readonly (readonly [string, PythonValue])[] => {
    if (positive?.kind === 'above') return [['above', positive.threshold]];
    if (positive === null)
      return [
        ['mean', scale?.mean ?? 0],
        ['deviation', scale?.deviation ?? 1],
      ];
    return [['positive', positive.values.filter(isCategory).map(categoryCell)]];
  };
  return [['column', column], ...rule(), ...(mask === null ? [] : ([['mask', mask]] as const))];
}
