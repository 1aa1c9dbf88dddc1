/** Messages of the page: one toast, one notice, news of the page itself, and the sentence read aloud by screen readers. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { text } from '../../../src/text/text.ts';

export interface Notice {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Only a new copy of the page can help. */
  readonly canReload?: boolean;
}

export interface ToastMessage {
  /** Tells two toasts of the same words apart. */
  readonly id: number;
  readonly message: string;
  readonly canUndo: boolean;
}

export interface MessageState {
  readonly toast: ToastMessage | null;
  readonly notice: Notice | null;
  /** A newer version of the page is there, and nobody has put the message away. */
  readonly hasNewVersion: boolean;
  readonly announcement: string;
}

export interface MessageStore
  extends Pick<StoreApi<MessageState>, 'getState' | 'subscribe' | 'getInitialState'> {
  readonly showToast: (message: string, canUndo: boolean) => void;
  readonly hideToast: () => void;
  readonly showNotice: (notice: Notice) => void;
  readonly hideNotice: () => void;
  readonly offerNewVersion: () => void;
  readonly hideNewVersion: () => void;
  readonly announce: (sentence: string) => void;
}

export function createMessageStore(): MessageStore {
  const store = createStore<MessageState>(() => ({
    toast: null,
    notice: null,
    hasNewVersion: false,
    announcement: '',
  }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    showToast: (message, canUndo) =>
      store.setState(({ toast }) => ({
        toast: { id: (toast?.id ?? 0) + 1, message, canUndo },
        announcement: message,
      })),
    hideToast: () => store.setState({ toast: null }),
    showNotice: (notice) => store.setState({ notice }),
    hideNotice: () => store.setState({ notice: null }),
    offerNewVersion: () => store.setState({ hasNewVersion: true, announcement: text.offline.newVersion }),
    hideNewVersion: () => store.setState({ hasNewVersion: false }),
    announce: (announcement) => store.setState({ announcement }),
  };
}
