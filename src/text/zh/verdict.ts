/** Chinese texts of `en/verdict.ts`. */
import type * as english from '../en/verdict.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

const family = (what: string, count: number, level: string): string =>
  count === 1 ? `${what}：${level} 区间` : `${what}：${count} 项比较合计 95%，每个区间 ${level}`;

export const verdictText: Translated<typeof english.verdictText> = {
  scopeOfDraws: {
    rows: '针对这组任务抽样',
    everything: '针对同样方式抽取的任务',
    weights: '针对这些样本，只有初始权重不同',
  },
  withEffect: (name, effect) => spaced`${name}（${effect}）`,
  noOthers: (reference) => spaced`没有可与${reference}比较的架构，请添加一个。`,

  tableHeader: ['任务', '领先幅度', '区间', '置信水平', '领先次数', '中位数', '损失降低', '结论'],
  numbersHeader: [
    '架构',
    '对手',
    '任务',
    '结论',
    '损失的相对降低',
    '下限',
    '上限',
    '置信水平',
    '领先次数',
    '重复次数',
    '未计入',
    '仍在改善',
    '降低的中位数',
    '领先概率',
    '概率下限',
    '概率上限',
    '持平下限',
    '持平上限',
    '可检出的差异',
    '分清所需重复次数',
    '损失之差',
    '差的下限',
    '差的上限',
    '接近最优',
    '暂定',
    '预算',
    '报告的损失',
    '已调参',
    '持平界限',
    '对手',
    '适用范围',
  ],

  threeAnswers:
    '没有明显差异时，有三种回答。差异可忽略：任何差异都小于持平界限，最多在 5% 的实验中说错。差异小得看不出：与持平界限一样大的差异，在 5 次这样的实验中有 4 次会显现。无法判断：这样的差异未必会显现。',
  lists:
    '一份报告有四组说法：总体差异、单个任务上的差异、相对单任务的总体增益、单个任务上的增益。每一组在 95% 的实验中整体成立；所有组同时成立的实验较少。各取自己最好一步的增益和门控的份额不在其中，它们各有自己的区间。',

  title: (reference) => spaced`与${reference}比较`,
  method: '依据',
  numCautions: (count) => `${count} 条提醒`,
  help: '百分比以对方在测试集上的损失为准。只有在运行结束、且区间不含 0 时，差异才明确；如果较窄的区间（此时显示的就是它）完全落在持平界限以内，则差异可忽略。',
  states: { provisional: '暂定', final: '最终', saved: '已存' },
  stateHints: {
    provisional: '尚未训练到最后一步，可能改变。',
    final: '在这里训练到了最后一步。',
  },
  stale: '属于之前的设置。',
  wholeRun: (step) => `不是第 ${step} 步的结果`,
  notYet: '每个架构都完成第一次评估后，就会有结论。',
  against: (reference) => spaced`相对${reference}`,
  forest: {
    unit: (reference) => spaced`正值：优于${reference}`,
    worse: (reference) => spaced`← 不如${reference}`,
    better: (reference) => spaced`优于${reference} →`,
    plotName: (reference) => spaced`森林图：其他每个架构与${reference}的比较`,
    hint: '菱形：全部任务，差异明确时填实。彩色点：单个任务。灰点：各次重复，远离群体的带圈。灰带：持平。指向或点按可查看。',
    help: '方向键在标记之间移动：向下到下一个任务，向右到下一个架构。',
    onTask: (task) => spaced`在${task}上`,
    said: (rival, where, parts) => spaced`${rival}，${where}：${parts.join('，')}。`,
  },
  aheadIn: (count, total) => `${total} 次中有 ${count} 次领先`,
  lower: (amount) => `损失低 ${amount}`,
  higher: (amount) => `损失高 ${amount}`,
  noDifference: '损失相同',
  floorMark: '*',
  floorNote: '* 已接近最优：请看差值，不要看百分比。',
  facts: {
    paired: '按重复逐一配对比较',
    margin: (margin, overall, onTasks) =>
      `差异可忽略：整个区间（总体 ${overall}，单个任务 ${onTasks}）都在 ${margin} 以内`,
    rule: {
      bestValidation: '取验证集上最好一步的测试损失',
      finalStep: '取最后一步的测试损失',
    },
    weighted: (column) => spaced`训练时按${column}给样本加权，测量时不加权`,
    overlap: (overlap) =>
      `区间已按各次重复共用的样本修正（Nadeau and Bengio 2003；测试/训练样本 ${Number(overlap.toPrecision(2))}）`,
    tuned: (rates) => `学习率在 ${rates} 中选取`,
    sized: (factors) => `规模按验证集从参数量相等时宽度的 ${factors} 倍中选取`,
  },

  family,
  familyOf: { overall: '总体', perTask: '单个任务' },

  cautions: {
    given: (cards) =>
      spaced`起点不同：${listedInChinese(cards)}从文件中的权重开始，因此这不能说明同样训练的架构孰优孰劣。`,
    learnedNothing: (cards) => spaced`什么也没学到，不优于常数预测：${listedInChinese(cards)}。`,
    miscalibrated: (cards) => spaced`AUC 表明能区分样本，但损失不优于常数预测：${listedInChinese(cards)}。`,
    costOfShares: (where, cost, ofShares, test, train) =>
      spaced`${where}：没有应验的概率使对数损失增加 ${cost}，其中 ${ofShares} 是因为测试集正样本占 ${test}，而训练集占 ${train}。`,
    cost: (where, cost, ofShares) =>
      spaced`${where}：没有应验的概率使对数损失增加 ${cost}；${ofShares === null ? '' : `正样本比例的不同只解释其中 ${ofShares}，其余`}原因未知。`,
    unknownCost: '概率有偏差，这里不知道原因。',
    onTasks: (name, tasks) => spaced`${name}（${tasks === null ? '全部任务' : listedInChinese(tasks)}）`,
    stillImproving: (cards) => spaced`到最后一步仍在改善：${listedInChinese(cards)}。增加步数可能改变结论。`,
    ofCard: (name, count, total) => spaced`${name}（${total} 次重复中的 ${count} 次）`,
    farGain: (name, task) => spaced`${name}的增益（${task}）`,
    farAgainst: (rival, task) => spaced`与${rival}相比（${task}）`,
    far: (cards, where) =>
      spaced`离群的重复仍计入：${listedInChinese(cards)}。不计它们，或按中位数，说法会不同：${listedInChinese(where)}。`,
    farReplicas: (name, task, replicas) =>
      spaced`${name}的第 ${listedInChinese(replicas.map(String))} 次重复（${task}）`,
    raised: (now, before) =>
      `这 ${now} 次重复中有 ${before} 次你已看过。一直追加到满意为止，会使区间失效；换一个种子就是全新的实验。`,
  },

  outcomes: {
    title: '测试集上的结果',
    helpAbout: '结果',
    help: '每格是指标及其 95% 区间的一半，同格还有相对于最小化同样损失的每任务一个网络的增益（每个网络的全部任务都取同一步），正值表示更好。增益明确低于 0（▼）就是负迁移：一起学习使这个任务变差了。',
    metric: '指标',
    metrics: {
      normalised: 'MSE / Var，NE',
      loss: 'MSE，对数损失',
      score: 'R²，AUC',
      grouped: 'GAUC',
    },
    metricNames: {
      normalised: { regression: 'MSE / Var', binary: '归一化熵（NE）' },
      loss: { regression: 'MSE', binary: '对数损失' },
      score: { regression: 'R²', binary: 'AUC' },
      grouped: { regression: 'GAUC', binary: 'GAUC' },
    },
    unseenBaseline: '单任务基线',
    unseenBaselineOf: (cards) => spaced`${listedInChinese(cards)} 的单任务基线`,
    baseline: '基线',
    gain: '相对单任务的增益',
    gainAtOwn: '每个任务各取自己最好一步时相对单任务的增益',
    atOwnSteps: (gain) => `每个任务各取自己最好一步时为 ${gain}`,
    difference: '比单任务低的损失',
    learningRate: (rate) => `学习率 ${rate}`,
    size: (factor, numParams, multiplyAdds) =>
      `宽度 × ${factor}：${numParams} 个参数，每个样本 ${multiplyAdds} 次乘加`,
    steps: (first, last) =>
      first === last ? `最好在第 ${first} 步` : `最好在第 ${first}\u2060–\u2060${last} 步`,
    note: (level) => `± 为各数 ${level} 区间的一半；同格还有相对单任务的增益`,
    learnedNothing: '什么也没学到',
    miscalibrated: '能排序样本，但概率有偏差',
    numbersHeader: [
      '架构',
      '任务',
      '指标',
      '均值',
      '下限',
      '上限',
      '置信水平',
      '重复次数',
      '未计入',
      '选用的学习率',
      '选用的宽度倍数',
    ],
  },

  seesaw: {
    axis: (task) => `← 更差 · ${task} · 更好 →`,
    bothBetter: '两者都更好',
    bothWorse: '两者都更差',
  },

  copyTable: '复制表格',
  copyCsv: '复制 CSV',
  copied: '已复制。',
  savedInstead: '此浏览器不允许复制，数值已改存为文件。',
};

