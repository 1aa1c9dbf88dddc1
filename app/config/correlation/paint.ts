/** The colour of a correlation: blue for tasks that agree, orange for tasks that disagree. */
import { divergingScale } from '../../charts/gates/scales.ts';

const scale = divergingScale(1);

/** A number that is none has no colour. */
export function paintOf(value: number): { readonly background?: string; readonly color?: string } {
  if (Number.isNaN(value)) return {};
  const { fill, ink } = scale.paintOf(value);
  return { background: fill, color: ink };
}
