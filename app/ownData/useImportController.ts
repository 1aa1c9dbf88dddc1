/** The controller of a page's imports, made when the first component asks for it. */
import { oncePer } from '../../src/core/oncePer.ts';
import { usePlayground } from '../state/playground.ts';
import { ImportController, type ImportOwner } from './importController.ts';

const createImportWorker = (): Worker =>
  new Worker(new URL('../../src/importWorker.ts', import.meta.url), { type: 'module' });

const importControllerOf = oncePer((owner: ImportOwner) => new ImportController(owner, createImportWorker));

export const useImportController = (): ImportController => importControllerOf(usePlayground());
