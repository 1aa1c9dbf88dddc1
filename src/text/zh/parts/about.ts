/** Chinese texts of `en/parts/about.ts`. */
import type * as english from '../../en/parts/about.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const aboutText: Translated<typeof english.aboutText> = {
  what: 'AdaTT 实验场在你的浏览器里，用你设定的任务训练 AdaTT（Li et al., KDD 2023, arXiv:2304.04959）和它的对手。你的设置和训练结果不会离开浏览器：一个链接就装得下整个实验，不经过任何服务器。',
  fidelityTitle: '算得和论文一致吗？',
  fidelity: (numOk, numCases, backend) =>
    `本版本与作者的 PyTorch 库在 ${numCases} 个网络上比对过权重、损失、梯度和 Adam 的更新步：${
      numOk === numCases ? '全部一致' : `${numOk} 个一致`
    }（${backend}）。`,
  largest: (output, loss, gradient) =>
    `最大差异 |a − b| / (1 + |b|)：预测 ${output}，损失 ${loss}，梯度 ${gradient}。`,
  honestTitle: '怎样比较？',
  honest:
    '每次重复都给所有架构相同的数据、批次和种子。报告的数值在测试集上测得，取验证集选出的那一步。区间是各次重复上的 t 区间，两个架构相比时按重复配对；只有在运行结束、且所示区间不含 0 时，才说某个架构更好。比较的架构和任务越多，区间就越宽。一次运行不会漏掉的差异，在 5 次这样的实验中有 4 次会显现。',
  licences: '本页面及其所含软件包的许可证',
};

export const citeText: Translated<typeof english.citeText> = {
  intro: '本页面（连同已打开的实验）和提出 AdaTT 的论文的 BibTeX。',
  bibtex: 'BibTeX',
  copy: '复制 BibTeX',
  copied: '已复制。',
  notCopied: '浏览器不允许页面复制。请选中文字再复制。',
  version: '版本栏写的是本版本：其他版本可能算出不同的数值。',
  run: ['链接打开这个实验及其运行的结果。', '附注是该运行的指纹：指纹相同，损失就逐位相同。'],
  noRun: ['链接打开这个实验。要引用结果，请先按“开始”。'],
};

export const machineText: Translated<typeof english.machineText> = {
  title: '本机',
  intro: '4 个任务的 AdaTT-sp 的训练步，按专家宽度：在一个核上，或在 GPU 上。正在进行的训练已暂停。',
  table: '每秒步数',
  width: '宽度',
  repetitions: '重复次数',
  recorded: '基准',
  recordedOn: (cpu, node, wasBusy) =>
    spaced`基准：WebAssembly，${cpu}，Node ${node}。${wasBusy ? '当时还有其他程序在运行：不受干扰时更快。' : ''}`,
  progress: '测量进度',
  measured: (numDone, numPoints) => `已测量 ${numDone}/${numPoints} 个网络…`,
  done: '测量完成。此刻运行的其他程序会使它变慢。',
  endedByRun: '运行已开始：测量结束。',
};

export const offlineText: Translated<typeof english.offlineText> = {
  reload: '重新加载新版本',
  keeps: '设置会保留。',
  losesRun: '会停止当前运行：最好等它结束。设置会保留。',
  losesNetworks: '设置和这些结果会保留；训练好的网络会丢失：需要的话请先保存。',
  losesResults: '设置会保留，但这些结果会丢失：需要的话请先保存。',
};
