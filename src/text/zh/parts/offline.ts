/** Chinese texts: what a reload for a newer version of the page takes away. */
import type * as english from '../../en/parts/offline.ts';
import type { Translated } from '../../translated.ts';

export const offlineText: Translated<typeof english.offlineText> = {
  reload: '重新加载新版本',
  keeps: '设置会保留。',
  losesRun: '设置会保留，但进行中的运行会丢失：最好等它结束。',
  losesNetworks: '设置和这些结果会保留；训练好的网络会丢失：需要的话请先保存。',
  losesResults: '设置会保留，但这些结果会丢失：需要的话请先保存。',
};
