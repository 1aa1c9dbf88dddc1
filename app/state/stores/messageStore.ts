/** Holds the messages of the page and the screen reader announcement. */
import { createStore } from 'zustand/vanilla';
import { text } from '../../../src/text/text.ts';

interface Notice {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly canReload?: boolean;
}

interface ToastMessage {
  readonly id: number;
  readonly message: string;
  readonly canUndo: boolean;
}

export interface MessageState {
  readonly toast: ToastMessage | null;
  readonly notice: Notice | null;
  readonly hasNewVersion: boolean;
  readonly announcement: string;
}

export type MessageStore = ReturnType<typeof createMessageStore>;

export function createMessageStore() {
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
    showToast: (message: string, canUndo: boolean): void =>
      store.setState(({ toast }) => ({
        toast: { id: (toast?.id ?? 0) + 1, message, canUndo },
        announcement: message,
      })),
    hideToast: (): void => store.setState({ toast: null }),
    showNotice: (notice: Notice): void => store.setState({ notice }),
    hideNotice: (): void => store.setState({ notice: null }),
    offerNewVersion: (): void => store.setState({ hasNewVersion: true, announcement: text.app.newVersion }),
    hideNewVersion: (): void => store.setState({ hasNewVersion: false }),
    announce: (announcement: string): void => store.setState({ announcement }),
  };
}
