/** Starts the worker that reads data files, or reads one there and ends it. */
import { UserError } from '../../src/core/errors.ts';
import type { ImporterRequest, ImporterResponse } from '../../src/data/importer/importer.ts';
import type { ReadingForm } from '../../src/data/table/table.ts';
import { text } from '../../src/text/text.ts';

export type ImportWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export const createImportWorker = (): Worker =>
  new Worker(new URL('../../src/importWorker.ts', import.meta.url), { type: 'module' });

type ReadFile = Extract<ImporterResponse, { type: 'read' }>;

/** Rejects with a `UserError`. */
export function readDataFile(
  file: File,
  form: ReadingForm,
  worker: ImportWorker = createImportWorker(),
): Promise<ReadFile> {
  return new Promise<ReadFile>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ImporterResponse>) => {
      if (data.type === 'read') resolve(data);
      if (data.type === 'failed') reject(new UserError(data.problems.join(' ')));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new UserError(text.ownData.noWorker));
    };
    worker.postMessage({ type: 'read', name: file.name, file, form } satisfies ImporterRequest);
  }).finally(() => worker.terminate());
}
