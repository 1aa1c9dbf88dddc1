/** Chinese texts of `en/equations.ts`. */
import type * as english from '../en/equations.ts';
import { addresses, numberInPaper } from '../papers.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const notes: ReadonlyMap<string, string> = new Map([
  ['adattSp', '编号与论文一致；(7) 已代入 (8) 和 (9)，(11) 逐专家写出。公式 (3) 只是给单元命名，略去。'],
  [
    'adatt',
    '论文为 AdaTT-sp 写出公式，并说一般形式的计算与之类似；s 是共享单元。(7) 已代入 (8) 和 (9)，(11) 逐专家写出。',
  ],
  ['mmoe', '编号与 AdaTT 论文一致。没有编号的公式由其文字得出。'],
  ['mlmmoe', 'AdaTT 论文用文字描述它，没有编号的公式：多个融合层的 MMoE。'],
  ['ple', 'AdaTT 论文用文字描述它，没有编号的公式。'],
  ['crossStitch', 'AdaTT 论文用文字描述它，没有编号的公式。Misra et al. (2016) 把权重 v 写作 α。'],
  [
    'stem',
    '取自作者的代码（Su et al. 2024）。其第一个融合层之下的流是嵌入，每任务一个加一个共享的；这里全都是输入，因此那里的门控读取两倍的输入。',
  ],
  ['sharedBottom', 'AdaTT 论文以它为基线，没有写出公式。'],
  ['singleTask', 'AdaTT 论文没有它的公式：每任务一个网络。'],
  ['linear', '无需论文：h 是一个带偏置的线性层，即每任务一个回归。'],
  ['almostAdatt.untrained', '公式与 AdaTT 相同。破绽在于：它的原生权重在每一步都相同。'],
  ['almostAdatt.missing', '破绽在于：没有单元有原生权重，门控旁边没有实心圆。'],
  ['almostAdatt.sharedGate', '破绽在于：除最后一个融合层外，共享单元的门控不从任务的专家取用任何东西。'],
  ['almostAdatt.static', '破绽在于：没有门控，也没有随样本变化的权重。'],
  ['almostAdatt.averaged', '破绽在于：第 0 步时每个原生权重都是其个数的倒数，且结构图称其专家为线性。'],
  ['almostAdatt.alike', '破绽在于：第 0 步时所有门控均匀，且在每一步，同一任务的两个专家权重都相同。'],
]);

const stemSources = [
  { label: 'STEM 论文（arXiv）', address: addresses.stemPaper },
  { label: '其作者的代码', address: addresses.stemCode },
] as const;

