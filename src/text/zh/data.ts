/** Chinese texts of `en/data.ts`. */
import type * as english from '../en/data.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const dataText: Translated<typeof english.dataText> = {
  syntheticLabel: '合成的相关任务',
  sharedFeaturesLabel: '合成的共享特征',
  unknownSource: (id, known) => `没有数据来源“${id}”。请从以下选择：${known.join('、')}。`,
  wrongMatrixSize: (numTasks, numRows) =>
    `相关性矩阵必须有 ${numTasks} 行 ${numTasks} 列数值，每任务一行；实际有 ${numRows} 行。`,
  tooFewInputs: (numTasks, inputDim, isSampleDependent) =>
    isSampleDependent
      ? `${numTasks} 个任务且相关性随样本变化，至少需要 ${numTasks + 1} 个输入（每任务一个，另有一个以符号选取矩阵）；现有 ${inputDim} 个。请增加输入或移除任务。`
      : `${numTasks} 个任务至少需要 ${numTasks} 个输入，使每个任务都有自己的方向；现有 ${inputDim} 个。请增加输入或移除任务。`,
  tooFewInputsOfGroups: (numTasks, inputDim, numGroups) =>
    `${numGroups} 个用户群的 ${numTasks} 个任务至少需要 ${numTasks + numGroups} 个输入；现有 ${inputDim} 个。请增加输入，或移除任务或用户群。`,
  oneGroup: '只有一个用户群就等于全体用户：请设为 0，或至少 2。',
  groupsAndSwitch: '用户群与随样本变化的相关性不能并用：请把用户群设为 0，或关闭“相关性随样本变化”。',
  tooFewFeatures: (numTasks, numFeatures) =>
    `${numTasks} 个任务至少需要 ${numTasks} 个隐藏特征；现有 ${numFeatures} 个。请增加隐藏特征或移除任务。`,
  tooManyFeatures: (numFeatures, numInputs, numGroups) =>
    `共有 ${numFeatures} 个隐藏特征，各需自己的方向，而${numGroups > 0 ? `除区分用户群的 ${numGroups} 个之外，` : ''}只有 ${numInputs} 个输入。请增加输入，减少隐藏特征，或增加共有特征。`,
};

export const taskFieldWords: Translated<typeof english.taskFieldWords> = {
  name: {
    label: '名称',
    help: '图表和表格中对这个任务的称呼。',
  },
  kind: {
    label: '类型',
    help: '回归预测一个数，以平方误差评分；二分类预测是或否，以对数损失评分。',
  },
  noise: {
    label: '噪声',
    help: '没有模型能预测的随机误差，损失不可能低于它。单位见“噪声单位”。',
  },
  positiveRate: {
    label: '正样本比例',
    help: '答案为是的样本所占的比例。只有二分类任务使用它。',
    unit: '占样本',
  },
  labelFraction: {
    label: '有标签的样本',
    help: '训练样本中带有此任务标签的比例；其余样本不计入它的损失。',
    unit: '占训练样本',
  },
  after: {
    label: '发生在之后',
    help: '必须先发生的任务，如转化之前的点击。只有前一任务为是的样本才有此标签可学。',
  },
  featureSet: {
    label: '共用特征',
    help: '同组任务由同样的隐藏特征相加而成。按相关性：与相关性（正或负）超过 0.5 的任务共用。',
  },
  lossWeight: {
    label: '损失权重',
    help: '此任务在总损失中占多大分量。设为 0 时只测量、不学习。',
  },
};

