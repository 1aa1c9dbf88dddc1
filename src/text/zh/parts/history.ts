/** Chinese texts of `en/parts/history.ts`. */
import type * as english from '../../en/parts/history.ts';
import { formatCount } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { listedInChinese, spaced } from '../words.ts';

const runs = (count: number): string => `${formatCount(count)} 次运行`;

const asFile = '要保留某次运行，请保存为文件。';

export const historyText: Translated<typeof english.historyText> = {
  locale: 'zh-CN',
  heading: '历史',
  intro: '已完成的运行，只保存在此浏览器中。为保险起见，或要在别处继续，请导出。',
  title: (architectures, numTasks) =>
    spaced`${architectures.length === 0 ? '没有架构' : listedInChinese(architectures)} · ${numTasks} 个任务`,
  empty: '还没有已完成的运行。',
  emptyDetail: '按“开始”：每次运行完成后都会留在这里。也可以导入文件中的运行。',
  reading: '正在读取历史…',
  search: '搜索',
  searchHint: '名称、备注、架构、结论',
  noMatch: (query) => spaced`没有运行的名称、备注、设置或结论含有“${query}”。`,
  count: (shown, all) => (shown === all ? runs(all) : `${runs(all)}中的 ${formatCount(shown)} 次`),
  showMore: (count) => `再显示 ${formatCount(count)} 次`,
  list: '运行，最新的在前',
  exportAll: '全部导出',
  importRuns: '导入…',
  open: '打开',
  openTitle: (name) => spaced`打开${name}`,
  opened: (name) => spaced`已打开${name}。`,
  overlay: '叠加',
  overlayTitle: (name) => spaced`叠加${name}的曲线`,
  overlayFull: (most) => `至多叠加 ${most} 次运行。请先移除一次。`,
  overlays: '叠加的运行',
  removeOverlay: (name) => spaced`移除${name}的曲线`,
  overlaysHidden: '与各步的损失一起显示',
  edit: '名称和备注',
  editTitle: (name) => spaced`${name}的名称和备注`,
  name: '名称',
  note: '备注',
  save: '保存',
  deleteTitle: (name) => spaced`删除${name}`,
  deleted: (count) => `已删除 ${runs(count)}。`,
  fromFile: '来自文件',
  fromFileOf: (fileName, date) => spaced`来自 ${fileName}，导入于 ${date}`,
  release: (release) => `${release} 版`,
  first: '保留的第一次运行',
  same: '设置与上一次运行相同',
  since: '与上一次运行相比',
  more: (count) => `另有 ${formatCount(count)} 处`,
  fewer: '收起',
  importing: (done) => `正在读取文件：已读 ${runs(done)}…`,
  imported: (count, left) =>
    `已导入 ${runs(count)}${left === 0 ? '。' : `，有 ${formatCount(left)} 次未导入：`}`,
  alreadyHere: (count) => `文件中有 ${runs(count)}已在历史中。`,
  noRoom: (count) => `没有空间容纳其中 ${runs(count)}。请先删除一些，再导入。`,
  damaged: (count) => `历史中有 ${runs(count)}已无法读取：浏览器的记录已损坏。`,
  removeDamaged: '移除',
  gone: '历史中已没有这次运行：可能被另一个标签页删除了。',
  notKept: '未放进历史：这次运行从文件中的权重开始，仅凭设置无法重现。',
  fileName: 'adatt-runs.json',
  frozen: {
    fileName: 'adatt-run.json',
    opened: (name) => spaced`已打开${name}：一次保存的运行。按“开始”可重新训练。`,
    notFinished: '只能保存已完成的运行。请等它训练结束。',
    given: '这次运行从文件中的权重开始，保存的运行不含这些权重。请改为保存结果。',
    fromLink: '这个结果来自链接，链接只带有运行的一部分。请先运行一遍来核对，再保存那次运行。',
    none: '文件中没有运行。',
  },
  trouble: {
    absent: `此浏览器不为网页保存任何内容（隐私窗口，或存储被禁用），因此没有历史。${asFile}`,
    otherTab: '另一个标签页用本页面的旧版本占用着历史。请关闭那个标签页。',
    full: '历史已满。已有的运行保留，这次运行未放进历史：请先删除其他运行，或把它保存为文件。',
    newer: `历史由本页面的更新版本写成，这个版本无法读取。请重新加载页面。${asFile}`,
    damaged: `此浏览器中的历史已损坏，因此停用。清除本站数据即可修复。${asFile}`,
    other: (name) => spaced`浏览器拒绝保存历史（${name}），因此停用。${asFile}`,
  },
};
