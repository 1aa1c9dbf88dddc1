/** Chinese texts of `en/models.ts`. */
import type * as english from '../en/models.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

export const modelText: Translated<typeof english.modelText> = {
  label: {
    singleTask: '单任务',
    sharedBottom: 'Shared-Bottom',
    crossStitch: 'Cross-Stitch',
    mmoe: 'MMoE',
    mlmmoe: 'ML-MMoE',
    ple: 'PLE',
    adattSp: 'AdaTT-sp',
    adatt: 'AdaTT',
    stem: 'STEM',
    linear: '线性模型',
  },
  almost: {
    label: '近似 AdaTT',
    defect: {
      label: '缺陷',
      help: '使它不成其为 AdaTT 的地方。每一种都见于公开代码。',
    },
    defects: {
      untrained: '原生权重未训练',
      missing: '没有原生权重',
      sharedGate: '共享门控只看共享专家',
      static: '静态混合',
      averaged: '取平均且线性',
      alike: '专家雷同',
    },
    noSharedGate: '没有共享专家或只有一个融合层时，就没有会出错的共享门控：这就是 AdaTT。',
    noNativeRows: '每任务一个专家时，原生权重固定为 1，没有未训练的：这就是 AdaTT。',
  },
  option: {
    numTaskExperts: {
      label: '每任务专家数',
      help: '每个任务在每个融合层有多少个小网络：一个数，或每任务一个，如 2-1-3。',
    },
    numSharedExperts: {
      label: '共享专家数',
      help: '每个融合层有多少个小网络不属于任何任务，而向所有任务学习。',
    },
    numExperts: {
      label: '专家数',
      help: '每个融合层有多少个小网络；每个任务都混合全部。',
    },
    levelDims: {
      label: '专家宽度',
      help: '专家各层的单元数：32_16 是两个融合层，64-32_16 则第一个融合层有两层。',
    },
    towerDims: {
      label: '任务塔宽度',
      help: '把任务最后的流变成预测的小网络各隐藏层的单元数，如 8 或 16-8。',
    },
    gateDims: {
      label: '门控宽度',
      help: '每个门控在 softmax 之下的隐藏层单元数，如 8 或 16-8。',
    },
    residual: {
      label: '残差',
      help: '在门控之外把任务自己的专家加到输出上；关闭它可看出其价值。',
    },
    taskSpecificBackward: {
      label: '仅回传本任务',
      help: '任务仍使用其他任务的专家，但只训练自己的和共享的专家。',
    },
  },

  perTaskLength: (label, shown, numCounts, numTasks) =>
    spaced`${label}列出了 ${numCounts} 个数（${shown}），而任务数是 ${numTasks}：请给出一个数，或每任务一个。`,
  pleWithoutShared: '没有共享专家时，PLE 的任务互不学习：即每任务一个带门控的网络。',

  feature: {
    streamGates: '读取流的门控',
    inputGates: '读取原始输入的门控',
    fixedNative: '固定为 1 的原生权重',
    learnedNative: '学习得到的原生权重',
    untrainedNative: '从不训练的原生权重',
    alikeStart: '相同的初始权重',
    emptyTensors: '没有元素的张量',
    linearExperts: '末层为线性的专家',
    learnedLossWeights: '学习得到的损失权重',
    summedGates: '读取流之和的门控',
    deepGates: '带隐藏层的门控',
    embeddings: 'ID 嵌入向量',
    ownEmbeddings: '每任务各自的 ID 嵌入向量',
    epnet: '专家之前的逐元素门控',
    ppnet: '任务塔之前的逐元素门控',
    taughtExperts: '只训练部分专家的单元',
  },
  reader: {
    executor: '引擎',
    program: '导出的程序',
    diagram: '结构图',
    equations: '公式列表',
    counts: '参数统计',
    budget: '预算',
  },
  unread: (reader, feature) => spaced`${reader}尚不支持${feature}，因此拒绝该网络，而不是把它略去。`,

  topology: {
    stream: (level, stream, numStreams) =>
      `融合层 ${level + 1} 读取第 ${stream + 1} 个流，但前一融合层只产生 ${numStreams} 个：请读取其中之一。`,
    gatesRead: (level) =>
      `融合层 ${level + 1} 的门控有些读取原始输入，有些读取流：请让全部读取输入，或全不读取。`,
    layers: (level, expert, numLayers, numWidths) =>
      `融合层 ${level + 1} 的专家 ${expert + 1} 有 ${numLayers} 层，而该融合层有 ${numWidths} 个宽度：请每层给一个。`,
    mixesNothing: (level, unit) =>
      `融合层 ${level + 1} 的单元 ${unit + 1} 既没有门控也没有原生权重：请让它至少混合一个专家。`,
    mixes: (level, unit, numExperts) =>
      `融合层 ${level + 1} 的单元 ${unit + 1} 重复混合一个专家，或混合了该层 ${numExperts} 个之外的专家：请每个只列一次。`,
    gateLayers: (level, unit) =>
      `融合层 ${level + 1} 的单元 ${unit + 1} 的门控与该层的门控宽度不符：请每个单元一个门控，每个宽度一层。`,
    inputSum: (level, unit) =>
      `融合层 ${level + 1} 的单元 ${unit + 1} 的门控读取原始输入并加上流：请改为读取一个流。`,
    teaches: (level, unit) =>
      `融合层 ${level + 1} 的单元 ${unit + 1} 训练一个它不混合的专家：请只列它混合的专家。`,
    lastLevel: (numTasks, owners) =>
      `最后一个融合层需要按顺序每任务一个单元（${numTasks} 个任务），但其单元属于 ${owners}。`,
    priors: (numPriors, inputDim) =>
      `先验是样本的 ${numPriors} 个输入，而样本只有 ${inputDim} 个：请取其中一部分。`,
    ids: (inputDim) => `ID 嵌入向量比样本的 ${inputDim} 个输入还长：请让它们是其中一部分。`,
    tables: (numStreams) =>
      `第一个融合层的所有流须共用一张向量表，或 ${numStreams} 个流各一张，且其门控不读取原始输入。`,
    towerGates: (numTasks, numLayers) =>
      `${numTasks} 个任务塔的 ${numLayers} 层须各有一个逐元素门控：请全部列出，或一个也不列。`,
    namedTwice: (name) => `网络中有两个部件都名为 ${name}：请给每个门控、层和原生权重行各自的名称。`,
  },
};

