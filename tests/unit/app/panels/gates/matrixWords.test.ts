import { describe, expect, it } from 'vitest';
import { matrixWordsOf } from '../../../../../app/panels/gates/GatesPanel.tsx';
import { text } from '../../../../../src/text/text.ts';
import { topologyOf } from '../../../models/topologies.ts';

const { contains } = text.gates.help;
const wordsOf = (id: string, options: object = {}) =>
  matrixWordsOf(topologyOf(id, options, { numTasks: 3, inputDim: 4 }));

describe('what a matrix can contain', () => {
  it('follows the options of an architecture', () => {
    const { gateOnAll, nativeFixed, nativeOnOwn, noNative, total, totalVaries } = contains;
    expect(wordsOf('adattSp', { numTaskExperts: 1 })).toEqual([gateOnAll, nativeFixed, total(2)]);
    expect(wordsOf('adattSp', { numTaskExperts: 2 })).toEqual([gateOnAll, nativeOnOwn, totalVaries]);
    expect(wordsOf('adattSp', { residual: false })).toEqual([gateOnAll, noNative, total(1)]);
  });

  it('says where cells cannot exist', () => {
    expect(wordsOf('ple')).toEqual([contains.gateOnOwn, contains.noNative, contains.total(1)]);
    expect(wordsOf('mmoe')[0]).toBe(contains.gateOnAll);
  });

  it('knows networks without gates', () => {
    expect(wordsOf('crossStitch')).toEqual([contains.noGate, contains.nativeOnAll, contains.totalVaries]);
    expect(wordsOf('sharedBottom')[0]).toBe(contains.noGate);
  });
});
