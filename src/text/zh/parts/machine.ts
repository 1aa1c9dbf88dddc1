/** Chinese texts: measuring the device that the page runs on. */
import type * as english from '../../en/parts/machine.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const machineText: Translated<typeof english.machineText> = {
  title: '本机',
  intro: '4 个任务的 AdaTT-sp 的训练步，按专家宽度：在一个核上，或在 GPU 上。正在进行的训练已暂停。',
  table: '每秒步数',
  unit: '以及每秒多少十亿次加法和乘法',
  width: '宽度',
  repetitions: '重复次数',
  recorded: '基准',
  recordedOn: (cpu, node, wasBusy) =>
    spaced`基准：WebAssembly，${cpu}，Node ${node}。${wasBusy ? '当时还有其他程序在运行：不受干扰时更快。' : ''}`,
  gflops: (count) => `${count} GFLOP/s`,
  progress: '测量进度',
  measured: (numDone, numPoints) => `已测量 ${numDone}/${numPoints} 个网络…`,
  done: '测量完成。此刻运行的其他程序会使它变慢。',
  endedByRun: '运行已开始：测量结束。',
};
