/** Chinese texts of `en/map.ts`. */
import type * as english from '../en/map.ts';
import { formatCount, formatTick, formatWeight } from '../format.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

const setting = (correlation: number, numLabels: number) =>
  `相关性 ${formatTick(correlation)}，每任务 ${formatCount(numLabels)} 个标签`;

export const mapText: Translated<typeof english.mapText> = {
  title: 'AdaTT 何时划算？',
  answer: (numCells, won, numUndecided) =>
    spaced`${numCells} 格中，${won.map(([name, count]) => spaced`${name}胜 ${count} 格`).join('，')}；${numUndecided} 格没有明显的胜者。`,
  definition: (reference) =>
    spaced`${reference}明显优于每个对手时，它赢得该格；对手明显优于${reference}时，由领先最多的对手赢得；其余格子画斜线。`,
  note: (reference, numReplicas) => spaced`每格 N = ${numReplicas} · 预算相等 · 正号：${reference}更好`,
  name: (reference, rivals) =>
    spaced`地图：按相关性和每任务标签数，${listedInChinese([reference, ...rivals])}中谁胜`,
  help: '方向键在格子间移动，回车打开该格的实验。',
  axes: { x: '每对任务的相关性', y: '每任务标签数' },
  hereKey: '你在这里',

  setting,
  wins: (name) => spaced`${name}胜`,
  undecided: '没有明显的胜者',
  cell: (where, outcome, effects, numReplicas) =>
    spaced`${where}：${outcome}。${effects.join('；')}。${numReplicas} 次重复。`,
  against: (reference, rival, effect, interval) => spaced`${reference}对${rival}：${effect}（${interval}）`,
  opened: (where) => `已打开${where}的实验。`,
  open: '打开',
  openAt: (where) => `打开${where}的实验`,

  here: {
    oneTask: '你的实验在地图上没有位置：单个任务谈不上相关性。',
    unknownFile: '你的文件在地图上还没有位置：设置好或训练之后才知道标签如何相关。',
    cell: (found) => `你在这里。${found}`,
    at: (where, cautions) => ['你在这里：'.concat(where, '。'), ...cautions].join(''),
    beyond: '那超出了地图的边缘。',
    uneven: '你的各对任务不尽相同，地图上的则都一样。',
    otherSettings: (count) => `你的实验还有 ${count} 项设置与地图不同。`,
    onAverage: (correlation, numLabels) =>
      `平均相关性 ${formatWeight(correlation)}，每任务 ${formatCount(Math.round(numLabels))} 个标签`,
    ofFile: (correlation, numLabels) =>
      `标签平均相关性 ${formatWeight(correlation)}，${formatCount(Math.round(numLabels))} 个训练样本`,
  },

  method: '记录方法',
  levels: (level) => `每格单独按 95% 判断，区间为 ${level}：没有差异时，20 格中至多有一格因偶然而着色。`,
  experiments: (numTasks, related) =>
    `各格是开场实验，其 ${numTasks} 个任务都一样：每对的相关性相同，每个样本有全部任务的标签。相关性高于 ${related} 时任务共用隐藏特征，低于则不共用。`,
  recorded: (seconds, backend) =>
    spaced`在${backend}上用 ${Math.ceil(seconds / 60)} 分钟处理器时间记录；npm run map 可重新生成。`,

  header: [
    '相关性',
    '每任务标签数',
    '实测标签相关性',
    '胜者',
    '对手',
    '结论',
    '损失的相对降低',
    '下限',
    '上限',
    '置信水平',
    '重复次数',
    '发散',
  ],
  cellHeading: '格子',
  winnerHeading: '胜者',
  over: (rival) => spaced`相对${rival}`,
  effect: (gain, interval) => `${gain}（${interval}）`,
};
