/** Chinese texts of `en/answer.ts`. */
import type * as english from '../en/answer.ts';
import { formatGain, formatPercent } from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

const conclusions = {
  better: '更好',
  worse: '更差',
  practicallyEqual: '差异可忽略',
  tooSmallToSee: '差异小得看不出',
  undecided: '无法判断',
  ofUnlearned: '取决于双方都没学会的任务',
  aheadSoFar: '目前领先',
  behindSoFar: '目前落后',
  openSoFar: '目前无法判断',
  learnedNothing: '都不优于常数预测',
  stillImproving: '仍在改善，没有结论',
  oneReplica: '仅一次重复，没有结论',
  tooFewReplicas: '至少需要 3 次重复',
  allDiverged: '所有重复都发散',
} as const;

export const answerText: Translated<typeof english.answerText> = {
  conclusion: (conclusion) => conclusions[conclusion],
  effect: (size, isBetter, than) => spaced`${isBetter ? '领先' : '落后'}${than} ${size}`,
  span: (least, most) => `${formatPercent(least)} 至 ${formatPercent(most)}`,
  interval: (low, high) =>
    Number.isFinite(low) && Number.isFinite(high) ? `${formatGain(low)} 至 ${formatGain(high)}` : '',
  intervalAt: (level, interval) => `${level} 区间 ${interval}`,
  betterIn: (count, total) => `${count}/${total}`,
  identical: '每次重复都相同',
  within: (margin) => `在 ${formatPercent(margin)} 以内`,
  wouldShow: (gain) => `小于 ${formatPercent(gain)} 的差异可能会漏掉`,
  toDecide: (margin, count) =>
    count === null
      ? `100 次重复也分不清 ${formatPercent(margin)} 的差异`
      : `要分清 ${formatPercent(margin)} 的差异，约需 ${count} 次重复`,
  toDecideByRows: (margin) => `要分清 ${formatPercent(margin)} 的差异，需要更多样本，而不是更多重复`,
  onOthers: (said) => `在其他任务上${said}`,
  overallWithout: (tasks) => spaced`总体，不计${listedInChinese(tasks)}`,
  median: (gain) => `中位数 ${formatGain(gain)}`,
  chance: (low, high) => `领先的概率 ${Math.round(100 * low)} 至 ${Math.round(100 * high)}%`,
  improving: (count, total) => `${total} 次中有 ${count} 次仍在改善`,
  nearFloor: '已接近最优：相对差异会剧烈波动',
  negativeTransfer: '负迁移',
  diverged: (count, total, steps = '') =>
    `${total} 次重复中有 ${count} 次发散${steps === '' ? '' : `（第 ${steps} 步）`}，不计入结果`,
  overall: '总体',

  alarm: {
    collapse: (level) => `融合层 ${level}：一个专家几乎占据了每个任务的门控（坍缩）。`,
    degradation: (level) => `融合层 ${level}：有一个共享专家只被一个任务使用（退化）。`,
    underFitting: (level, task) => spaced`融合层 ${level}：${task}给自己专家的权重不到 10%（欠拟合）。`,
    replicas: (count, total) =>
      total === 1 ? '见于仅有的一次重复。' : `见于 ${total} 次重复中的 ${count} 次。`,
  },

  reproduction: {
    expected: (backend, build) =>
      spaced`此链接带有发送者的结果（${build === '' ? backend : `${backend}，${build}`}）。运行一次，看看你的是否相同。`,
    reproduced: '已复现：在同一后端上损失完全一致，直到最后一位。',
    sameVerdict: (isExact) =>
      isExact
        ? '在另一后端或另一编译版本上，损失完全一致，直到最后一位。'
        : '结论相同，且每个均值都落在对方的误差带内。',
    otherExperiment: '链接中的指纹属于另一个实验。',
    differs: (differences, numMore) =>
      `未能复现：${differences.join('；')}${numMore === 0 ? '' : spaced`；另有 ${numMore} 处不同`}。`,
    here: (what, sent, here) => spaced`${what}：发来的是 ${sent}，这里是 ${here}`,
    beside: (what, claimed, sent) => spaced`${what}：指纹中是 ${claimed}，结果中是 ${sent}`,
    of: (number, card, task) => spaced`${card}的${number}（${task}）`,
    numbers: {
      mean: '平均损失',
      share: '与常数损失之比',
      excess: '高出下限的损失',
      auc: 'AUC',
      gain: '相对单任务的收益',
      ownGain: '各任务取自身最佳步时的收益',
      against: '领先参照的幅度',
      predicted: '平均预测',
      truth: '平均预测旁的真实值',
      bias: '平均预测的偏差',
      conclusion: '结论',
    },
  },
};

interface Beaten {
  readonly name: string;
  readonly by: string;
}

/** "AdaTT-sp 领先 PLE 1.2%、MMoE 2.8%". */
const each = (reference: string, verb: string, rivals: readonly Beaten[]): string =>
  spaced`${reference}${verb}${rivals.map(({ name, by }) => spaced`${name} ${by}`).join('、')}`;

/** "PLE 和 MMoE 分别领先 AdaTT-sp 1.2% 和 2.8%". */
const together = (reference: string, verb: string, rivals: readonly Beaten[]): string =>
  spaced`${listedInChinese(rivals.map(({ name }) => name))}${rivals.length === 1 ? '' : '分别'}${verb}${reference} ${listedInChinese(rivals.map(({ by }) => by))}`;

const clear: Translated<(typeof english.verdictSentenceText)['clear']> = {
  worse: (reference, rivals) => each(reference, '领先', rivals),
  better: (reference, rivals) => together(reference, '领先', rivals),
  behindSoFar: (reference, rivals) => each(reference, '目前领先', rivals),
  aheadSoFar: (reference, rivals) => together(reference, '目前领先', rivals),
};

const close = {
  identical: '每次重复都相同',
  practicallyEqual: conclusions.practicallyEqual,
  tooSmallToSee: '即使有差异，也小得看不出',
  undecided: conclusions.undecided,
  openSoFar: conclusions.openSoFar,
} as const;

const noVerdict = {
  ofUnlearned: '差异取决于双方都没学会的任务',
  learnedNothing: '都不优于常数预测',
  stillImproving: '到最后一步仍在改善',
  oneReplica: '一次重复不够',
  tooFewReplicas: '至少需要 3 次重复',
  allDiverged: '所有重复都发散',
} as const;

const fairness = {
  asConfigured: '按各自的设置',
  equalParameters: '参数量相等',
  equalExperts: '每融合层专家数相等',
  bestSize: '各自取最佳规模',
} as const;

export const verdictSentenceText: Translated<typeof english.verdictSentenceText> = {
  clear,
  close,
  noVerdict,
  fairness,
  closeTo: (reference, rivals, said) =>
    spaced`${reference}${reference === '' ? '' : '与'}${listedInChinese(rivals)}：${said}`,
  refused: (reference, rivals, reason) => spaced`${reference}对${listedInChinese(rivals)}没有结论：${reason}`,
  withoutTasks: (tasks, said) => spaced`不计双方都没学会的${listedInChinese(tasks)}：${said}`,
  sentences: (all) => all.map((one) => `${one}。`).join(''),
  holds: (fair, numReplicas, scope) => `${fair}，${numReplicas} 次重复，${scope}。`,
};