export const dataFieldWords: Translated<typeof english.dataFieldWords> = {
  source: {
    label: '来源',
    help: '目标如何由输入得出：每个任务是自身得分的曲线，或所有任务是隐藏特征之和。',
  },
  recipe: {
    label: '配方',
    help: '平滑的目标（如 PLE 论文）容易拟合；粗糙的目标（如 MMoE 论文）起伏快，难以拟合。',
  },
  inputDim: {
    label: '输入',
    help: '每个样本的特征数，至少与任务数一样多。',
    unit: '特征',
  },
  numTrainRows: {
    label: '训练集',
    help: '供模型学习的样本。样本越少，任务间的共享越有用。',
    unit: '样本',
  },
  numValidationRows: {
    label: '验证集',
    help: '留出的样本，用来选出运行中最好的一步。',
    unit: '样本',
  },
  numTestRows: {
    label: '测试集',
    help: '留出的样本，用来给出报告的损失。样本越多，噪声越小。',
    unit: '样本',
  },
  numFeatures: {
    label: '隐藏特征',
    help: '输入的曲线。每个任务是其中若干个的加权和。',
    unit: '每任务',
  },
  numCommonFeatures: {
    label: '共有',
    help: '所有任务共用多少个隐藏特征。其余各属于一组相关性（正或负）超过 0.5 的任务。',
    unit: '特征',
  },
  numGroups: {
    label: '用户群',
    help: '各用户群的任务以不同方式依赖输入。最后几个输入说明属于哪一群；0：所有用户都一样。',
    unit: '用户群',
  },
  labelTemperature: {
    label: '标签软度',
    help: '小则“是”与“否”界限分明，大则近乎抛硬币。',
    unit: '标准差',
  },
  noiseDependence: {
    label: '相依噪声',
    help: '与前一任务的标签噪声的相关性。大于 0 时，无缘无故点击的人也更常转化。',
  },
  noiseUnit: {
    label: '噪声单位',
    help: '取信号方差的份额时，每次抽样难度相同；取标准差时则不然。',
  },
  switching: {
    label: '符号翻转',
    help: '哪些任务随附加特征的符号翻转：全部，或除第一个之外的全部。',
  },
  positives: {
    label: '正样本',
    help: '逐样本抽取，正样本数如现实中波动；或恰好达到所求比例。',
  },
  redraw: {
    label: '每次重复抽取',
    help: '新样本：结论针对这些任务；新任务：结论针对这类任务；只有新权重：结论只针对这些样本。',
  },
  draw: {
    label: '任务抽样',
    help: '换一个数，就从同一种子抽取其他任务。若每次重复各自抽取，第一次用这个数。',
  },
  seed: {
    label: '种子',
    help: '换一个数，样本、批次和初始权重就不同。同一个数会精确重现运行。',
  },
};

export const correlationText: Translated<typeof english.correlationText> = {
  matrix: (view) => `任务的相关性：${view}`,
  views: { requested: '设定', used: '采用', labels: '标签' },
  whichView: '显示哪种数值',
  details: '任务的详细设置',
  saved: '任务的相关性',
  numbersHeader: ['任务', '另一任务', '设定', '采用', '标签预期', '标签实测'],
  cell: (row, column) => spaced`${row}与${column}的相关性`,
  valueOf: (pair) => spaced`${pair}的相关性，数值`,
  sliderOf: (pair) => spaced`${pair}的相关性，滑块`,
  pair: (row, column) => spaced`${row}与${column}`,
  readCell: (pair, value) => `${pair}：${value}`,
  used: (value, change) => `采用 ${value}（${change}）`,
  expected: (value) => `标签（含噪声）预期 ${value}`,
  apart: '这些任务不共用特征',
  measured: (value) => `实测 ${value}`,
  notMeasured: '运行开始后测量',
  repaired: (count, most) =>
    `这些相关性互相矛盾，因此采用最接近的可行值：有 ${count} 对（已标出）不同，${count === 1 ? '相差' : '最多相差'} ${most}。`,
  notes: {
    requested: '选一个格子上下拖动，按方向键，或输入 −1 到 1 之间的数。按住 Shift 步长更小。',
    used: '生成数据所用的相关性。标出的各对与你的设定不同。',
    labelsBefore: '由配方和噪声得出的标签预期相关性。运行开始后，实测值显示在对角线以下。',
    labels: '对角线以上：标签的预期相关性。以下：第一次重复的训练集上的实测值。',
    secondLabels: '这些样本的标签预期相关性。只测量全部样本合在一起的相关性。',
    binary: '是/否标签的相关性低于预期，因为预期针对的是背后的得分。',
  },
  patterns: {
    menu: '常用模式',
    replaced: (label) => `相关性已替换：${label}`,
    pair: {
      label: '两两相关',
      detail: '任务 1 与 2、3 与 4 等为 0.9，其余各对为 0',
    },
    oppositePair: {
      label: '两两相反',
      detail: '任务 1 与 2、3 与 4 等为 −0.9，其余各对为 0',
    },
    independent: { label: '互不相关', detail: '每对为 0' },
    equal: { label: '均等', detail: '每对为 0.5' },
    groups: {
      label: '两组加一个局外者',
      detail: '组内 0.9，组间 0；最后一个任务独处',
    },
    opposite: {
      label: '对立的两半',
      detail: '前半与后半内部为 0.9，两半之间为 −0.9',
    },
    chain: { label: '链', detail: '相邻为 0.8，然后 0.64、0.51，依此类推' },
  },
  group: {
    title: '同属一组的任务',
    help: '选择任务，滑块便一次设定它们的全部相关性。',
    members: '组内任务',
    within: '组内',
    outside: '与其他任务',
    mixed: (mean) => `平均 ${mean}`,
  },
};
