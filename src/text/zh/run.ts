/** Chinese texts of `en/run.ts`. */
import type * as english from '../en/run.ts';
import type { Translated } from '../translated.ts';
import { spaced } from './words.ts';

const recorded = {
  page: '已存运行，按“开始”训练。',
  visitor: '这是你之前的运行，按“开始”重新训练。',
  sender: '这是发送者的运行，按“开始”在这里训练。',
  file: '这是来自文件的运行，按“开始”在这里核对。',
} as const;

export const runText: Translated<typeof english.runText> = {
  play: '开始',
  pause: '暂停',
  playAgain: '再次运行',
  playHint: '在本机训练这些网络（空格键）',
  pauseHint: '空格键',
  step: '单步',
  stepHint: '训练一步（右方向键）',
  reset: '重置',
  resetHint: '回到第 0 步（R）；Ctrl+Z 可恢复这次运行',
  speed: '速度',
  fullSpeed: '全速',
  speedOf: (stepsPerSecond) => `${stepsPerSecond} 步/秒`,
  progress: '运行进度',
  starting: '正在生成数据和网络…',
  preparing: {
    measuring: (backend) => spaced`正在测速：${backend}…`,
    compiling: (backend) => spaced`正在编译：${backend}…`,
  },
  lookingAt: (step, numSteps) => `查看第 ${step}/${numSteps} 步`,
  newest: '最新',
  newestHint: '跟随运行',
  stepOf: (step, numSteps) => `第 ${step}/${numSteps} 步`,
  speedAndTime: (speed, left) => `${speed} 步/秒 · 还需 ${left}`,
  phase: {
    idle: '就绪',
    recorded: '已存运行',
    starting: '',
    paused: '已暂停',
    finished: '已完成',
    failed: '已停止',
  },
  stoppedEarly: '已提前停止',
  beforeChange: '改动之前',
  recorded: recorded.page,
  recordedHere: recorded.visitor,
  recordedOf: recorded,
  recordedIn: (source) => `这次运行${source}，按“开始”在这里核对。`,
  notKept: '这次运行未能放进历史。要保留它，请保存为文件。',
  recordedOn: (backend) => spaced`此前训练于${backend}`,
  problemsTitle: '现在还不能运行：',
  stale: '结果来自之前的设置。按“开始”训练当前设置。',
  staleOnStage: '网络图属于修改后的设置，只经过短暂训练；结论和曲线仍是之前的。',
  staleUnseen: '结论和曲线仍是修改之前的。按“开始”训练。',
  failed: '运行已停止。',
  notStarted: '运行无法启动。',
  noWorker: (detail) => spaced`训练进程无法启动（${detail}）。请重新加载页面再试。`,
  announceStart: (reason) => spaced`训练已就绪。${reason}`,
  announcePaused: (step) => `已暂停在第 ${step} 步。`,
  announceFinished: (step) => `已在第 ${step} 步完成。`,
  announceReset: '已重置到第 0 步。',
  announceDiverged: (network, replica, step) =>
    spaced`${network}的第 ${replica} 次重复在第 ${step} 步发散，不计入结果。`,
  architecture: (cardId) => `架构 ${cardId}`,
  unseenBaseline: '单任务基线',
  atLearningRate: (network, rate) => spaced`${network}（学习率 ${rate}）`,
};

export const backendText: Translated<typeof english.backendText> = {
  title: '后端',
  name: (name) => spaced`后端：${name}`,
  open: '后端：自动',
  measure: '测量本机',
};

export const failuresText: Translated<typeof english.failuresText> = {
  part: '页面的一部分未能加载',
  partDetail: '页面可能在你打开之后更新了。请重新加载；设置会保留。',
  partOffline: '本机处于离线状态。已打开的部分照常可用，其余部分联网后即可加载。',
};

const backendLabels = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: '普通 JavaScript' } as const;

export const sessionText: Translated<typeof english.sessionText> = {
  backendLabel: (name) => backendLabels[name],
  triedAndFailed: (name, why) => spaced`${backendLabels[name]}：${why}`,

  recoveredFromDevice: (step, backend, isTraining) =>
    isTraining
      ? spaced`GPU 停止工作。训练改用${backendLabels[backend]}，从第 ${step} 步继续。`
      : spaced`GPU 停止工作。运行停在第 ${step} 步，现改用${backendLabels[backend]}。`,
  recoveredFromWorker: (step, backend, isTraining) =>
    spaced`训练进程曾中断，现已重启，用${backendLabels[backend]}${isTraining ? '从' : '停在'}第 ${step} 步${isTraining ? '继续' : ''}。`,

  noNetwork: '本机离线，训练所需的部分未能下载。联网后请再按“开始”。',
  notDownloaded:
    '训练所需的部分未能下载：网络没有响应，或页面在你打开之后更新了。请再按“开始”，或重新加载页面。',
  cannotRecover: '训练进程反复中断。请重新加载页面，或缩小实验规模。',
};

export const trainingFieldWords: Translated<typeof english.trainingFieldWords> = {
  numReplicas: {
    label: '重复次数',
    help: '独立的运行，见“每次重复抽取”。误差带需要 2 次，结论需要 3 次。',
    unit: '次',
  },
  batchSize: {
    label: '批大小',
    help: '每个训练步使用的样本数。',
    unit: '样本',
  },
  learningRate: {
    label: '学习率',
    help: 'Adam 优化器一步的大小。太大会发散，太小则进展缓慢。',
  },
  weightDecay: {
    label: '权重衰减',
    help: '每一步都缩小权重和偏置，以防过拟合（AdamW）。',
  },
  dropout: {
    label: 'Dropout',
    help: '每一步随机丢弃的隐藏输出所占的比例，以防过拟合。',
  },
  numSteps: {
    label: '步数',
    help: '运行结束前的训练步数。',
    unit: '步',
  },
  evalEvery: {
    label: '评估间隔',
    help: '两次在留出样本上测量之间的步数。每次评估是曲线上的一个点。',
    unit: '步',
  },
  stopEarly: {
    label: '提前停止',
    unit: '次评估',
    help: '验证损失连续多少次评估没有改善就结束运行；0 表示从不提前停止。',
  },
  backend: {
    label: '后端',
    help: '负责计算。“自动”会测量本机可用的后端，取最快的一个。',
  },
};
