/** Chinese texts of `en/map.ts`. */
import type * as english from '../en/map.ts';
import { formatCount, formatShare, formatTick } from '../format.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const mapText: Translated<typeof english.mapText> = {
  title: 'AdaTT 何时划算？',
  circumstances: {
    tasks: { name: '任务数', levels: { '2': '2', '4': '4', '8': '8' } },
    relation: {
      name: '任务关系',
      levels: {
        alike: '全部相似',
        pairs: '成对',
        groups: '两组加一个局外任务',
        outsider: '一个局外任务',
        rowDependent: '随样本而变',
      },
    },
    labels: {
      name: '每任务标签数',
      levels: { '300': '300–1,000', '1000': '1,000–3,000', '3000': '3,000–10,000', '10000': '10,000–30,000' },
    },
    noise: { name: '噪声', levels: { low: '低', high: '高' } },
    sparse: { name: '稀疏二分类任务', levels: { without: '无', with: '有一个' } },
    experts: { name: '每任务专家数', levels: { '1': '1', '2': '2' } },
    correlation: { name: '组内相关性', levels: { low: '0–0.33', middle: '0.33–0.67', high: '0.67–1' } },
    common: { name: '共有特征', levels: { none: '无', half: '一半' } },
  },
  at: (name, level) => `${name}：${level}`,
  whole: (parts) => parts.join('；'),
  anyOf: (parts) => parts.join('或'),
  answer: (numBins, won, numOpen, least) =>
    numBins === 0
      ? `此图中还没有一格达到 ${least} 个设置。`
      : spaced`有至少 ${least} 个设置的 ${numBins} 格中，${[...won.map(([name, count]) => spaced`${name}胜 ${count} 格`), `${numOpen} 格没有胜者`].join('，')}。`,
  study: (numSetUps, numReplicas, numContestants) =>
    `随机抽取 ${numSetUps} 个设置；每个设置中 ${numContestants} 种架构各重复 ${numReplicas} 次，每次任务另抽，每个网络都用其验证样本选出的大小和学习率。`,
  note: (rival) => spaced`各取最佳大小 · 正值：AdaTT-sp 优于${rival}`,
  name: (x, y) => `地图：按${x}和${y}，谁胜`,
  help: '方向键在格子间移动，回车列出该格的设置。',
  across: '横轴',
  up: '纵轴',
  rival: 'AdaTT-sp 对',
  hereKey: '你在这里',
  outcomes: {
    won: (name) => spaced`${name}胜`,
    equal: (margin) => `相差不超过 ${formatShare(margin)}`,
    unclear: '无法判断',
    tooFew: '设置太少',
  },
  numSetUps: (count) => `${count} 个设置`,
  ofBin: (where, outcome, parts) => `${where}。${[outcome, ...parts].join('；')}。`,
  here: (said) => `你在这里。${said}`,

  noSetUp: '这里没有设置。',
  close: '关闭列表',
  setUp: '设置',
  open: '打开',
  openSetUp: (key) => `打开设置 ${key}`,
  opened: (key) => `已打开地图的设置 ${key}。`,
  over: (rival) => spaced`AdaTT-sp 相对${rival}`,

  sentences: '前一半提出、后一半检验的结论',
  sentence: (where, one, other, least) =>
    spaced`${where === '' ? '' : `当${where}时，`}${one}优于${other}超过 ${least}`,
  status: { confirmed: '已证实', notConfirmed: '未证实', notTested: '尚未检验' },
  halves: (explored, confirming) => `前一半 ${explored}；后一半 ${confirming}`,
  otherWays: {
    title: '换其他方式比较同样的结论',
    turned: (ways) => `以下方式平均相反：${ways}`,
    equalParameters: '参数相同',
    equalExperts: '每层专家数相同',
    weightDecay: '另选权重衰减',
  },
  estimate: (gain, interval, n) => `${gain}（${interval}，${n} 个设置）`,

  effects: {
    title: (rival) => spaced`什么改变 AdaTT-sp 对${rival}的优势`,
    note: '均值之差',
    plotName: (rival) => spaced`森林图：各条件对 AdaTT-sp 相对${rival}的优势的影响`,
    unit: (name) => spaced`正值：有利于${name}`,
    worse: (name) => spaced`← 不利于${name}`,
    better: (name) => spaced`有利于${name} →`,
    help: '方向键在各条件间移动。',
    contrast: (name, at, others) => spaced`${name}：${at}，而非${others}`,
    heading: '什么最重要',
    tooFew: '设置还太少，无法比较各条件。',
    reading: (level) => `零的右边：两者中的前者对 AdaTT-sp 更有利。${level} 的区间对整幅图同时成立。`,
  },

  method: '研究方法',
  rule: (level, least, margin) =>
    `以设置为单位：差异是测试损失的对数比，对任务和重复取平均，区间按设置计算。至少 ${least} 个设置的格中，某架构领先所有其他架构（${level} 的区间同时成立）即为胜者；全部与最佳相差不超过 ${formatShare(margin)} 则为相等，否则无法判断。每格单独判断。`,
  population: ([numTasks, labels, experts], numExplored, numConfirming) =>
    `由具名种子抽取：任务数（${numTasks}）及其关系，每任务标签数（${labels}），低或高噪声，有或无一个稀疏二分类任务，每任务专家数（${experts}），相关性的大小，一半特征共有或没有。${numExplored} 个设置用于探索，${numConfirming} 个用于证实。`,
  training: (factors, numSteps) =>
    `每次重复中，每个网络先在共同预算宽度的 ${factors.map(formatTick).join('、')} 倍中选择，再选该大小的学习率；都会提前停止，最多 ${formatCount(numSteps)} 步。`,
  recorded: (seconds, backend, numDiverged) =>
    spaced`在${backend}上用 ${(seconds / 3600).toFixed(1)} 小时处理器时间记录；${numDiverged} 次训练发散，未计入。npm run map 可重新生成。`,

  outside: {
    setting: (label, ofMap) => `你的实验在地图上没有位置：那里的“${label}”是 ${ofMap}。`,
    ofAllTasks: (values) => `${values}，各任务相同`,
    oneBinary: (rate) => `至多一个任务为二分类，正例占 ${rate}`,
    relation: '你的实验在地图上没有位置：它的任务之间的关系是地图的设置所没有的。',
    noLevel: '你的实验在此图中没有位置：它没有两个任务共用隐藏特征。',
  },

  numbersHeader: ['损失的相对降低', '下限', '上限', '置信水平', '设置'],
  bin: '格子',
  outcome: '结果',
  circumstance: '条件',
};
