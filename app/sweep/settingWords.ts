/** A swept setting in words. */
import { type SweepAxis, shownSweepValue } from '../../src/sweep/sweep.ts';
import { text } from '../../src/text/text.ts';

/** "Correlation −0.2". */
export const settingWords = (axis: SweepAxis, value: number): string =>
  text.sweep.status.setting(axis.field.label, shownSweepValue(axis, value));

/** The label with its unit, unless it says that already: the name of an axis. */
export const axisName = ({ field: { label, unit } }: SweepAxis): string =>
  unit === null || label.toLowerCase().includes(unit) ? label : `${label} (${unit})`;
