/** Chinese texts of `en/parts/savedRuns.ts`. */
import type * as english from '../../en/parts/savedRuns.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

const mend = '请在训练它的地方重新保存，或打开其设置并按“开始”。';

export const savedRunsText: Translated<typeof english.savedRunsText> = {
  notJson: (length) => `保存的运行被截断或已损坏：其中 ${length} 个字符不是 JSON。${mend}`,
  otherVersion: (got, known) => spaced`保存的运行的格式为版本 ${got}，此版本只能读取版本 ${known}。${mend}`,
  damaged: `保存的运行被截断或已损坏：与其校验值不符。${mend}`,
  setUp: (problems) => spaced`无法读取保存的运行的设置：${problems.join('')}${mend}`,
  numbers: `保存的运行中的数值不属于其设置下完成的运行。${mend}`,
};

export const runsFileText: Translated<typeof english.runsFileText> = {
  otherFormat: (got) => spaced`文件的格式标为 ${got}，不是本页面保存的运行。请打开从本页面保存的文件。`,
  otherVersion: (got, known) =>
    spaced`文件格式为版本 ${got}，此版本只能读取版本 ${known}。请重新加载页面以获得最新版本，或用此版本重新保存文件。`,
  noRuns: (got) => spaced`文件中本应列出运行的位置是 ${got}。请在原处重新保存。`,
  tooLarge: (most) => `运行文件最大为 ${most}，这个文件更大。请分批导出。`,
  tooMany: (count, most) => `文件中有 ${count} 次运行，而历史至多 ${most} 次。请分批导出。`,
  notJson: '文件被截断或已损坏：它不是 JSON。请在原处重新保存。',
  noRun: (got) => spaced`${got} 不是运行。`,
  notRead: (number, name, problem) =>
    spaced`第 ${number} 次运行${name === '' ? '' : `（${name}）`}未导入。${problem}`,
};
