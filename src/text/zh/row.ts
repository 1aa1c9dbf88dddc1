/** Chinese texts of `en/row.ts`. */
import type * as english from '../en/row.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const rowText: Translated<typeof english.rowText> = {
  title: '单个样本',
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
  noPoint: '尚未选点',
  planeKeys: '方向键移动该点。',
};
