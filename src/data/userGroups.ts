/** Assigns rows to groups, such as users with their own tastes, and encodes groups in the last inputs. */
import { createStream, type StreamKey } from '../core/random.ts';
import type { SourceSetup } from './types.ts';

export const byGroup = <T>({ numGroups }: Pick<SourceSetup, 'numGroups'>, of: (group: number) => T): T[] =>
  Array.from({ length: Math.max(numGroups, 1) }, (_, group) => of(group));

/** Draws a group per row evenly, one-hot in the last inputs of `[N, I]`. */
export function fillGroups(
  inputs: Float32Array,
  { inputDim, numGroups }: Pick<SourceSetup, 'inputDim' | 'numGroups'>,
  key: StreamKey,
): void {
  if (numGroups === 0) return;
  const { integerBelow } = createStream(...key);
  for (let end = inputDim; end <= inputs.length; end += inputDim) {
    inputs.fill(0, end - numGroups, end);
    inputs[end - numGroups + integerBelow(numGroups)] = 1;
  }
}

/** `[N]`: largest of the group inputs, or the first of equals, so that any row has a group. */
export function groupsOfRows(
  inputs: Float32Array,
  { inputDim, numGroups }: Pick<SourceSetup, 'inputDim' | 'numGroups'>,
): Int32Array {
  return Int32Array.from({ length: inputs.length / inputDim }, (_, row) => {
    const end = (row + 1) * inputDim;
    const members = inputs.subarray(end - numGroups, end);
    return Math.max(members.indexOf(Math.max(...members)), 0);
  });
}

/** Row `[I]` of the first group, otherwise 0. */
export const firstMember = ({
  inputDim,
  numGroups,
}: Pick<SourceSetup, 'inputDim' | 'numGroups'>): readonly number[] =>
  Array.from({ length: inputDim }, (_, input) => (numGroups > 0 && input === inputDim - numGroups ? 1 : 0));

/** End of a stream's key; empty for the first group, which has the streams of rows without groups. */
export const ofGroup = (group: number): readonly (string | number)[] => (group === 0 ? [] : ['group', group]);
