/** Chinese texts of `en/weights.ts`. */
import type * as english from '../en/weights.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

interface Measured {
  readonly steps: readonly number[];
  readonly score: number;
  readonly losses: readonly number[];
}

/** "第 400 步", or each task's step where they differ. */
function stepOf(tasks: readonly string[], steps: readonly number[]): string {
  const written = steps.map((step) => step.toLocaleString('en'));
  return new Set(written).size === 1
    ? `第 ${written[0]} 步`
    : `第 ${written.map((step, task) => `${step}（${tasks[task]}）`).join('、')} 步`;
}

const measuredAt = (tasks: readonly string[], { score, losses }: Measured): string => {
  const shownLosses = losses.map((loss, task) => `${loss.toPrecision(4)}（${tasks[task]}）`).join('，');
  return `验证损失为最佳常数的 ${score.toFixed(3)}，测试损失 ${shownLosses}`;
};

const repetition = (choice: 'mean' | number): string =>
  choice === 'mean' ? '每次重复' : `第 ${choice + 1} 次重复`;

export const weightsText: Translated<typeof english.weightsText> = {
  menu: '权重',
  predict: '预测一个文件…',
  predictDetail: '读入没有标签的行，把每一行的预测保存为 CSV',
  program: 'PyTorch 程序（.py）',
  programDetail: '模型、数据和训练都在一个可读的文件里；可在一台或多台机器上运行',
  file: '权重（.safetensors）',
  fileDetail: (choice) => `第 ${choice === 'mean' ? 1 : choice + 1} 次重复的权重；放在程序旁边`,
  which: '保存网络的哪一步',
  whereReported: (tasks, steps) => `${stepOf(tasks, steps)}，即报告所取`,
  asItStands: '运行的当前状态',
  takenAt: (tasks, steps) => `权重取自${stepOf(tasks, steps)}。`,
  takenWhereReported: (tasks, measured) =>
    `权重取自${stepOf(tasks, measured.steps)}，表格和结论就在那里报告这次重复：${measuredAt(tasks, measured)}。`,
  lastEvaluated: (tasks, measured) =>
    `最后一次评估，${stepOf(tasks, measured.steps)}：${measuredAt(tasks, measured)}。`,
  takenAtLast: (tasks, measured) =>
    `权重取自${stepOf(tasks, measured.steps)}，即运行的当前状态：${measuredAt(tasks, measured)}。`,
  reportedElsewhere: (tasks, measured) =>
    `表格和结论在${stepOf(tasks, measured.steps)}报告这次重复：${measuredAt(tasks, measured)}。`,
  trainingAgain: (number, tasks, steps) =>
    `正在把第 ${number} 次重复重新训练到${stepOf(tasks, steps)}，得到同样的权重。`,
  adam: 'Adam 状态（.safetensors）',
  adamDetail: '与权重放在一起，程序就能像没有中断过一样继续训练',
  load: '载入权重…',
  loadDetail: (choice) => `用它们在${repetition(choice)}中开始运行，并在第一步之前测量`,
  notSaved: '网络未保存',
  notTrained: '这里还没有训练过。按“开始”，之后随时可以保存网络。',
  notDownloaded: '从运行中读取它所需的部分未能下载。运行没有变化；请再试。',
  stale: '这次运行开始之后设置有变动。按“开始”训练现在的设置，或撤销变动。',
  saved: {
    program: (name, weights, number, about) =>
      spaced`${name}旁边需要${weights}：第 ${number} 次重复的权重。${about}`,
    weights: (name, _, number, about) => spaced`${name}是第 ${number} 次重复的权重。${about}`,
    adam: (name, _, number, about) => spaced`${name}是第 ${number} 次重复的 Adam 状态。${about}`,
  },
  notLoaded: (name) => spaced`无法载入${name}`,
  tooLarge: (max) => `权重文件最大为 ${max}，这个文件更大。`,
  loaded: (card, file, choice) =>
    spaced`${card}在${repetition(choice)}中从${file}的权重开始。按“开始”继续训练；链接不带这些权重。`,

  tooShort: (numBytes) => `文件有 ${numBytes} 字节；safetensors 文件至少 8 字节。`,
  headerLength: (claimed, numBytes) =>
    `这不是 safetensors 文件：文件头需要 ${claimed.toPrecision(3)} 字节，而文件总共 ${numBytes} 字节。`,
  headerNotJson: '文件头不是 JSON：这不是 safetensors 文件，或已损坏。',
  headerNotObject: '文件头不是 JSON 对象。',
  metadataNotTexts: "'__metadata__' 只能包含文本。",
  headerTooLong: '文件列出的张量比本页任何网络的都多。',
  overlap: '张量的字节数超过文件：有些重叠。',
  type: (name, got) => spaced`张量 ${name} 的类型是 ${got}；只能读取 F32。`,
  malformed: (name) => spaced`张量 ${name} 的形状或范围有误。`,
  misfit: (name, shape, begin, end) =>
    spaced`形状为 ${shown(shape)} 的张量 ${name} 与文件的第 ${begin} 至 ${end} 字节不符。`,

  wrongNetwork: (card, problems, numMore) =>
    spaced`这不是${card}的权重：${problems.join('；')}${numMore > 0 ? `；另有 ${numMore} 处` : ''}。`,
  missing: (name, shape) => `缺少 ${name} ${shown(shape)}`,
  unknown: (name, shape) => `${name} ${shown(shape)} 没有对应位置`,
  wrongShape: (name, got, expected) => `${name} 的形状是 ${shown(got)}，应为 ${shown(expected)}`,
  notFinite: (name) => `${name} 含有非数值`,
};

export const pytorchText: Translated<typeof english.pytorchText> = {
  unknownTables: '这个架构含有尚不能写成 PyTorch 程序的部分。',
  noCard: (id) => `没有架构 ${id}。`,
  diverged: (name, number) =>
    spaced`${name}的第 ${number} 次重复已发散：权重不是数值。请选择其他重复，或用更低的学习率训练。`,
};