const rowsWhere = {
  clicked: '前一任务为是的样本',
  unclicked: '前一任务为否的样本',
  all: '全部样本',
} as const;

export const funnelText: Translated<typeof english.funnelText> = {
  help: '排在另一任务之后的任务，只有在前一任务为是时才有标签可学。合成数据的测试样本拥有全部标签，因此它的预测处处可与真值对照，这是任何日志都做不到的。',
  missing: {
    atRandom: '这些标签的噪声是独立的：给定输入时，标签是随机缺失的，样本的真值与前一任务无关。',
    notAtRandom:
      '这些标签的噪声是相依的：标签不是随机缺失的，前一任务为是时的真值是另一个（虚线）。更多样本和更多步数使这里的学习目标接近虚线，而不是真值。',
  },
  which: '结论所用的样本',
  populations: { clicked: '前一任务：是', unclicked: '前一任务：否', all: '全部样本' },
  verdict: (population, sentence) => `在测试集的${rowsWhere[population]}上：${sentence}`,
  verdictTitle: (population) => `${rowsWhere[population]}上的结论`,
  noLabels: '日志中这些样本没有标签，因此没有损失可言。',
  bias: {
    title: (task) => spaced`${task}：预测概率与真实概率`,
    unit: '各样本的均值，附各次重复的 95% 区间',
    rows: (population, before) =>
      ({
        clicked: spaced`${before}为是的样本`,
        unclicked: spaced`${before}为否的样本`,
        all: '全部测试样本',
      })[population],
    truth: (value) => `真值 ${value}`,
    given: (truth, value, before) => spaced`${truth}，${before}为是时 ${value}`,
    unknown: '真值未知',
    value: (predicted, bias) => `${predicted}（${bias}）`,
    said: (name, predicted, bias) => spaced`${name}：预测 ${predicted}，与真值相差 ${bias}`,
    header: [
      '任务',
      '样本',
      '架构',
      '真值',
      '预测',
      '下限',
      '上限',
      '预测减真值',
      '下限',
      '上限',
      '重复次数',
    ],
    headerGiven: '前一任务为是时的真值',
  },
};
