/** Chinese texts: the check of a GPU, on the page and as a report to paste. */
import type * as english from '../../en/parts/gpuCheck.ts';
import { formatCount } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const gpuCheckText: Translated<typeof english.gpuCheckText> = {
  title: '检查这块 GPU',
  intro:
    '这块 GPU 算得对吗？用大约一分钟，把它的计算结果与 WebAssembly、已记录的结果以及它自己比较。正在进行的训练已暂停。',
  names: {
    numbers: '无穷、NaN、exp 与 log',
    kernels: '每个运算与其参考实现',
    isolation: 'NaN 与无穷不越出所在的重复：运算',
    networks: 'NaN 与无穷不越出所在的重复：网络',
    alone: '单独一次重复与五次一起时字节相同',
    chain: '10,000 个依次相依的阶段',
    vectors: '用作者的库记录的结果',
    order: '运算：工作组倒序与乱序',
    memory: '网络：内存填入 NaN，工作组倒序与乱序',
    training: '与 WebAssembly 并排训练',
    pipelines: '编译时间',
    speed: '每秒步数，GPU / 单核 WebAssembly',
    largest: '大批次、大宽度、多次重复',
    loss: 'GPU 丢失会被察觉',
  },
  outcomes: {
    right: '正确',
    differs: '有差异，允许',
    wrong: '错误',
    measured: '已测量',
    skipped: '未检查',
  },
  headings: ['部分', '结果', '发现'],
  running: (name) => spaced`正在检查：${name}…`,
  wrong: (parts) => `这块 GPU 计算有误：${parts.join('；')}。`,
  right: (count, skipped) =>
    `${spaced`这块 GPU 计算正确，共 ${count} 次比较。`}${skipped.length > 0 ? `未检查：${skipped.join('；')}。` : ''}`,
  stopped: (why) => `检查提前结束：${why}`,
  endedByRun: '运行已开始。',
  workerLost: '其线程已丢失，GPU 驱动出错时会如此。之前的发现仍然有效。',
  silent: (seconds) => spaced`${seconds} 秒内没有回应`,
  late: '在这块 GPU 上会花太长时间。',
  noVectors: '单文件页面不带这些结果。',
  comparisons: (count) => spaced`${formatCount(count)} 次比较`,
  seconds: (seconds) => spaced`${seconds} 秒`,
  kernels: (worst, gpu, wasm) =>
    gpu === null
      ? spaced`与参考相差至多 ${worst}`
      : spaced`与参考相差至多 ${worst}；与双精度公式相差：GPU ${gpu}，WebAssembly ${wasm}，两者都有舍入`,
  numbers: (expUlp, logUlp) =>
    spaced`exp 误差不超过 ${expUlp} ulp，log 不超过 ${logUlp}；程序不凭这类数做任何判断`,
  vectors: (worst) => spaced`至多相差 ${worst}`,
  training: (steps, first, last) =>
    spaced`一步后损失相差 ${first}，${steps} 步后相差 ${last}：是舍入，训练会把它放大`,
  pipelines: (total, slowest) => spaced`一个训练步共 ${total} 秒，最慢的程序 ${slowest} 秒`,
  loss: (ms) => spaced`${ms} 毫秒后得知`,
  firstStep: '一步后的损失',
  lastStep: '最后一步后的损失',
  notHeard: '没有得知 GPU 丢失',
  notEnded: '等待中的结果没有以 GPU 丢失告终',
  row: (row) => spaced`第 ${row} 行`,
  store: (count) => spaced`在 NaN 旁写入 ${count} 个值`,
  inOrder: {
    poisoned: (what) => `内存填入 NaN：${what}`,
    reversed: (what) => `工作组倒序：${what}`,
    shuffled: (what) => `工作组乱序：${what}`,
  },
  nothing: '什么都没能检查。',
  between: '；',
  labelled: (label, value) => `${label}：${value}`,
  copy: '复制报告',
  copied: '已复制。',
  notCopied: '浏览器不允许页面复制：请在下面选取报告。',
  report: '报告',
  adapter: '适配器',
  browser: '浏览器',
  limits: '限制',
  reportTitle: (release) => spaced`AdaTT Playground ${release}：GPU 检查`,
};