export const cardFieldWords: Translated<typeof english.cardFieldWords> = {
  name: {
    label: '名称',
    help: '图表和表格中，字母之后对这个架构的称呼。',
  },
  color: {
    label: '线型',
    help: '图中使用八种线型中的哪一种。颜色表示任务；只有参照用强调色。',
  },
  architecture: {
    label: '架构',
    help: '任务如何共享学到的东西。',
  },
  initialSeedOffset: {
    label: '权重种子偏移',
    help: '非 0 的数在同样的样本上从不同的权重开始。',
  },
  weighting: {
    label: '损失权重',
    help: '“按不确定性学习”还为每个任务学习一个权重，损失越大权重越小。',
    choices: { fixed: '固定', uncertainty: '按不确定性学习' },
  },
  elementwiseGates: {
    label: '逐元素门控',
    help: '把输入（EPNet）或任务塔各层读取的数（PPNet）乘以 0 到 2 之间学得的系数，它随样本变化。',
    choices: {
      none: '无',
      beforeExperts: '专家之前（EPNet）',
      beforeTowers: '任务塔之前（PPNet）',
      both: '两者（PEPNet）',
    },
  },
  objective: {
    label: '学习目标',
    help: '对排在另一任务之后的任务学习什么：前一任务为是时的标签；或全部样本上两者是否都为是；或前者，按其不可能程度加权。',
    choices: {
      conditional: '条件损失',
      entireSpace: '全空间',
      inversePropensity: '逆倾向加权',
    },
  },
  clip: {
    label: '最小概率',
    help: '标签的权重是前一任务预测概率的倒数。更小的概率按此值计算。',
  },
  lambdaC: {
    label: '标签的权重',
    help: '之后任务的加权标签占多大分量，即转化的 λ。',
  },
  lambdaG: {
    label: '全部样本的权重',
    help: '在全部样本上两者都为是的损失占多大分量，即整体的 λ。',
  },
};
