/** Recognises data files and opens the file picker for them. */
import type { Playground } from '../state/createPlayground.ts';
import { pickFile } from '../ui/browser.ts';

const tableName = /\.(csv|tsv|tab|txt|data|test|gz|parquet|parq|pq)$/i;

// UCI names its CSV files `.data` and the like.
export const isTable = ({ name, type }: Pick<File, 'name' | 'type'>): boolean =>
  tableName.test(name) || type === 'text/csv' || type === 'text/tab-separated-values';

export const openImport = ({ view }: Pick<Playground, 'view'>, file: File | null): void =>
  view.setState({ dialog: { kind: 'import', file } });

export const chooseTable = (playground: Pick<Playground, 'view'>): void =>
  pickFile('.csv,.tsv,.tab,.txt,.data,.test,.gz,.parquet,.parq,.pq,text/csv', (file) =>
    openImport(playground, file),
  );
