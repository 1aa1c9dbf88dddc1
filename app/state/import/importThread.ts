/** The worker that reads one file at a time: made for it, ended with it. Drops what is said of files before. */
import type { FromImporter, ToImporter } from '../../../src/import/messages.ts';
import type { TableSetup } from '../../../src/table/tableSetup.ts';

/** What of a worker is used. */
export type ImportWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

type Begin = Extract<ToImporter, { type: 'read' | 'take' }>;
/** A message as whoever asks writes it. */
export type BeginRequest =
  | Omit<Extract<Begin, { type: 'read' }>, 'reading'>
  | Omit<Extract<Begin, { type: 'take' }>, 'reading'>;

export interface ImportListener {
  readonly onMessage: (message: FromImporter) => void;
  /** It could not be started, or died. */
  readonly onLost: () => void;
}

export class ImportThread {
  readonly #createWorker: () => ImportWorker;
  readonly #listener: ImportListener;
  #worker: ImportWorker | null = null;
  #reading = 0;

  constructor(createWorker: () => ImportWorker, listener: ImportListener) {
    this.#createWorker = createWorker;
    this.#listener = listener;
  }

  /** Ends what was read before. */
  begin(request: BeginRequest): void {
    this.end();
    this.#reading += 1;
    try {
      this.#worker = this.#open();
    } catch {
      this.#listener.onLost();
      return;
    }
    this.#worker.postMessage({ ...request, reading: this.#reading } satisfies ToImporter);
  }

  /** False when no file is held. */
  ask(setup: TableSetup): boolean {
    this.#worker?.postMessage({ type: 'report', reading: this.#reading, setup } satisfies ToImporter);
    return this.#worker !== null;
  }

  /** Gives the file back; at once, whatever is being read. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #open(): ImportWorker {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }: MessageEvent<FromImporter>) => {
      if (worker === this.#worker && data.reading === this.#reading) this.#listener.onMessage(data);
    };
    worker.onerror = (event) => {
      // Dealt with here; the page need not hear of it.
      event.preventDefault();
      if (worker !== this.#worker) return;
      this.end();
      this.#listener.onLost();
    };
    return worker;
  }
}
