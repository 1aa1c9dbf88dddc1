/** 中文：运行过拟合时更小的网络。 */
import type { smallerText as english } from '../../en/parts/smaller.ts';
import { formatPercent } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const shares = { 0.5: '一半', 0.25: '四分之一' };

export const smallerText: Translated<typeof english> = {
  offer: '各自取最佳规模来比较',
  look: (name, factor, gain) =>
    gain > 0
      ? spaced`快速试过${name}的${shares[factor]}宽度：验证损失低 ${formatPercent(gain)}（1 次重复）。`
      : spaced`快速试过${name}的一半和四分之一宽度：验证损失没有更低（1 次重复）。`,
};
