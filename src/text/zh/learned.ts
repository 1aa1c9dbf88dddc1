/** Chinese texts of `en/learned.ts`. */
import type * as english from '../en/learned.ts';
import { formatFixedPercent } from '../format.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

type Reliance = readonly [source: string, where: string, share: number];

function reliesOn(name: string, task: string, first: Reliance, second: Reliance): string {
  const half = ([, where, share]: Reliance): string => `${where}（${formatFixedPercent(share, 0)}）`;
  const [one, other] = [half(first), half(second)];
  return first[0] === second[0]
    ? spaced`${name}：${task}最依赖${first[0]}，${one}和${other}。`
    : spaced`${name}：${task}${one}最依赖${first[0]}，${other}最依赖${second[0]}。`;
}

export const learnedText: Translated<typeof english.learnedText> = {
  hint: '颜色 = 输入空间一个切面上各点的预测。',
  nothingYet: '还没有可看的内容',
  pressPlay: '按“开始”在这里训练网络，边学边看它们学到了什么。',
  starting: '正在生成网络。',
  failed: '这次运行的网络已不存在。按“开始”重新训练。',
  retraining: {
    training: (replica, percent) => `正在重新训练这个已存运行的第 ${replica + 1} 次重复：${percent}`,
    trained: (replica) => `这个已存运行的第 ${replica + 1} 次重复，已重新训练。`,
    otherBackend: (here) => spaced`它在${here}上训练，结果则不是：最后几位数字会不同。`,
    offer: '可以重新训练这次运行的网络',
    offerDetail: (replica, seconds) =>
      `这次运行保存时不带网络。训练一次重复（第 ${replica + 1} 次）约需 ${seconds} 秒。`,
    begin: '重新训练',
    fileNeeded: (fileName) => spaced`这次运行保存时不带网络。重新训练需要它的文件${fileName}。`,
    noCards: '它没有架构。',
    failed: '网络无法重新训练',
  },
  notDownloaded: '绘图所需的部分未能下载。运行没有变化。',
  noPlane: '平面需要两个取值有变化的数值列，这个文件的输入中不足两个。',
  plane: '平面',
  planes: { switch: '跨越切换点', tasks: '两个任务', tasksNegative: '两个任务，切换后' },
  planeHints: {
    tasks: '两个任务的平面。箭头 = 各任务依赖的特征方向。',
    firstGroup: '第一个用户群中两个任务的平面。箭头 = 各任务在那里依赖的特征方向。',
    tasksNegative: '同样两个任务，在最后一个输入为负之处，箭头随之转向。',
    switch: '最后一个输入（其符号使任务转向）与第一个任务的方向。任务在虚线处改变。',
    columns: '文件的两列；其余输入取均值。',
  },
  firstTask: '第一个任务',
  secondTask: '第二个任务',
  columnX: '横向的列',
  columnY: '纵向的列',
  view: '颜色',
  views: { prediction: '预测', error: '误差' },
  level: '门控所在融合层',
  truth: '真值',
  title: { prediction: '它们学到了什么', error: '它们错在哪里' },
  units: {
    regression: '目标，以标准差为单位',
    binary: '“是”的对数几率',
    mixed: '目标（标准差）或对数几率',
  },
  errorUnit: (unit) => `预测减真值：${unit}`,
  note: (step, replica, numReplicas) =>
    `第 ${step} 步，${replica === null ? `${numReplicas} 次重复的平均` : `第 ${replica + 1} 次重复`}`,
  notKept: '所选的步没有保存图像，这是最新的。',
  axes: (x, y, reach) => spaced`向右：${x}。向上：${y}。各从 −${reach} 到 ${reach}。`,
  rows: '点：前 200 个训练样本，投影到该平面。',
  axisNames: {
    direction: (task) => spaced`${task}的方向`,
    across: (task) => spaced`朝向${task}，成直角`,
    last: '最后一个输入',
    column: (name) => spaced`${name}（与均值的偏差）`,
  },
  angle: (degrees, cosine) => `夹角 ${degrees}°：相关性为 ${cosine}。`,
  bothAngles: (positive, negative) => `虚线右侧任务的相关性为 ${positive}，左侧为 ${negative}。`,
  pictureName: '预测的平面图。方向键移动读数点。',
  readHint: '指向平面、点按或用方向键，读取一点的数值。',
  at: (x, y) => `在 ${x}，${y}：`,
  explained: (name, shares) =>
    spaced`在此平面上，${name}解释了${shares
      .map(([task, share]) =>
        share > 0 ? spaced`${task}的 ${formatFixedPercent(share, 0)}` : spaced`${task}的 0%`,
      )
      .join('、')}。`,
  explainedHelp: '真值在此平面上的方差中被解释的比例；点的权重与附近样本的数量成正比。',
  explainedColumn: (task) => spaced`${task}：解释%`,
  gatesTitle: '它们依赖谁',
  gatesNote: (step, replica) => `第 ${step} 步，第 ${replica + 1} 次重复`,
  gatesHint: '色相：任务的门控最看重谁的专家。深浅：看重的程度。没有门控处，显示混合中学习或固定的权重。',
  noUnit: '此处没有单元',
  noChoice: '所显示的架构在这一融合层都没有专家可选。',
  expert: (number) => `专家 ${number}`,
  whose: {
    own: '自己的专家',
    ofTask: (task) => spaced`${task}的专家`,
    shared: '共享专家',
  },
  relies: {
    same: (name, task, source, share) =>
      spaced`${name}：${task}最依赖${source}（${formatFixedPercent(share, 0)}），各处大致相同。`,
    fixed: (name, task, source, share) =>
      spaced`${name}：${task}最依赖${source}（${formatFixedPercent(share, 0)}），对每个样本都相同。`,
    sides: (name, task, left, right) =>
      reliesOn(name, task, [left[0], '在左侧', left[1]], [right[0], '在右侧', right[1]]),
    upAndDown: (name, task, below, above) =>
      reliesOn(name, task, [below[0], '在下半部', below[1]], [above[0], '在上半部', above[1]]),
  },
  strength: (from) => `权重，从均匀的 ${from}（浅）到 100%`,
  sliceTitle: (task) => spaced`${task}沿一条线`,
  sliceNote: (numReplicas) => (numReplicas < 2 ? '一次重复' : `${numReplicas} 次重复的均值，95% 误差带`),
  sliceHint: '穿过平面中心、沿各任务自身方向的线。',
  truthLine: '粗线是真值。',
  sliceHintColumns: '沿横向那一列的线；其余输入取均值。',
  along: (name) => spaced`沿${name}`,
  place: '位置',
  sliceName: (task, names) => spaced`${task}的曲线：${names.join('、')}`,
  low: (name) => spaced`${name}下限`,
  high: (name) => spaced`${name}上限`,
  task: '任务',
  source: '出借者',
  weight: '权重',
};
