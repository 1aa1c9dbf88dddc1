/** Chinese texts of `en/parts/charts.ts`. */
import type * as english from '../../en/parts/charts.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const shared = '共享';

export const chartText: Translated<typeof english.chartText> = {
  trendColumns: ['架构', '对象', '度量', '步', '重复', '值'],
  diagramColumns: ['融合层', '专家', '单元'],
  lossColumns: ['架构', '任务', '数据集', '步', '重复', '损失'],
  difference: {
    measure: (id) => spaced`相对${id}的优势（%）`,
    unit: (reference) => spaced`优势（${reference}损失的%）`,
    up: '↑ 更好',
    down: '↓ 更差',
    name: (task, reference) =>
      spaced`${task}的折线图：其他架构比${reference}好多少，按训练步；0 以上表示更好`,
  },
  placed: (title, place) => `${title} · ${place}`,

  taskFallback: (task) => `任务 ${task + 1}`,
  shared,
  level: (level) => `融合层 ${level + 1}`,
  expertOf: (owner, index, count) => {
    const expert = owner === shared ? '共享专家' : spaced`${owner}的专家`;
    return count === 1 ? expert : `${expert} ${index + 1}`;
  },
  unitOf: (owner, index, count) => (count === 1 ? owner : `${owner} ${index + 1}`),

  step: '步',
  legend: '显示的架构',
  lossName: (task, measure, isOverWork = false) =>
    spaced`${task}：${measure}，按${isOverWork ? '训练的乘加次数' : '训练步'}`,
  afterWork: (millions) => `${millions} 百万次乘加之后`,
  atTheEnd: '结束时',
  noPoints: '尚无评估。',
  floor: '下限',
  byStep: '按训练步',
  byWork: '按每次重复训练的百万次乘加',
  reported: (name, first, last) =>
    spaced`${name}报告的是第 ${first === last ? first : `${first}–${last}`} 步`,
  count: (n) => `N = ${n}`,
  lineNote: (measure, numReplicas) =>
    `${measure} · N = ${numReplicas} · ${numReplicas > 1 ? '95% 误差带' : '一次重复没有误差带'}`,
  learningRate: (value) => `学习率 ${value}`,
  plusMinus: (mean, halfWidth) => `${mean} ± ${halfWidth}`,
  far: (name, loss) => spaced`${name}：一次远离其他的重复，${loss}`,
  diverged: (name, count, total) => spaced`${name}：${total} 次重复中有 ${count} 次发散，不计入结果。`,

  gain: '相对单任务的增益',
  gainAxis: '← 更差 · 相对单任务的增益 · 更好 →',
  sweepName: (title) => spaced`${title}：每个架构一条线`,
  bandsCut: '超出边缘的误差带在边缘处截断；表格中有其端点。',
  allDivergedAt: (name, values) => spaced`${name}：在 ${values.join('、')} 处所有重复都发散。`,

  reading: {
    gate: '门控权重',
    native: '原生权重',
    sum: '门控 + 原生',
    contribution: '占输出的份额',
  },
  readingShort: { gate: '门控', native: '原生', sum: '总和', contribution: '份额' },
  total: '行之和',
  rowTotal: (total) => `Σ ${total}`,
  range: (low, high) => `${low} 至 ${high}`,
  valueAndRange: (value, range) => `${value}（${range}）`,
  unit: '单元',
  sharedShort: '共',
  lends: '借出 →',
  receives: '接收',
  notConnected: '不相连',
  width: (dims) => `宽度 ${dims.join('·')}`,
  fixedAtOne: '原生权重 1',
  alarm: '警报',
  heatMapName: (title, reading) => spaced`${title}：每个单元对每个专家的${reading}`,
  heatMapHelp: '热图。方向键在格子间移动，回车选择。',
  heatMapHint: '悬停或点按格子，或用方向键。点击或按回车可看它在训练中的变化。',
  cell: (unit, expert) => `${unit} ← ${expert}`,
  cellUnknown: '尚无数值',
  cellStd: (std) => `门控在样本间的变化为 ${std}`,
  cellRange: (reading, low, high, numReplicas) => `${numReplicas} 次重复中${reading}为 ${low} 至 ${high}`,
  cellContribution: (share) => `按权重和范数，占输出的 ${share}`,
  cellBoth: (sum, gate, native) => `${sum} = 门控 ${gate} + 原生 ${native}`,
  cellGate: (gate) => `门控 ${gate}，无原生权重`,
  cellNative: (native) => `原生 ${native}，无门控`,
  fixedValue: (value) => `${value}（固定）`,

  networkName: (title, levels, tasks) => spaced`${title}：${levels} 个融合层、${tasks} 个任务的结构图`,
  rowAnswer: (answer, truth) => (truth === null ? `预测 ${answer}` : `预测 ${answer}，真值为 ${truth}`),
  thumbnail: (task, network, step, isPair) =>
    spaced`${task}，第 ${step} 步：${isPair ? spaced`左为${network}的预测，右为真值` : spaced`${network}的预测`}。按下可细看。`,
  networkHelp: '结构图。方向键在部件间移动。',
  stageHelp: '结构图。方向键在部件间移动，在门控上按回车看其内部，在任务塔上看它学到了什么。',
  input: (features) => `输入 · ${features} 个特征`,
  rawInput: '原始输入',
  stream: (unit) => spaced`${unit}的流`,
  sumOfStreams: (streams) => spaced`以下之和：${streams}`,
  timesInput: (count) => `${count} 倍的原始输入`,
  gateLayers: (widths) => `它的门控有隐藏层（宽度 ${widths}）。`,
  tower: '任务塔',
  legendExpert: '专家（MLP）',
  legendGate: '门控：softmax，随输入变化',
  legendNative: '原生权重，对每个输入都相同',
  legendSum: '求和',
  legendThickness: '越粗权重越大；虚线为负',
  legendWiring: '尚无权重，仅连接方式',
  legendForwardOnly: '长虚线：只有前向，没有回传梯度',
  legendBundles: '专家很多时：每个归属一条线',
  inputSentence: (features, hasLevels) =>
    `输入有 ${features} 个特征。${hasLevels ? '融合层 1 的每个专家' : '每个任务'}读取全部特征。`,
  vectorsSentence: (numColumns, dim, isOwn) =>
    `其中 ${numColumns * dim} 个是 ${numColumns} 个 ID 列学到的嵌入向量，每个 ${dim} 维${isOwn ? '，每个任务各有一份' : ''}。`,
  expertSentence: (expert, level, reads, widths) =>
    spaced`${level}的${expert}读取${reads}（各层宽度 ${widths}）。`,
  linearExpert: '它的最后一层是线性的：其后没有 ReLU。',
  expertReaders: (count) => `有 ${count} 个单元使用它。`,
  expertTopReader: (unit, weight) => spaced`${unit}给它的权重最大：${weight}。`,
  theUnit: (name) => spaced`${name}的单元`,
  unitBoth: (unit, level, reads) =>
    spaced`${level}中${unit}混合各专家。门控：由${reads}逐样本得出、和为 1 的权重。原生权重：对每个样本都相同。`,
  unitGate: (unit, level, reads) =>
    spaced`${level}中${unit}混合各专家。门控：由${reads}逐样本得出、和为 1 的权重。`,
  unitTeaches: (count) => `有 ${count} 个专家不从它学习：它取用输出，但不回传梯度。`,
  unitNative: (unit, level) => spaced`${level}中${unit}用学到的权重混合各专家，对每个输入都相同。`,
  unitPass: (unit, level) => spaced`${level}中${unit}原样传递它的专家。`,
  termLeft: (unit, level) => `${unit} · 融合层 ${level + 1}`,
  termBoth: 'Σ（门控 + 原生）· 专家',
  termGate: 'Σ 门控 · 专家',
  termNative: 'Σ 原生 · 专家',
  termPass: '专家',
  more: (count) => `另有 ${count} 个`,
  scaledInput: '每个特征先乘以一个学到的、介于 0 和 2 之间的系数（EPNet）。',
  scaledTower: '每层读取的每个数先乘以一个学到的、介于 0 和 2 之间的系数（PPNet）。',
  towerSentence: (task, widths) => spaced`${task}的任务塔（各层宽度 ${widths}）把它的流变成一个输出。`,
  linearTower: (task, numInputs) => spaced`一个线性层把 ${numInputs} 个数变成${task}的输出。`,
  levelHeading: '融合层',
  from: '专家',
  to: '单元',
  gradient: '梯度',
  passesGradient: (isTaught) => (isTaught ? '有' : '无'),
};
