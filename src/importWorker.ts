/** Entry of the worker that reads files, so that the page goes on answering. */
import { createImporter } from './import/importer.ts';
import type { ToImporter } from './import/messages.ts';

const take = createImporter((message) => self.postMessage(message));
self.onmessage = ({ data }: MessageEvent<ToImporter>) => void take(data);
