/** Chinese texts of `en/parts/savedRuns.ts`. */
import type * as english from '../../en/parts/savedRuns.ts';
import { formatCount } from '../../format.ts';
import type { Translated } from '../../translated.ts';
import { listedInChinese, spaced } from '../words.ts';

const mend = '请在训练它的地方重新保存，或打开其设置并按“开始”。';

export const savedRunsText: Translated<typeof english.savedRunsText> = {
  place: '保存的运行',
  network: (id) => `网络 ${id}`,
  level: (level) => `融合层 ${level}`,
  refused: (place, got, wanted) => spaced`${place}：这里是 ${got}，应为${wanted}。${mend}`,
  notJson: (length) => `保存的运行被截断或已损坏：其中 ${length} 个字符不是 JSON。${mend}`,
  setUp: (problems) => spaced`无法读取保存的运行的设置：${problems.join('')}${mend}`,
  notTrainable: (id) => `保存的运行的设置中，架构 ${id} 无法构建。${mend}`,
  tooLarge: (count, most) => `保存的运行称有 ${count} 个门控统计量，而一次运行至多保留 ${most} 个。${mend}`,
  notFinished: (id, step, end) =>
    `保存的运行中，网络 ${id} 停在第 ${step} 步，而完成的运行到第 ${end} 步。${mend}`,
  record: '带名称的值',
  list: (count) => ` ${formatCount(count)} 项的列表`,
  listUpTo: (most) => `至多 ${formatCount(most)} 项的列表`,
  listFrom: (least, most) => ` ${least} 到 ${formatCount(most)} 项的列表`,
  text: (most) => (most === 0 ? '空文本' : `至多 ${formatCount(most)} 个字符的文本`),
  oneOf: (choices) => spaced`${listedInChinese(choices)}之一`,
  number: (low, high) => (Math.abs(high) === Number.MAX_VALUE ? '合适的数' : ` ${low} 到 ${high} 之间的数`),
  whole: (low, high) => (low === high ? `数 ${low}` : ` ${low} 到 ${high} 之间的整数`),
  numbers: (count) => ` ${formatCount(count)} 个打包的数`,
  order: '不早于前一步的步数',
  bins: '每箱三个数',
};

export const runsFileText: Translated<typeof english.runsFileText> = {
  otherFormat: (got) => spaced`文件的格式标为 ${got}，不是本页面保存的运行。请打开从本页面保存的文件。`,
  otherVersion: (got, known) =>
    spaced`文件格式为版本 ${got}，此版本可读版本 ${known}。请重新加载页面以获得最新版本，或用此版本重新保存文件。`,
  noRuns: (got) => spaced`文件中本应列出运行的位置是 ${got}。请在原处重新保存。`,
  tooLarge: (most) => `运行文件最大为 ${most}，这个文件更大。请分批导出。`,
  tooMany: (count, most) => `文件中有 ${count} 次运行，而历史至多 ${most} 次。请分批导出。`,
  notJson: '文件被截断或已损坏：它不是 JSON。请在原处重新保存。',
  noRun: (got) => spaced`${got} 不是运行。`,
  changed: (check) => spaced`其中的数值不是当时保存的：校验值 ${check} 不符。请在原处重新保存。`,
  notRead: (number, name, problem) =>
    spaced`第 ${number} 次运行${name === '' ? '' : `（${name}）`}未导入。${problem}`,
};

export const damagedText: Translated<typeof english.damagedText> = {
  file: '文件已损坏：下列部分丢失，其余与写入时相同。',
  missing: (part) => spaced`${part}已不在。`,
  unreadable: (path) => spaced`无法读取${path}。`,
  unreadableAfter: (path) => spaced`无法读取${path}之后的内容。`,
  cutOff: (path) => spaced`文件在${path}之后中断。`,
};
