/** Chinese texts of `en/experiment.ts`. */
import type * as english from '../en/experiment.ts';
import type { Translated } from '../translated.ts';
import { dataFieldWords, taskFieldWords } from './data.ts';
import { cardFieldWords } from './models.ts';
import { trainingFieldWords } from './run.ts';
import { spaced } from './words.ts';

export const experimentText: Translated<typeof english.experimentText> = {
  fields: {
    numTasks: {
      label: '任务数',
      help: '从同样的输入预测多少件事。',
      unit: '任务',
    },
    correlation: {
      label: '相关性',
      help: '两个任务权重向量之间的余弦：−1 相反，0 无关，1 相同。',
    },
    task: taskFieldWords,
    data: dataFieldWords,
    training: trainingFieldWords,
    card: cardFieldWords,
    learningRateChangeStep: {
      label: '变更的步',
      help: '用新学习率训练的第一步。',
    },
  },
  choices: {
    kind: { regression: '回归', binary: '二分类' },
    after: '无',
    featureSet: '按相关性',
    recipe: { smooth: '平滑', rough: '粗糙' },
    noiseUnit: { share: '方差的份额', deviation: '标准差' },
    switching: { everyTask: '每个任务', laterTasks: '后面的任务' },
    positives: { expected: '逐样本抽取', exact: '精确数量' },
    redraw: {
      rows: '样本和权重',
      everything: '任务也重新抽取',
      weights: '仅权重',
      directions: '同 0.1 版',
    },
    backend: { auto: '自动', webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: '普通 JavaScript' },
  },
  noiseUnits: { share: '占信号方差', deviation: '标准差' },
  groups: {
    task: '任务',
    labels: '标签',
    rows: '样本',
    recipe: '配方',
    draws: '抽取',
    run: '运行',
    optimiser: '优化器',
  },

  taskName: (number) => `任务 ${number}`,
  featureSetName: (number) => `第 ${number} 组`,

  read: {
    inTask: (number, problem) => `任务 ${number}：${problem}`,
    inCard: (id, problem) => `架构 ${id}：${problem}`,
    notAnExperiment: (got) =>
      spaced`实验必须是含有任务、数据、架构、训练和比较的对象，实际得到 ${got}；使用默认实验。`,
    notAList: (what, got) => spaced`${what}必须是列表，实际得到 ${got}；使用默认值。`,
    numTasks: (max, got) =>
      `任务数必须为 1 到 ${max}，实际为 ${got}；${got === 0 ? '使用默认任务' : `使用前 ${max} 个`}。`,
    tooManyCards: (max, got) => `最多可以有 ${max} 个架构，实际有 ${got} 个；使用前 ${max} 个。`,
    cardId: (expected, got, used) =>
      spaced`架构的字母必须是 ${expected} 之一且不重复，实际得到 ${got}；改用 ${used}。`,
    perTaskLength: (label, numTasks, got) =>
      spaced`${label}必须是一个数，或每任务一个（${numTasks} 个），实际有 ${got} 个；列表已调整。`,
    matrixForm: (what, numTasks, got) =>
      spaced`${what}必须是 ${numTasks} 行、每行 ${numTasks} 个数，实际得到 ${got}；使用默认矩阵。`,
    matrixCell: (row, column, problem) => `任务 ${row} 与 ${column}：${problem}`,
    matrixSymmetry: (what) => spaced`${what}必须对称且对角线为 1；采用对角线以上的格子。`,
    learningRateChange: (got) => spaced`学习率变更必须是步和学习率，实际得到 ${got}；已略去。`,
    duplicateLearningRateChange: (step) =>
      `每一步只能有一次学习率变更，而第 ${step} 步有多次；采用最后一次。`,
    tooManyLearningRateChanges: (max, got) =>
      `最多可以有 ${max} 次学习率变更，实际有 ${got} 次；使用前 ${max} 次。`,
    learningRates: (max, got) =>
      spaced`供选取的学习率必须是 1 到 ${max} 个数，实际得到 ${got}；使用默认列表。`,
    correlation: '相关性',
    secondCorrelation: '第二组相关性',
    tasks: '任务列表',
    cards: '架构列表',
    learningRateChanges: '学习率变更列表',
    andMore: (count) => `另有 ${count} 个问题。`,
  },

  checks: {
    noCards: '没有可训练的架构。请至少添加一个。',
    noFreeCard: (max) => `最多可以有 ${max} 个架构。请先移除一个。`,
    duplicateCardId: (id) => `有两个架构的字母都是 ${id}。请移除一个再添加。`,
    unknownArchitecture: (got) => spaced`这是 ${got}，不存在这种架构。请换一个。`,
    numTasks: (max, got) => `任务数必须为 1 到 ${max}，现有 ${got} 个。`,
    notEarlier: (task, after) => `任务 ${task} 不能在任务 ${after} 之后。请改选更靠前的任务，或选“无”。`,
    notBinary: (task, after, kinds) =>
      kinds === 'child'
        ? `任务 ${task} 在任务 ${after} 之后，却是回归。请改为二分类，或选“无”。`
        : `任务 ${task} 在任务 ${after} 之后，而后者是回归。请把后者改为二分类，或选“无”。`,
    exactFunnel: (task, after) => `任务 ${task} 在任务 ${after} 之后，正样本数不能精确。请逐样本抽取。`,
    largeBatch: (batchSize, numTrainRows) =>
      `批大小（${batchSize}）超过训练样本数（${numTrainRows}）。请降到 ${numTrainRows} 或更少。`,
    memory: (estimate, limit, largest) =>
      `此设置约需 ${estimate} 内存，超过上限 ${limit}。请减少${largest}。`,
    reduce: {
      parameters: '宽度、专家、融合层或重复',
      vectors: 'ID 向量长度、ID 列、架构或重复',
      activations: '批大小、宽度、专家或重复',
      data: '样本、输入或重复',
      tuning: '供选取的学习率或规模、架构或重复',
    },
    megabytes: (count) => `${count} MB`,
    gigabytes: (count) => `${count} GB`,
  },
};

