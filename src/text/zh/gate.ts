/** Chinese texts of `en/gate.ts`. */
import type * as english from '../en/gate.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const gateText: Translated<typeof english.gateText> = {
  gate: '门控',
  of: (unit, level) => spaced`${unit} · ${level}`,
  back: '回到网络',
  name: (network, gate) => spaced`${network}，${gate}：一个样本，从输入到预测`,
  parts: {
    inputs: '输入',
    logits: 'logit',
    weights: 'softmax',
    fixed: '权重',
    outputs: '专家',
    mixed: '混合',
    tower: '塔',
    answer: '预测',
  },
  withOwn: '下方的条：原生专家，直接加入。',
  skips: '虚线：省略了上方的融合层。',
  noSoftmax: '没有门控：权重是学到的，对每个样本都相同。',
  noGate: '没有门控：只有一个专家，原样传递。',
  truth: '真值',
  label: '标签',
  error: '误差',
  columns: ['部分', '专家', '序号', '值'],
  dots: (network, task) => spaced`点：测试样本；颜色越浓，${network}在${task}上的误差越大。`,
};
