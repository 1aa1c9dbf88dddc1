/** Entry of the worker that reads files, so that the page goes on answering. */
import { createImporter, type ToImporter } from './data/importer/importer.ts';

const take = createImporter((message) => self.postMessage(message));
self.onmessage = ({ data }: MessageEvent<ToImporter>) => void take(data);
