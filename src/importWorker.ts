/** Entry of the worker that reads files, so that the page stays responsive. */
import { createImporter, type ImporterRequest } from './data/importer/importer.ts';

const handleRequest = createImporter((message) => self.postMessage(message));
self.onmessage = ({ data }: MessageEvent<ImporterRequest>) => void handleRequest(data);
