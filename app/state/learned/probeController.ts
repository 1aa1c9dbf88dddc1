/** Keeps the newest answer to what a part of the page wants to know of the networks shown. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProbeRequest, ProbeResult, ProbeTopic } from '../../../src/analysis/produced/probe.ts';
import { memoise } from '../../../src/core/memoise.ts';
import type { SessionEvent } from '../../../src/run/protocol.ts';
import { type HeldNetworks, type NetworkSource, networkSourceOf } from './networkSource.ts';

export interface ProbeState {
  /** May belong to the previous request. */
  readonly probed: ProbeResult | null;
  /** There are no such points, or the code failed to download. */
  readonly lacks: 'points' | 'download' | null;
}

const emptyProbeState: ProbeState = { probed: null, lacks: null };

type ProbeSource = Pick<NetworkSource, 'store' | 'held' | 'want'>;

export const probeControllersOf = memoise((page: Parameters<typeof networkSourceOf>[0]) => {
  const source = networkSourceOf(page);
  return {
    row: new ProbeController(source, 'row'),
    rows: new ProbeController(source, 'rows'),
    learned: new ProbeController(source, 'learned'),
    thumbnails: new ProbeController(source, 'thumbnails'),
  };
});

export class ProbeController {
  readonly store: StoreApi<ProbeState> = createStore(() => emptyProbeState);
  readonly #source: ProbeSource;
  readonly #topic: ProbeTopic;
  #wanted: ProbeRequest | null = null;
  #asked: { readonly held: HeldNetworks; readonly key: string } | null = null;
  #stopListening = () => {};
  #stopWanting = () => {};

  constructor(source: ProbeSource, topic: ProbeTopic) {
    this.#source = source;
    this.#topic = topic;
    source.store.subscribe(this.#follow);
  }

  /** Sets the request; null withdraws it. `mayBegin`: see `NetworkSource.want`. */
  readonly want = (request: ProbeRequest | null, mayBegin?: Parameters<NetworkSource['want']>[0]): void => {
    this.#wanted = request;
    const stop = this.#stopWanting;
    this.#stopWanting = request === null ? () => {} : this.#source.want(mayBegin);
    stop();
    this.#follow();
  };

  readonly tryAgain = (): void => {
    this.#ask(true);
    this.store.setState(emptyProbeState);
  };

  readonly #follow = (): void => {
    const held = this.#source.held();
    if (held !== (this.#asked?.held ?? null)) {
      this.#stopListening();
      this.#stopListening = held?.session.subscribe(this.#onEvent) ?? (() => {});
      this.#asked = held && { held, key: 'null' };
      this.store.setState(emptyProbeState);
    }
    this.#ask();
  };

  #ask(isAgain = false): void {
    if (this.#asked === null) return;
    const { held } = this.#asked;
    // A background session holds a single replica, numbered 0.
    const request = this.#wanted && { ...this.#wanted, ...(held.onlyReplica !== null && { replicas: [0] }) };
    const key = JSON.stringify(request);
    if (key === this.#asked.key && !isAgain) return;
    this.#asked = { held, key };
    held.session.send({ type: 'probe', runId: held.runId, topic: this.#topic, request });
  }

  readonly #onEvent = (event: SessionEvent): void => {
    const held = this.#asked?.held;
    if (held === undefined || event.runId !== held.runId) return;
    // After a loss, the run goes on in a worker that was asked nothing.
    if (event.type === 'ready' && this.#wanted !== null) this.#ask(true);
    if (event.type === 'unanswered' && event.question === this.#topic) this.#giveUp(held);
    if (event.type !== 'probed' || event.topic !== this.#topic) return;
    const { probed } = event;
    this.store.setState({
      probed: probed && withShownReplica(probed, held),
      lacks: probed === null ? 'points' : null,
    });
  };

  // Withdraws the request: else the download would be retried after every evaluation.
  #giveUp({ session, runId }: HeldNetworks): void {
    session.send({ type: 'probe', runId, topic: this.#topic, request: null });
    this.store.setState({ probed: null, lacks: 'download' });
  }
}

const withShownReplica = (probed: ProbeResult, { onlyReplica }: HeldNetworks): ProbeResult =>
  onlyReplica === null ? probed : { ...probed, request: { ...probed.request, replicas: [onlyReplica] } };

export const isOfChosenStep = ({ step, request }: ProbeResult): boolean =>
  request.step === null || step <= request.step;
