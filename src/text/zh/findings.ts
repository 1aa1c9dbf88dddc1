/** Chinese texts of `en/findings.ts`. */
import type * as english from '../en/findings.ts';
import { formatCount, formatPercent } from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

export const findingsText: Translated<typeof english.findingsText> = {
  notYet: '运行结束后，这里会说明数字的含义。',
  nothing: '这次运行的数字不足以支持更多结论。',
  show: { verdict: '查看结论', curves: '查看曲线', results: '查看结果', gates: '查看权重' },

  range: (low, high) => (low === high ? low : `${low} 至 ${high}`),

  bestFirst: (cards) =>
    spaced`没有学到对验证集有用的东西，验证损失在训练前的第 0 步最低：${listedInChinese(cards)}。`,
  fewReplicas: (count) => `${count} 次重复无法区分差异与偶然：结论至少需要 3 次。`,
  diverged: (name, count, total) =>
    count === total
      ? spaced`${name}的所有重复都发散，因此不对它下结论。`
      : spaced`${name}的 ${total} 次重复中有 ${count} 次发散，不计入关于它的结论。`,
  improving: (cards) =>
    spaced`最后一步最好，且损失仍在下降：${listedInChinese(cards)}。增加步数可能改变上述一切。`,

  beats: (winner, loser) => spaced`${winner}领先${loser}`,
  beatsAll: (reference, rival) => spaced`${reference}领先所有对手，对${rival}的优势最小，为`,
  clear: (who, { size, count, total }, where) =>
    spaced`${who} ${size}，${count === total ? `${total} 次重复均如此` : `${total} 次重复中有 ${count} 次如此`}，${where}。`,
  practicallyEqual: (reference, rival, { margin, level }, where) =>
    spaced`${reference}与${rival}差异可忽略：以 ${level} 的置信水平，差异小于 ${margin}，${where}。`,
  identical: (reference, rival, count) =>
    spaced`${reference}与${rival}在全部 ${count} 次重复中损失完全相同。`,
  tooSmallToSee: (reference, rival, where, parts) =>
    spaced`${reference}与${rival}即使有差异，也小得看不出，${where}：${parts.join('；')}。`,
  undecided: (reference, rival, where, parts) =>
    spaced`无法判断${reference}与${rival}谁更好，${where}：${parts.join('；')}。`,
  where: (fairness, scope) => `${fairness}，${scope}`,
  also: (sentence, parts) =>
    parts.length === 0 ? sentence : `${sentence.replace(/。$/, '')}（${parts.join('；')}）。`,

  sharing: {
    onTask: (task, gain) => `${task}（${gain}）`,
    gains: (tasks) => spaced`在${listedInChinese(tasks)}上有增益`,
    loses: (tasks) => spaced`在${listedInChinese(tasks)}上有损失`,
    unclear: (tasks) => spaced`在${listedInChinese(tasks)}上无法判断`,
    equal: (tasks, overall, margin) =>
      spaced`${[...(tasks.length === 0 ? [] : [spaced`在${listedInChinese(tasks)}上`]), ...(overall === null ? [] : [overall])].join('以及')}差异可忽略（相差不超过 ${margin}）`,
    where: (isOfSome) => (isOfSome ? '在学到东西的任务上合计' : '总体上'),
    overall: {
      positive: (gain, interval, isOfSome) =>
        `${isOfSome ? '在学到东西的任务上合计' : '总体'}有增益（${gain}，${interval}）`,
      negative: (gain, interval, isOfSome) =>
        `${isOfSome ? '在学到东西的任务上合计' : '总体'}有损失（${gain}，${interval}）`,
    },
    rule: { bestValidation: '双方的全部任务都取同一步', finalStep: '双方都取最后一步' },
    sentence: (card, rule, clear, unclear) =>
      spaced`与每任务一个网络相比（${rule}），${card}${clear.join('，')}${unclear === null ? '' : `；${unclear}`}。`,
    none: (card, rule, hasOverall) =>
      spaced`与每任务一个网络相比（${rule}），在任何任务上${hasOverall ? '以及总体上' : ''}都无法判断共享是否帮助了${card}。`,
    atOwnSteps: (found) => spaced`若每个任务各取自己最好的一步：${listedInChinese(found)}。`,
    own: (where, gain, is) => `${where} ${gain}（${is}）`,
    is: { positive: '明确的增益', negative: '明确的损失', equal: '差异可忽略', unclear: '无法判断' },
  },

  borrowing: ({ level, task, share, start, points, count }, { source, isMost }, fit) =>
    spaced`在融合层 ${level}，${task}的输出有 ${share} 来自${source}的专家，起初为 ${start}（多 ${points} 个百分点，${count} 次重复）${isMost ? '，且每次重复中都多于来自其他任何任务的份额' : ''}${fit}。`,
  alone: ({ level, task, share, start, points, count }, gain, fit) =>
    spaced`在融合层 ${level}，${task}几乎不向别人借：输出只有 ${share} 来自其他任务的专家，起初为 ${start}（少 ${points} 个百分点，${count} 次重复）${gain}${fit}。`,
  gain: {
    positive: '，但它仍从共同学习中获益',
    negative: '，并且共同学习使它变差（负迁移）',
    equal: '，共同学习对它实际上没有影响',
    unclear: '，无法判断它是否从共同学习中获益',
  },
  correlation: { asked: '相关性', measured: '实测相关性' },
  strong: (correlation, value) => `；它们的${correlation}强，为 ${value}`,
  weak: (correlation, value) => `；它们的${correlation}弱，为 ${value}`,
  notStrongest: (correlation, value) => `；它们的${correlation}为 ${value}，与另一任务的更强`,
  isAside: (correlation, value) => `；它们的${correlation}为 ${value}`,
  weakAll: (correlation, value) => `；它与其他任务的${correlation}最强为 ${value}`,
  strongWith: (correlation, value, other) => spaced`；它与${other}的${correlation}强，为 ${value}`,
};

