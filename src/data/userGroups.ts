/** Groups of rows, as of users who each have a taste of their own: which group a row is of, and how its inputs say so. */
import { createStream, type StreamKey } from '../core/random.ts';
import type { SourceSetup } from './types.ts';

/** A value for each law that rows have: one per group, or one for all rows. */
export const byGroup = <T>({ numGroups }: Pick<SourceSetup, 'numGroups'>, of: (group: number) => T): T[] =>
  Array.from({ length: Math.max(numGroups, 1) }, (_, group) => of(group));

/** Puts a group, drawn evenly with the stream of `key`, into the last inputs of every row of `inputs`, `[N, I]`. */
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

/** The group of every row of `inputs`, `[N, I]`: the first one of those that its last inputs say most of, wherever a row came from. */
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

/** A row that is of no other group than the first one, and 0 elsewhere, `[I]`. */
export const firstMember = ({
  inputDim,
  numGroups,
}: Pick<SourceSetup, 'inputDim' | 'numGroups'>): readonly number[] =>
  Array.from({ length: inputDim }, (_, input) => (numGroups > 0 && input === inputDim - numGroups ? 1 : 0));

/** The end of a stream's key that tells groups apart: the first one has the streams of rows without groups. */
export const ofGroup = (group: number): readonly (string | number)[] => (group === 0 ? [] : ['group', group]);
