/** Chinese texts of `en/row.ts`. */
import type * as english from '../en/row.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const rowText: Translated<typeof english.rowText> = {
  follow: '跟随一个样本',
  followHint: '看每个门控如何分配一个样本、每个任务塔的预测，以及真值',
  title: '单个样本',
  task: '任务',
  stop: '回到全部样本',
  previous: '上一个样本',
  next: '下一个样本',
  ofTest: (row) => `测试样本 ${row}`,
  ofPlane: (x, y) => `平面上的点 ${x}，${y}`,
  searches: {
    gates: '门控差异最大',
    error: (reference, rival) => spaced`${reference}错而${rival}对`,
  },
  searchHints: {
    gates: '门控与平均相差最大的测试样本；再按一次看下一个',
    error: '第一个网络的误差超出第二个最多的测试样本；再按一次看下一个',
  },
  coming: '正在重新训练网络，以便让样本通过…',
  noRow: '没有这样的样本。',
  ofStep: (step) => `第 ${step} 步的权重`,
  split: (task, shares) =>
    spaced`${task}的门控中${shares.map(([name, percent]) => spaced`${name ?? '自己'}占 ${percent}`).join('、')}`,
  fixed: (network) => spaced`${network}对每个样本的混合方式都相同。`,
  sentence: (network, level, splits) => spaced`${network}，融合层 ${level}：${splits.join('；')}。`,
  shared: '共享专家',
  truth: '真值',
  label: '标签',
  table: '对这个样本的预测',
  tableOf: (network) => spaced`${network}的预测`,
  errorOf: (network) => spaced`${network}的误差`,
  pin: '留作比较',
  pinned: '留下的样本',
  unpin: (row) => spaced`移除${row}`,
  compared: (network, [first, second], task, points) =>
    spaced`${network}：从${first}到${second}，${task}的门控移动了 ${points} 个百分点。`,
  plane: (first, second, isOfFirstGroup) =>
    spaced`${isOfFirstGroup ? '第一个用户群中' : ''}${first}与${second}的平面`,
  planeColumns: '两列的平面',
  column: '列',
  switch: '附加特征',
  drag: '拖动一个点',
  legend:
    '每个门控下方：各份额（%）。每个任务塔上方：预测 / 真值。平面由输入构成：向右是第一个任务所看的方向。',
  noPoint: '尚未选点',
  planeKeys: '方向键移动该点。',
};