const fields: Translated<(typeof english.comparisonText)['fields']> = {
  reference: {
    label: '参照',
    help: '其他所有架构与之比较的架构。',
  },
  reportingRule: {
    label: '报告的损失',
    help: '最好的一步按验证集选取，从不按测试集。',
  },
  margin: {
    label: '视为持平的界限',
    help: '两个损失相差不到这一份额就算差异可忽略：0.03 即 3%。请在看到结果之前选定。',
  },
  budget: {
    label: '预算',
    help: '原样训练，或使参数量、每融合层专家数与参照相等，或各取四种规模中验证集上最好的。',
  },
  isTuned: {
    label: '调学习率',
    help: '每个学习率都训练一遍，显示验证集上最好的。耗时成倍增加。',
  },
  learningRates: {
    label: '学习率列表',
    help: '要尝试的学习率，如 0.001, 0.003, 0.01。',
  },
};

export const comparisonText: Translated<typeof english.comparisonText> = {
  fields,
  choices: {
    reference: { auto: '第一个 AdaTT', card: (id) => `架构 ${id}` },
    reportingRule: { bestValidation: '验证集最好', finalStep: '最后一步' },
    budget: {
      asConfigured: '按各自的设置',
      equalParameters: '参数量相等',
      equalExperts: '每融合层专家数相等',
      bestSize: '各自取最佳规模',
    },
  },
  budget: {
    outOfReach: (name, reached, count, target) =>
      spaced`${name}无法与参照（${target}）的参数一样多；它的宽度${{ fewest: '最少', most: '最多', nearest: '最接近' }[reached]}得到 ${count} 个。`,
    fixedSize: (name, count, target) =>
      spaced`${name}没有可调的宽度：它有 ${count} 个参数，参照有 ${target} 个。`,
    noExpertCount: (name, target) =>
      spaced`${name}的任何设置都得不到与参照相同的每融合层各 ${target} 个专家。`,
  },
};

export const differenceText: Translated<typeof english.differenceText> = {
  card: (id) => `架构 ${id}`,
  tasks: '任务',
  data: '数据',
  training: '训练',
  comparison: '比较',
  correlation: (a, b) => `任务 ${a} 与 ${b} 的相关性`,
  secondCorrelation: (a, b) => `任务 ${a} 与 ${b} 的第二组相关性`,
  architecture: '架构',
  learningRateFrom: (step) => `第 ${step} 步起的学习率`,
  learningRates: '供选取的学习率',
  absent: '无',
  changedFrom: (where, label, before, after) => spaced`${where}：${label}由 ${before} 改为 ${after}`,
  sinceOpened: (count) => `有 ${count} 项设置与打开时不同`,
  back: '恢复到打开时',
  wentBack: '实验已恢复到打开时的样子。',
  betweenCards: '同一架构，设置不同',
  cardAgainst: (id, other, changes) => `${id} 对 ${other}：${changes}`,
  sameCard: (id, other) => `${id} 与 ${other} 的设置完全相同`,
  cardChange: (label, after, before) => spaced`${label}为 ${after} 而非 ${before}`,
};
