/** Chinese texts of `en/parts/trend.ts`. */
import type * as english from '../../en/parts/trend.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const trendText: Translated<typeof english.trendText> = {
  title: '趋势',
  after: (steps, said, isSent) => spaced`${isSent ? '发送者的' : ''}第 ${steps} 步的趋势：${said}`,
  pending: '…',
  repetitions: (count) => `${count} 次重复`,
  why: ({ drags, clear, same }) =>
    `这是趋势，不是结论：只短暂训练了图中的两个网络。试过 ${drags} 次：${clear} 次趋势明确，其中只有 ${same} 次得到完整运行证实。按“开始”得出结论。`,
};
