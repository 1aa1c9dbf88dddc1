/** Recognises data files, opens the file picker for them, and accepts files dropped anywhere on the page. */
import { useEffect, useState } from 'react';
import { text } from '../../src/text/text.ts';
import styles from '../files/FileDrop.module.css';
import type { Playground } from '../state/createPlayground.ts';
import { usePlayground } from '../state/playground.ts';
import { pickFile } from '../ui/browser.ts';
import { lazyPart } from '../ui/Lazy.tsx';

export const filesPart = lazyPart(() => import('../files/files.ts'));

export function FileDrop() {
  const playground = usePlayground();
  const { showToast } = playground.messages;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    const listen = (type: 'dragover' | 'drop' | 'dragleave', onEvent: (event: DragEvent) => void) =>
      window.addEventListener(type, onEvent, { signal: end.signal });
    listen('dragover', (event) => {
      if (!dragsFile(event)) return;
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
      if (others.length > 0) showToast(text.app.menu.oneFile(file.name), false);
      if (isTableFile(file)) openImport(playground, file);
      else
        void filesPart.use(
          ({ openFile }) => openFile(playground, file),
          () => showToast(text.app.menu.readerNotLoaded, false),
        );
    });
    return () => end.abort();
  }, [playground, showToast]);
  return isOver ? <div className={styles['over']}>{text.app.menu.drop}</div> : null;
}

const dragsFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

const tableFilePattern = /\.(csv|tsv|tab|txt|data|test|gz|parquet|parq|pq)$/i;

// The UCI repository names its CSV files `.data`, among others.
const isTableFile = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
  tableFilePattern.test(name) || type === 'text/csv' || type === 'text/tab-separated-values';

export const openImport = ({ view }: Pick<Playground, 'view'>, file: File | null): void =>
  view.setState({ dialog: { kind: 'import', file } });

export const TABLE_FILES = '.csv,.tsv,.tab,.txt,.data,.test,.gz,.parquet,.parq,.pq,text/csv';

export const chooseTable = (playground: Pick<Playground, 'view'>): void =>
  pickFile(TABLE_FILES, (file) => openImport(playground, file));