export const equationText: Translated<typeof english.equationText> = {
  number: (number) => `(${number})`,
  numberOf: numberInPaper,
  noteOf: (id) => notes.get(id) ?? '没有论文给这些公式编号：它们由结构表得出。',
  bias: '论文没有写偏置 b；作者的库有，本页面也有。',
  noNative: '残差已关闭：(7) 和 (11) 的原生项略去，同论文的表 6。',
  objectives: {
    conditional: '排在另一任务之后的任务，其损失取自它的标签，只有前一任务为是时才有。',
    entireSpace:
      '排在另一任务之后的任务，其损失是沿路径的 ∏ y 与 ∏ σ(a) 的交叉熵，在全部样本上（Ma et al. 2018）。',
    inversePropensity:
      '排在另一任务之后的任务，其损失是 λ 乘以标签的交叉熵（各除以之前任务的 ∏ σ(a) 或最小概率中较大者，再除以全部样本数），加上 λ 乘以沿路径的 ∏ y 与 ∏ σ(a) 的交叉熵（Wang et al. 2022）。',
  },
  embeddings: (isOwn) =>
    isOwn
      ? '在 x 中，每个 ID 由学到的嵌入向量代替。每个任务有自己的向量，因此对各任务的专家，x 各不相同。'
      : '在 x 中，每个 ID 由学到的嵌入向量代替，对所有任务相同。',
  epnet:
    '这里的 x 是输入逐元素乘以 2σ(W₂ ReLU(W₁ [p, x] + b₁) + b₂)，其中 p 是先验（如果有），且没有梯度通过另一个 x（EPNet，Chang et al. 2023）。',
  ppnet: '任务塔 h 各层读取的内容先逐元素乘以它自己的系数 2σ(W₂ ReLU(W₁ [p, x] + b₁) + b₂)（PPNet）。',
  learnedLossWeights:
    '所最小化的总和中，每个任务为 w c exp(−s) L + s/2：L 是损失，w 是固定权重，s 学习得到，c 对回归为 1/2、对二分类为 1（Kendall et al. 2018）。',
  againstOverFitting: (weightDecay, dropout) =>
    [
      dropout > 0
        ? `仅在训练中，专家和任务塔的每个 ReLU 输出以概率 p = ${dropout} 置 0，否则除以 1 − p（Dropout，Srivastava et al. 2014）。`
        : '',
      weightDecay > 0
        ? `在 Adam 的每一步之前，所有权重和偏置变为原来的 (1 − η · ${weightDecay}) 倍，η 是学习率（AdamW，Loshchilov and Hutter 2019）；对数方差 s 不变。`
        : '',
    ].join(''),
  stopped: 'sg（停止梯度）传递数值而不回传梯度：其中的专家不从这个单元学习。',
  sourcesOf: (id) => (id === 'stem' ? stemSources : null),
  links: {
    paper: { label: '论文（arXiv）', address: addresses.adattPaper },
    library: { label: '作者的代码', address: addresses.adattCode },
  },
  className: (name) => `类 ${name}`,
  unit: '单元',
  level: '融合层',
  levelOf: (level) => `融合层 ${level + 1}`,
  hint: '悬停或点按符号，或聚焦公式后用方向键，可看它的值及其在结构图中的部分。',
  area: (title) => `${title}：公式。方向键在符号间移动。`,
  names: {
    prediction: '任务的预测，由任务塔给出',
    input: '第一个融合层之下的每个流都是输入',
    expert: '一个专家的输出',
    own: '单元自己的专家，堆叠',
    all: '所有专家，堆叠',
    gate: '门控的权重，对输入的每个样本',
    fusion: '单元向上传递的内容',
    written: '同上，逐专家写出',
  },
  glossary: '符号的含义',
  symbol: '符号',
  meaning: '含义',
  letters: {
    x: '输入：一个样本的特征',
    f: '单元向上传递的内容',
    e: '专家，一个小网络',
    E: '一个或多个专家（堆叠）的输出',
    g: '门控：对单元可见的专家做 softmax',
    G: '门控的权重：为正，和为 1，随输入变化',
    m: '门控的隐藏层',
    W: '门控线性层的权重',
    b: '门控线性层的偏置',
    v: '原生权重：对每个输入都相同，固定为 1 或学习得到',
    h: '任务塔，任务的小网络',
    y: '任务的预测，尚未经过 sigmoid',
  },
  scripts: '下标：任务（s 为共享），然后是专家。上标：融合层。',
  value: (written, meaning, value) => spaced`${written}：${meaning}。${value}`,
  ofUnit: (unit, level) => spaced`${unit}的单元，融合层 ${level + 1}`,
  forExpert: (unit, expert, level) => `${unit} ← ${expert}，融合层 ${level + 1}`,
  atLevel: (name, level) => `${name}，融合层 ${level + 1}`,
  meanOverRows: '留出样本上的均值',
  numbers: (count) => `${count} 个数`,
  shape: (rows, columns) => `${rows} × ${columns}`,
  layers: (widths) => `层宽 ${widths.join(' → ')}，每层之后有 ReLU`,
  layersToLinear: (widths) => `层宽 ${widths.join(' → ')}，除末层外每层之后有 ReLU`,
};

export const lossWeightsText: Translated<typeof english.lossWeightsText> = {
  measure: '学到的权重',
  note: '所最小化的总和中，每个任务为损失乘以固定权重和这个权重，再加 s 的一半。学到的权重是 e 的 −s 次方，回归取其一半；s 从 0 开始，损失居高不下时增大（Kendall et al. 2018）。',
};
