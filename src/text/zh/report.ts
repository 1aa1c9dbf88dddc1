/** Chinese texts of `en/report.ts`. */
import type * as english from '../en/report.ts';
import { formatShare } from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

const whole = (count: number): string => count.toLocaleString('en');

const MAX_LISTED = 60;
const shortened = (names: readonly string[]): string =>
  names.length > MAX_LISTED
    ? `${names.slice(0, MAX_LISTED).join('、')} 等 ${names.length} 个`
    : names.join('、');

export const reportText: Translated<typeof english.reportText> = {
  question: '问题',
  asked: (reference, rivals, numTasks, budget) =>
    rivals.length === 0
      ? spaced`${reference}学习 ${numTasks} 个任务的效果如何？`
      : spaced`学习 ${numTasks} 个任务，谁的损失更低：${reference}，还是${listedInChinese(rivals)}？预算：${budget}。`,

  setUp: '设置',
  tasks: (tasks) => spaced`任务：${tasks.join('；')}。`,
  task: (name, summary) => `${name}（${summary}）`,
  correlation: (pairs, numOthers) =>
    `相关性：${[...pairs, ...(numOthers > 0 ? [pairs.length === 0 ? '每对为 0' : '其余每对为 0'] : [])].join('，')}。`,
  pair: (a, b, value) => spaced`${a}与${b} ${value}`,
  second: '附加特征为负处另有第二组相关性；链接中有它。',
  file: {
    file: (fileName, hash, numFeatures) =>
      `文件：${fileName}，${hash === 'any' ? '' : `SHA-256 ${hash}，`}每个样本 ${whole(numFeatures)} 个特征。`,
    columns: (role, names) => `${role}（${names.length}）：${shortened(names)}。`,
    roles: {
      number: '数值',
      categories: '类别',
      date: '日期',
      id: 'ID，各学习一个向量',
      prior: '先验：谁或何处',
      priorId: '先验 ID，各学习一个向量',
      mask: '说明哪些样本有标签的列',
      weight: '样本权重，仅用于训练',
      split: '规定划分的列',
      ignored: '忽略的列',
    },
    vectors: (counts, dim) =>
      `ID 嵌入向量：${listedInChinese(counts.map(whole))} 个，每个 ${dim} 维，不计入参数量。`,
    noTarget: '没有列',
    number: (column) => spaced`${column}的数值`,
    yes: (column, rule) =>
      rule.kind === 'above'
        ? spaced`${column}大于 ${rule.threshold} 为是`
        : spaced`${column}为${rule.values.map((value) => `“${value}”`).join('或')}时为是`,
    masked: (column) => spaced`${column}不为 0 处有标签`,
    shareOfYes: (share, numLabelled) =>
      `${whole(numLabelled)} 个有标签的测试样本中 ${formatShare(share)} 为是`,
    lossWeight: (weight) => `权重 ${weight}`,
    correlation: (pairs) => `标签的相关性，在训练集上测得：${pairs.join('，')}。`,
    pair: (a, b, value) => spaced`${a}与${b} ${value.toFixed(2).replace('-', '−')}`,
    split: ([train, validation, test], dealing, seed) =>
      `划分：训练集 ${whole(train)}、验证集 ${whole(validation)}、测试集 ${whole(test)} 个样本，${dealing}${seed === null ? '每次重复重新划分' : `划分种子 ${seed}`}。`,
    dealing: {
      random: '',
      column: (name) => spaced`按列${name}，`,
      time: (name) =>
        spaced`按${name === null ? '日期列' : spaced`列${name}`}最新的在后，各部分内的顺序取决于`,
      group: (name) => spaced`列${name}的各组不拆分，`,
    },
  },
  data: (settings) => `数据：${settings.join('，')}。`,
  training: (settings) => `训练：${settings.join('，')}。`,
  setting: (label, value) => spaced`${label} ${value}`,
  architectures: (cards) => `架构：${cards.join('；')}。`,
  architecture: (name, facts) => `${name}（${facts.join('，')}）`,
  costs: (parameters, multiplyAdds) => `${parameters} 个参数，每个样本 ${multiplyAdds} 次乘加`,
  size: (factor) => `参数量相等时宽度的 ${factor} 倍`,
  changed: (options) => spaced`按预算调整为${listedInChinese(options)}`,

  verdict: '结论',
  comparison: (gain, interval, conclusion) =>
    [gain, ...(interval === '' ? [] : [`（${interval}）`])].filter((part) => part !== '').join('') +
    (gain === '' ? conclusion : `：${conclusion}`),
  lowerBy: (reference) => spaced`表中正值表示优于${reference}，占其损失的百分比。`,
  noVerdict: '运行尚未结束：以上都可能改变。',

  taskLoss: (name, kind) => `${name}（${kind === 'binary' ? '对数损失' : 'MSE'}）`,
  allDiverged: '发散',
  learningRate: '学习率',
  losses: '测试集上的损失',
  lossNote: (gains, hasAuc) =>
    `均值及其 95% 区间的一半；括号内为相对单任务的增益，正值更好。${hasAuc ? 'AUC 旁附其 95% 区间。' : ''}${gains.length === 0 ? '' : `增益的${gains.join('；')}。`}`,
  loss: (mean, halfWidth) => (halfWidth === '' ? mean : `${mean} ± ${halfWidth}`),
  gauc: (mean, interval) => `GAUC ${mean}${interval === '' ? '' : `（${interval}）`}`,
  auc: (mean, interval) => `AUC ${mean}${interval === '' ? '' : `（${interval}）`}`,
  withGain: (loss, gain) => `${loss}（${gain}）`,
  gain: (gain, interval) => (interval === '' ? gain : `${gain}（${interval}）`),

  stopped: (step, numSteps, patience) =>
    `运行在第 ${step} 步停止，共 ${numSteps} 步：连续 ${patience} 次评估没有架构在验证集上改善。`,
  bestAt: (name, steps) => spaced`${name}${steps}`,
  usedSteps: (networks, hasLater) => spaced`${networks.join('；')}。${hasLater ? '此后训练的不使用。' : ''}`,

  gates: '门控',
  alarm: (name, alarm) => spaced`${name}：${alarm}`,
  noAlarms: '无异常：没有门控坍缩，没有共享专家只服务一个任务，每个任务都使用自己的专家。',
  moreAlarms: (count) => `另有 ${count} 条。`,

  again: '重新训练',
  link: '链接',
  linkWithoutPage: '链接，接在实验场地址之后',
  command: '不用浏览器',
  csvFile: (fileName) => spaced`FILE 是你设备上的${fileName}。`,
  versions: (release, backend, build, numThreads) =>
    [
      `版本 ${release}`,
      build === '' ? backend : `${backend}（${build}）`,
      ...(numThreads === null ? [] : [`${numThreads} 个线程`]),
    ].join('，'),
};
