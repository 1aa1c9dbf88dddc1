/** Chinese texts of `en/parts/sharing.ts`. */
import type * as english from '../../en/parts/sharing.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const sharingText: Translated<typeof english.sharingText> = {
  link: '本实验的链接',
  copyByHand: '请复制此链接：',
  holds: {
    nothing: '链接包含全部设置，不含结果。任何人打开它并按“开始”，都会得到同样的运行。',
    claim: '链接包含全部设置，以及你这次运行的平均损失和结论，供人对照。曲线和门控放不进链接。',
    result: '链接包含全部设置和你的结果：结论、曲线和门控。打开的人立刻就能看到，也可以运行一遍来核对。',
  },
  long: (length) => `链接有 ${length} 个字符，有些程序会把它截断。更稳妥的是文件：更多，保存。`,
  sentence: '给打开者的一句话',
  frame: '嵌入其他页面的代码',
  copyWith: '连同这句话复制链接',

  shown: '下面是发送者的结果。',
  shownDetail: (backend, build) =>
    spaced`训练于${build === '' ? backend : `${backend}（${build}）`}。链接只带有一部分。运行一遍可得到其余内容，也能确认结果属实。`,
  fileFirst: (fileName) => spaced`要运行，请先选择 ${fileName}，链接不含此文件。`,
  check: '运行一遍来核对',
  says: '发送者说：',
  notSent: '链接不含这项内容',
  noGates: '链接不含这一步的门控。',
  noneSent: '链接未含',
};
