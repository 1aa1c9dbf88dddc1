/** Chinese texts of `en/gates.ts`. */
import type * as english from '../en/gates.ts';
import type { Translated } from '../translated.ts';
import { listedInChinese, spaced } from './words.ts';

export const gatesText: Translated<typeof english.gatesText> = {
  view: '视图',
  views: { experts: '专家', tasks: '任务到任务', health: '健康度' },
  reading: '权重',
  readings: { gate: '门控', native: '原生', sum: '总和', contribution: '占输出的份额' },
  hints: {
    gate: '行：谁接收。列：谁的专家。每行之和为 1：留意那些把目光投向别人专家的行。',
    native: '混合中不随输入变化的部分。固定为 1 时保留任务自己的专家；学习得到的权重可以为负。',
    sum: '门控与原生权重相加，即网络实际使用的权重：看谁借给谁，相关的任务是否互相借力。',
    contribution: '每个专家对一行的贡献：它的权重乘以其输出的大小。每行之和为 1。',
  },
  healthHint: '门控和专家是否各司其职？各次重复的均值，下面是范围；条上的标记表示均匀分配。',
  health: {
    expert: '专家',
    unit: '门控属于',
    sees: (count) => (count === 0 ? '无门控' : `可见 ${count} 个`),
    range: (low, high) => `${low}–${high}`,
    ends: (measure) => [spaced`${measure}最低`, spaced`${measure}最高`],
    measures: {
      utilisation: {
        label: '使用率',
        help: '专家的门控权重 G 在留出样本和所有带门控的单元上的均值；一个融合层合计为 1。标记处为 1 / 专家数。',
      },
      rms: {
        label: 'RMS',
        help: '专家输出的均方根，即输出平方的均值再开方，取前 512 个测试样本（不足则取全部）和全部输出单元。',
      },
      sparsity: {
        label: '零值%',
        help: '专家输出（样本同 RMS，乘以输出单元数）中被最后的 ReLU 置为 0 的比例。通常约为一半。',
      },
      deadFraction: {
        label: '死亡%',
        help: '专家的输出单元中，在每个样本（同 RMS）上都为 0 的比例：它们不传递任何信息，也几乎不再学习。',
      },
      entropy: {
        label: '熵',
        help: 'H / ln n，其中 H = −Σ Gₑ ln Gₑ，对门控可见的 n 个专家求和，Gₑ 是留出样本上的平均门控权重。1：完全均匀，0：只用一个专家。',
      },
      effectiveExperts: {
        label: '有效专家数',
        help: 'exp(H)，H 同熵一栏：相当于多少个被均匀使用的专家。介于 1 和可见专家数之间。',
      },
    },
  },
  help: {
    title: '定义',
    unit: '单元计算什么',
    symbols: {
      unit: '单元 u 对一个输入样本 x 的输出；图中每行是一个单元',
      expert: '专家 e 的输出；每列是一个专家',
      gate: '门控：对单元可见的专家做 softmax，因此对每个输入，权重为正且和为 1',
      native: '原生权重：对每个输入都相同，固定为 1 或学习得到',
      norm: '专家 e 输出的均方根',
    },
    meanOf: '均值',
    readings: '各图显示什么',
    shows: {
      gate: '在留出样本上的均值。每行之和为 1。',
      native: '学习得到时可以为负。',
      sum: '网络实际使用的权重。在 AdaTT 论文图 3 中，每个单元有一个固定的原生权重，因此每行之和为 2。',
      contribution: '一行有多少来自专家 e：输出很小时，权重再大也贡献不多。',
    },
    matrices: '各矩阵可能包含什么',
    contains: {
      noGate: '没有门控。',
      gateOnAll: '每个门控可见所有专家。',
      gateOnOwn: '任务的门控只见自己的专家和共享专家；其余格子不存在，以斜线填充。',
      gateOnSome: '门控只见部分专家；其余格子不存在，以斜线填充。',
      noNative: '没有原生权重。',
      nativeFixed: '单元自己的专家上有固定为 1 的原生权重。',
      nativeOnOwn: '单元自己的专家上有学习得到的原生权重。',
      nativeOnAll: '每个专家上都有学习得到的原生权重。',
      total: (total) => `总和的每行相加为 ${total}。`,
      totalVaries: '总和的每行相加可为任意值。',
    },
  },
  alarms: {
    title: '警报',
    count: (count) => (count === 0 ? '无异常' : `${count} 条警报`),
    show: '显示相关格子',
    help: '当超过一半的重复出现、而训练前没有时发出（HoME，Wang et al. 2024）。坍缩：一个专家占每个任务门控的 90% 以上；退化：一个任务占某个共享专家使用的 90% 以上；欠拟合：任务给自己专家的权重（门控加原生）不到 10%。',
    announce: (sentences) => `警报。${sentences}`,
  },
  taskHint: '同一归属的专家已相加。',
  replica: '重复',
  replicaMean: (count) => `${count} 次平均`,
  replicaOf: (number) => `第 ${number} 次重复`,
  without: (name) =>
    spaced`${name}在这里没有可显示的内容：它的单元只传递一个专家，没有门控，也没有学习的权重。`,
  unread: (cards) => spaced`几乎什么也没学到的网络，不解读它的门控：${listedInChinese(cards)}。`,
  allHidden: '所有架构都在上方被关闭了。',
};
