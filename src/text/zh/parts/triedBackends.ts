/** Chinese texts: which backends were tried, and what runs on kernels of our own. */
import type * as english from '../../en/parts/triedBackends.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const triedBackendsText: Translated<typeof english.triedBackendsText> = {
  notYet: '负责计算。运行开始时会试用本机可用的后端，取最快的一个。',
  measureDetail: '需要几秒，并会暂停正在进行的训练',
  candidates: '已在本机试用',
  backend: '后端',
  msPerStep: '每步',
  note: '备注',
  taken: '采用',
  workers: (numThreads) => `${numThreads} 个线程参与训练。`,
  ownKernels: (numOwn, numOperations, build) =>
    spaced`自有算子：${numOwn}/${numOperations}${build === '' ? '' : spaced`，按${build}编译`}。`,
  fallBacks: (names) => spaced`其余由 TensorFlow.js 的普通算子代替：${names.join('、')}。`,
  notReplayed: (names) => spaced`每一步都重新执行，因为以下算子不能重放：${names.join('、')}。`,
};