export const warningText: Translated<typeof english.warningText> = {
  shifted: (task, train, test, ratios) =>
    spaced`${task}：测试集正样本占 ${test}，训练集占 ${train}。预测值与观测值之比为 ${listedInChinese(ratios)}。`,
  ratio: (ratio, name, cost) => spaced`${ratio}（${name}，${cost}）`,
  costOfShares: (cost, ofShares) => `使对数损失增加 ${cost}，其中 ${ofShares} 来自这一差异`,
  cost: (cost, ofShares) => `使对数损失增加 ${cost}，这一差异解释其中 ${ofShares}，其余原因未知`,
  overfitting: (cards, isBest) =>
    spaced`过拟合：验证损失在最好一步之后回升，${listedInChinese(cards)}。${isBest ? '结论取最好的一步。' : '结论取最后一步，那时已经过拟合；请改为取验证集上最好的一步。'}`,
  toTry: (names) => spaced`可以尝试：${listedInChinese(names)}。`,
  smaller: '更小的网络',
  rise: (name, step, rise) => spaced`${name}约在第 ${formatCount(step)} 步之后上升 ${formatPercent(rise)}`,
  early: (cards, numSteps) =>
    spaced`不需要这么多步：共 ${formatCount(numSteps)} 步，最好的很早就出现，${listedInChinese(cards)}。`,
  lastBest: (name, step) => spaced`${name}在第 ${formatCount(step)} 步之前`,
};

export const calibrationText: Translated<typeof english.calibrationText> = {
  title: '概率会应验吗？',
  help: '测试样本按预测概率分成十个等量的分箱。点在对角线上，说明预测应验；在线下，说明预测偏高。若平均而言应验，预测值与观测值之比为 1。',
  of: (task) => spaced`${task}的校准`,
  note: '比值：预测值与观测值之比 · 竖条：95% Wilson 区间 · 坐标轴在 0 和 1 附近放大',
  predicted: '预测',
  observed: '观测',
  ratio: (ratio, interval) => `比值 ${ratio}${interval === '' ? '' : `（${interval}）`}`,
  interval: (low, high) => `${low} 至 ${high}`,
  dot: (name, predicted, observed, low, high) =>
    spaced`${name}：预测 ${predicted}，观测 ${observed}（${low} 至 ${high}）`,
  header: ['任务', '架构', '分箱', '预测', '观测', '下限', '上限', '样本数', '重复次数'],
  nothing: '校准在运行训练时测量；这个保存的运行没有。',
};

/** "任务 1 和 2" for numbered names. */
function both(one: string, other: string): string {
  const [first, second] = [one, other].map((name) => /^任务 (\d+)$/.exec(name)?.[1]);
  return first === undefined || second === undefined
    ? listedInChinese([one, other])
    : `任务 ${first} 和 ${second}`;
}

export const captionText: Translated<typeof english.captionText> = {
  replay: '回放',
  replayHint: '色带在记录的步之间平滑移动。所有数字都取自记录的步。',
  watch: '看看谁开始向谁借。',
  meaning: '如果任务的输出来自另一任务专家的份额比训练前更多（按各次重复的 95% 区间），就算它借得更多。',
  mutual: (one, other) => spaced`${both(one, other)}开始相互借力。`,
  wasMutual: (one, other, step) => spaced`到第 ${formatCount(step)} 步，${both(one, other)}已相互借力。`,
  oneWay: (task, source) => spaced`${task}现在向${source}借得更多。`,
  wasOneWay: (task, source, step) => spaced`到第 ${formatCount(step)} 步，${task}向${source}借得更多。`,
  drag: '现在拖动这个格子：',
  slide: '现在移动滑块：',
  cell: (row, column) => `${row} × ${column}`,
};
