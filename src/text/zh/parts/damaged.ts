/** Chinese texts: a file that can be read in part. */
import type * as english from '../../en/parts/damaged.ts';
import type { Translated } from '../../translated.ts';
import { spaced } from '../words.ts';

export const damagedText: Translated<typeof english.damagedText> = {
  file: '文件已损坏：下列部分丢失，其余与写入时相同。',
  missing: (part) => spaced`${part}已不在。`,
  unreadable: (path) => spaced`无法读取${path}。`,
  unreadableAfter: (path) => spaced`无法读取${path}之后的内容。`,
  cutOff: (path) => spaced`文件在${path}之后中断。`,
};
