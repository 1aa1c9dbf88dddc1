/** Labels in a file, as a program knows them: arguments and fields of its tasks, and the function that reads them. */
import { numberIn } from '../../table/columnBuilder.ts';
import type { LabelScale } from '../../table/labels.ts';
import type { TableSetup, TargetSetup } from '../../table/tableSetup.ts';
import type { PythonValue } from './python.ts';
import numberInCode from './templates/numberIn.py?raw';
import saysNo from './templates/saysNo.py?raw';

/** A cell as the program reads it: a number stands for all ways to write it. */
export const cellOf = (category: string): string | number => {
  const value = numberIn(category, 'comma');
  return Number.isNaN(value) ? category : value;
};

/** False for a number in another spelling than that of tables: such a value was no cell of one. */
const isCategory = (value: string): boolean => String(cellOf(value)) === value;

/** Arguments of a task that say which labels it has. */
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
    return [['positive', positive.values.filter(isCategory).map(cellOf)]];
  };
  return [['column', column], ...rule(), ...(mask === null ? [] : ([['mask', mask]] as const))];
}

/** The fields of `labelArguments` that any task needs. */
export function labelFields(targets: readonly (TargetSetup | null)[]): string {
  const has = (kind: 'values' | 'above' | null) =>
    targets.some((target) => target !== null && (target.positive?.kind ?? null) === kind);
  return [
    '    column: str  # of its labels; a blank is no label\n',
    has('values') ? '    positive: list[str | float] | None = None  # the cells that say yes\n' : '',
    has('above') ? '    above: float | None = None  # greater numbers say yes\n' : '',
    has(null) ? '    mean: float = 0.0  # labels are standardised\n    deviation: float = 1.0\n' : '',
    targets.some((target) => target?.mask)
      ? '    mask: str | None = None  # the column that says which rows have a label\n'
      : '',
  ].join('');
}

/** Code from the cells of a row to the label of a task. */
export function labelCode({ targets }: TableSetup): string {
  const kinds = new Set(targets.map((target) => target?.positive?.kind ?? null));
  const hasMask = targets.some((target) => target?.mask);
  const rules = [
    ...(kinds.has('values') ? [['task.positive is not None', 'float(cell in task.positive)']] : []),
    ...(kinds.has('above') ? [['task.above is not None', 'float(number_in(cell) > task.above)']] : []),
    ...(kinds.has(null) ? [['', '(number_in(cell) - task.mean) / task.deviation']] : []),
  ];
  const lines = rules.map(([condition, value], index) =>
    index === rules.length - 1 ? `    return ${value}\n` : `    if ${condition}:\n        return ${value}\n`,
  );
  return `${kinds.has('above') || kinds.has(null) ? `${numberInCode}\n\n` : ''}def label_of(task: Task, row: dict[str, Cell]) -> float | None:
    """None: the row has no label of the task."""
    cell = row.get(task.column)
${
  hasMask
    ? `    if cell is None or (task.mask and says_no(row.get(task.mask))):
`
    : '    if cell is None:\n'
}        return None
${lines.join('')}${hasMask ? `\n\n${saysNo}` : ''}`;
}
