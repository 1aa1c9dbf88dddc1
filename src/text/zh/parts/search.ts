/** Chinese texts of `en/parts/search.ts`. */

import type * as english from '../../en/parts/search.ts';
import { formatPercent } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { listedInChinese, spaced } from '../words.ts';

const tuned = { learningRate: '学习率', weightDecay: '权重衰减', dropout: 'Dropout' } as const;

export const searchText: Translated<typeof english.searchText> = {
  title: '全部试一遍',
  intro: '这些任务该用哪个架构，学习率、权重衰减和 Dropout 取多少，有多大把握，代价多少？',
  how: (numCandidates, numFinalists, numReplicas) =>
    `先把 ${numCandidates} 个大小相同的网络各训练一点，按验证集留下最好的三分之一，再用更多步重复。最好的 ${numFinalists} 个架构随后依次调整学习率、权重衰减和 Dropout。最后它们在 ${numReplicas} 次新的重复上各以最佳规模训练，结果只由这些重复决定。`,
  size: (count) => `约 ${count} 次训练`,
  about: (size, duration, memory) => `${size}：在这里约需 ${duration}，内存 ${memory}。`,
  unknown: (size, memory) => `${size}，内存 ${memory}。开始后会显示所需时间。`,
  actions: {
    start: '全部试一遍',
    open: '打开决赛架构',
  },
  opened: '已打开决赛架构。按“开始”会重新训练决赛，得到同样的数值。',

  checks: {
    nothingToCompare: '没有可比较的：能与参照一样大的架构不足两个。请给参照换一个宽度。',
  },

  leftOut: {
    heading: (parts) => spaced`未参加：${parts.join('；')}。`,
    one: (name, reason) => spaced`${name}（${reason}）`,
    impostor: '有意做错',
    notAsLarge: '不能与其他的一样大',
    settings:
      '没有尝试其他专家数和融合层数、学习目标等；都沿用本实验的设置。未进决赛的架构也沿用其权重衰减和 Dropout。',
    rateChanges: '不使用训练中途的学习率变更。',
  },

  run: {
    rung: (rung, numRungs, numNetworks, numSteps) =>
      `第 ${rung}/${numRungs} 轮 · ${numNetworks} 个网络各 ${numSteps} 步`,
    tuning: (name, numNetworks, setting) => spaced`调整${name}的${tuned[setting]} · ${numNetworks} 个网络`,
    finals: (names) => spaced`决赛 · ${listedInChinese(names)}`,
    cost: (name) => spaced`${name}的代价`,
  },

  status: {
    progress: '搜索进度',
    run: (number, count, what) => `第 ${number}/${count} 次运行 · ${what}`,
    playPauses: '一次只进行一项训练：上方的“开始”会暂停搜索。',
    pausedForRun: '搜索已暂停：一次只进行一项训练。可在“扫描”的“全部试一遍”下继续。',
    failed: (message) => spaced`搜索已停止：${message}已完成的运行会保留。`,
    pointDone: (done, count) => `搜索：已完成 ${done}/${count} 次运行。`,
    finished: '搜索已完成。',
    notEvaluated: '有一次运行在评估前就结束了。',
    stopped: (done, count) => `在 ${done}/${count} 次运行后停止。`,
    otherSetUp: '这次搜索属于另一个实验，而非当前打开的实验。开始新的搜索会取代它。',
    notKept: '此浏览器不允许页面保存内容：关闭或重新加载后搜索结果会丢失。',
    experimentChanged: '搜索沿用它开始时的实验，而不是现在打开的实验。',
  },

  answer: {
    winner: (name, settings) => spaced`用${name}，${settings}：它明显优于其他决赛架构。`,
    said: (names, said) => spaced`${listedInChinese(names)}：${said}。`,
    cheapest: (name, settings, work, others, isOfAll) =>
      spaced`${isOfAll ? '取' : '在明显优于最好的常数预测的架构中，取'}${['唯一', '代价较低'][others.length] ?? '代价最低'}的${name}，${settings}：每个样本的计算量为 ${work}${
        others.length === 0 ? '' : `（${others.join('，')}）`
      }。`,
    costOf: (name, work) => spaced`${name}：${work}`,
    tooSmall: (names, margin) =>
      spaced`差异太小，看不出来：${listedInChinese(names)}之间若有 ${margin} 的差异，很可能已经显现，但并未出现。`,
    nothingLearned: '没有可推荐的：没有决赛架构明显优于最好的常数预测。',
    nearest: (name, share) => spaced`最接近的是${name}，测试损失为常数预测的 ${share}。`,
    notShown: (names) =>
      spaced`没有可推荐的：${listedInChinese(names)}表现最好，但并不明显优于最好的常数预测。`,
    ofConstant: (name, share) => spaced`${name}的测试损失为常数预测的 ${share}。`,
    notShownOn: (name, tasks) =>
      spaced`请先注意：在${listedInChinese(tasks)}上，${name}并不明显优于最好的常数预测。`,
    share: (share, low, high) => `${formatPercent(share)}（${formatPercent(low)} 至 ${formatPercent(high)}）`,
    allDiverged: '无从选择：所有决赛架构都发散。请尝试更低的学习率。',
    settings: (learningRate, weightDecay, dropout, numParams) =>
      [
        `学习率 ${learningRate}`,
        ...(weightDecay === 0 ? [] : [`权重衰减 ${weightDecay}`]),
        ...(dropout === 0 ? [] : [`Dropout ${dropout}`]),
        `参数 ${numParams} 个`,
      ].join('、'),
    onlyOne: (name, settings) => spaced`只有${name}（${settings}）没有发散：其他决赛架构都发散了。`,
    against: (name, against, effect, interval) =>
      spaced`${name}对${against}：${effect}${interval === '' ? '' : `（${interval}）`}`,
    sure: (numReplicas, numComparisons, level, scope) =>
      `测试损失，任务均值，${numReplicas} 次新的重复，${scope}。${
        numComparisons === 1
          ? `区间为 ${level}。`
          : `区间为 ${level}：决赛的 ${numComparisons} 项比较合计 95% 成立。`
      }`,
    cost: (name, numParams, msPerStep, numSteps, duration) =>
      spaced`${name}训练 ${numSteps} 步：${numParams} 个参数，每步 ${msPerStep} 毫秒，在这里训练一次需 ${duration}。`,
    tried: (numCandidates, numFamilies, numRates, numTuned, duration) =>
      `共试 ${numCandidates} 个网络：${numFamilies} 个架构 × ${numRates} 个学习率，参数量相等，另有 ${numTuned} 个用其他设置；训练用时 ${duration}。`,
    optimistic:
      '搜索中的分数偏乐观，因为晋级的是众多网络中最幸运的，而且短的轮次偏爱学得快的。它们只用来选出决赛架构，不能证明什么。',
    edge: (name, rate) =>
      spaced`对${name}最好的学习率 ${rate} 位于试过的边缘：再往外的可能更好，也可能改变次序。`,
    resplit: '各次重复重新划分同样的样本，因此决赛测试的样本在搜索中已出现过。',
    sized: (factors) => `决赛中每个架构按参数量相等时宽度的 ${factors} 倍各训练一次，取验证集上最好的。`,
    tuned: (finalists) => `决赛前按验证集调整，最好的位于边缘时再往外试一个：${finalists.join('；')}。`,
    tunedOver: (name, [rates = '', decays = '', dropouts = '']) =>
      spaced`${name}（学习率 ${rates}；权重衰减 ${decays}；Dropout ${dropouts}）`,
  },

  finalists: {
    title: '决赛架构',
    header: [
      '网络',
      '学习率',
      '权重衰减',
      'Dropout',
      '测试损失与常数预测之比',
      '参数',
      '每个样本的乘加次数',
      '每个样本的计算量',
    ],
    diverged: '发散',
    andIds: (numParams, numEmbedding) => `${numParams}，另有 ID 向量 ${numEmbedding}`,
    note: (level) => `测试损失附 ${level} 区间；计算量：乘加次数，门控、混合和窄层按所需时间折算在内`,
  },

  table: {
    title: '试了哪些',
    note: '验证分数，与常数预测之比，2 次重复的均值；越低越好',
    network: '网络',
    settings: ['学习率', '权重衰减', 'Dropout'],
    round: (numSteps) => `${numSteps} 步`,
    ended: '止步于',
    outAfter: (rung) => `第 ${rung} 轮`,
    final: '决赛',
    suggested: '推荐',
    tuned: '调整',
    open: '进行中',
    diverged: '发散',
  },

  cli: {
    asLink: (link) => `在页面上打开决赛：${link}`,
  },
};
