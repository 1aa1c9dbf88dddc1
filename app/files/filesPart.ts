/** The code that opens and saves files, downloaded when it is wanted: few visitors bring or take any. */
import type { MessageStore } from '../state/stores/messageStore.ts';
import { lazyPart } from '../ui/Lazy.tsx';
import type * as content from './files.ts';

const filesPart = lazyPart(() => import('./files.ts'));

/** Lets `act` use it; where it cannot be downloaded, `failure` is said, and the next choice is another try. */
export async function withFiles(
  { messages }: { readonly messages: MessageStore },
  failure: string,
  act: (files: typeof content) => Promise<void> | void,
): Promise<void> {
  const files = await filesPart.load().catch(() => null);
  if (files !== null) return act(files);
  filesPart.tryAgain();
  messages.showToast(failure, false);
}
