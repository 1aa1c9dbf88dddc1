/** What the page has to say: one toast, one notice, and the sentence read aloud by screen readers. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Notice {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Only a new copy of the page can help. */
  readonly canReload?: boolean;
}

export interface Toast {
  /** Tells two toasts of the same words apart. */
  readonly id: number;
  readonly message: string;
  readonly canUndo: boolean;
}

export interface MessageState {
  readonly toast: Toast | null;
  readonly notice: Notice | null;
  readonly announcement: string;
}

export interface MessageStore
  extends Pick<StoreApi<MessageState>, 'getState' | 'subscribe' | 'getInitialState'> {
  readonly showToast: (message: string, canUndo: boolean) => void;
  readonly hideToast: () => void;
  readonly showNotice: (notice: Notice) => void;
  readonly hideNotice: () => void;
  readonly announce: (sentence: string) => void;
}

export function createMessageStore(): MessageStore {
  const store = createStore<MessageState>(() => ({ toast: null, notice: null, announcement: '' }));
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
    announce: (announcement) => store.setState({ announcement }),
  };
}
