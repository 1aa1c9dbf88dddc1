/** Lets a file be dropped anywhere on the page. */
import { useEffect, useState } from 'react';
import { text } from '../../src/text/text.ts';
import { isTable, openImport } from '../ownData/chooseTable.ts';
import { usePlayground } from '../state/playground.ts';
import type { MessageStore } from '../state/stores/messageStore.ts';
import { lazyPart } from '../ui/Lazy.tsx';
import styles from './FileDrop.module.css';
import type * as content from './files.ts';

export function FileDrop() {
  const playground = usePlayground();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const listen = (type: 'dragover' | 'drop' | 'dragleave', onEvent: (event: DragEvent) => void) =>
      window.addEventListener(type, onEvent, { signal: end.signal });
    listen('dragover', (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    });
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      setOver(false);
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      if (others.length > 0) playground.messages.showToast(text.app.menu.oneFile(file.name), false);
      if (isTable(file)) openImport(playground, file);
      else
        void withFiles(playground, text.app.menu.readerNotLoaded, ({ openFile }) =>
          openFile(playground, file),
        );
    });
    return () => end.abort();
  }, [playground]);
  return isOver ? <div className={styles['over']}>{text.app.menu.drop}</div> : null;
}

const hasFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** The code that opens and saves files, downloaded when it is wanted: few visitors bring or take any. */
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
