/** Chinese texts: going back to earlier moments of a run. */
import type * as english from '../../en/parts/time.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const timeText: Translated<typeof english.timeText> = {
  slider: '训练中的时刻',
  step: (step) => `第 ${step} 步`,
  of: (numSteps) => `，共 ${numSteps} 步`,
  play: '回放',
  playHint: '从此处或从头回放训练',
  stop: '停止',
  stopHint: '停止回放',
  best: (name, step) => spaced`${name}最好在第 ${step} 步`,
  cell: (cell) => spaced`${cell}在训练中的变化`,
  closeCell: '关闭此图',
  health: {
    effectiveExperts: { title: '有效专家数', measure: '各门控的均值' },
    largestUse: { title: '使用最多的专家', measure: '占门控的份额' },
  },
  learningRate: (value, step) => `从第 ${step} 步起学习率 ${value}`,
};
