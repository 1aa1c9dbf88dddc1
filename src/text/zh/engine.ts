/** Chinese texts of `en/engine.ts`. */
import type * as english from '../en/engine.ts';
import { formatNumber } from '../format.ts';
import type { Translated } from '../translated.ts';
import { sessionText } from './run.ts';
import { spaced } from './words.ts';

const labelOf = sessionText.backendLabel;

const about = (ms: number): string =>
  ms < 100 ? '不到 0.1 秒' : `约 ${ms < 10_000 ? (ms / 1000).toFixed(1) : Math.round(ms / 1000)} 秒`;

const billions = (perMs: number): string => `${(perMs / 1e5).toFixed(perMs < 1e6 ? 1 : 0)} 亿次`;

const megabytes = (numBytes: number): string => `${Math.ceil(numBytes / 2 ** 20)} MB`;

export const engineText: Translated<typeof english.engineText> = {
  noWebGpu: '此浏览器没有 WebGPU。',
  noGpuAdapter: '浏览器没有找到可用的 GPU。',
  gpuSilent: 'GPU 没有响应。',
  noWebAssembly: 'WebAssembly 在这里被关闭。',
  backendDidNotStart: (name) => spaced`${labelOf(name)}未能启动。`,
  syncRead: 'GPU 上的数据被同步读取，请改用 data() 读取。',

  stepTooLarge: (numBytes, most) =>
    `一步需要连续的 ${megabytes(numBytes)}，而这个 GPU 至多提供 ${megabytes(most)}。`,
  compilesTooLong: (afterMs) => `这个 GPU 过了 ${Math.round(afterMs / 1000)} 秒仍在编译。`,
  backendLost: '它在这次运行中失去响应。',
  multipliesSlowly: (perMs, rival, rivalPerMs) =>
    spaced`较慢：每秒做乘法${billions(perMs)}，而${labelOf(rival)}的一个线程做${billions(rivalPerMs)}。`,
  notNeeded: '这里不需要。',
  slower: (runMs, setUpMs) => `较慢：本次运行${about(runMs)}，其中启动${about(setUpMs)}。`,
  startsTooSlowly: (afterMs) => `过了 ${Math.round(afterMs / 1000)} 秒仍未启动。`,
  measurementFailed: (detail) => spaced`试用失败：${detail}`,
  otherLosses: (loss, rival, rivalLoss) =>
    spaced`GPU 算出的损失不同（${formatNumber(loss)}，而${labelOf(rival)}为 ${formatNumber(rivalLoss)}），因此不使用。`,
  noBackendLeft: (notes) => `这里已没有可用的计算方式。${notes.join('')}按“开始”再试，或缩小实验规模。`,
  chosenByHand: (name) => spaced`按你的选择使用${labelOf(name)}。`,
  insteadOf: (name, chosen, why) => spaced`使用${labelOf(name)}，因为${labelOf(chosen)}不可用。${why}`,
  onlyCandidate: (name, why) =>
    why === null ? spaced`${labelOf(name)}在这里最快。` : spaced`${labelOf(name)}。${why}`,
  fastest: (name, runMs, second, secondMs) =>
    spaced`${labelOf(name)}在这里最快：本次运行${about(runMs)}，用${labelOf(second)}则${about(secondMs)}。`,

  allDiverged: (step) => `到第 ${step} 步，每个网络都已发散：损失不再是数值。请降低学习率并按“重置”。`,
  unexpected: (detail) => spaced`训练因意外错误停止（${detail}）。请按“重置”重新开始。`,
  outOfMemory: '内存不足以运行此设置。请减少样本或重复，缩小融合层或批大小。',
  poolWorkerLost: '一个参与训练的进程停止了。',
  deviceFailed: (detail) => spaced`GPU 停止工作（${detail}）。`,
};
