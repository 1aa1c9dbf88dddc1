/** Chinese texts of `en/parts/summaries.ts`. */
import type * as english from '../../en/parts/summaries.ts';
import type { Translated } from '../../translated.ts';

const summaries: ReadonlyMap<string, string> = new Map([
  ['singleTask', '每个任务一个独立的网络：什么都不共享，因此既无帮助也无损害。'],
  ['linear', '每个任务一个线性层，从输入直达其输出：没有隐藏层，什么都不共享。'],
  ['sharedBottom', '所有任务共用一个网络（共享底层），只有任务塔不同。'],
  ['crossStitch', '每个任务一个专家；用学到的固定权重把各专家混入每个任务，与输入无关。'],
  ['mmoe', '专家共享，每个任务一个门控，对每个输入选取专家的混合。'],
  ['mlmmoe', '多个融合层的 MMoE：专家的混合再输入下一融合层的专家。'],
  ['ple', '每个任务把自己的专家与共享专家混合，但从不看其他任务的专家。'],
  ['adattSp', '每个任务拥有自己的专家，直接加到输出上，再通过门控向所有其他任务借力。'],
  ['stem', '门控混合所有专家：任务自己的、共享的和他人的，但每个任务只训练自己的专家和共享专家。'],
  ['adatt', '在 AdaTT-sp 之外加上共享专家：任务既互相借力，也向公共池借力。'],
  ['almostAdatt', '常见的错误实现：带有一处缺陷的 AdaTT。'],
  [
    'almostAdatt.untrained',
    '它的原生权重放在优化器看不到的地方，停留在随机初值；AdaTT 的原生权重是学习得到的。',
  ],
  ['almostAdatt.missing', '它的任务只通过门控看到自己的专家；在 AdaTT 中，原生权重绕过门控把它们加上。'],
  ['almostAdatt.sharedGate', '它的共享流的门控只看共享专家；AdaTT 的共享流门控还混合每个任务的专家。'],
  ['almostAdatt.static', '它用对每个样本都相同的学习权重代替门控；AdaTT 对每个样本各有一种混合。'],
  [
    'almostAdatt.averaged',
    '它的原生权重从其个数的倒数开始，专家末层没有 ReLU；AdaTT 的从随机值开始，且每层都有 ReLU。',
  ],
  [
    'almostAdatt.alike',
    '它的专家从同一个的副本开始，门控从均匀开始，于是同一任务的专家始终是副本；AdaTT 的从随机值开始。',
  ],
]);

export const summaryText: Translated<typeof english.summaryText> = {
  of: (id) => summaries.get(id) ?? null,
};
