/**
 * The release that made the opened link, when it is another than this one, and where to find it. Every release lies at
 * `v<version>/` below the root of the site, the newest at the root as well; `releases.json` at the root lists them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LinkReading } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';

interface OtherRelease {
  readonly release: string;
  /** What the link was read as. An edit makes it an experiment of this release. */
  readonly experiment: Experiment;
  /** The same link in that release. Null while that is not known, and where the site does not have it. */
  readonly address: string | null;
}

export interface ReleaseState {
  readonly other: OtherRelease | null;
}

export type ReleaseStore = StoreApi<ReleaseState>;

export const createReleaseStore = (): ReleaseStore => createStore<ReleaseState>(() => ({ other: null }));

/** Notes the release of a link that was read, and looks for it when it is another one. `hash` is the fragment of the link. */
export function noteRelease(
  store: ReleaseStore,
  { experiment, release }: Pick<LinkReading, 'experiment' | 'release'>,
  hash: string,
): void {
  const isOther = release !== null && release !== thisRelease;
  const other = isOther ? { release, experiment, address: null } : null;
  store.setState({ other });
  if (other === null) return;
  addressOf(other.release, hash).then(
    (address) =>
      store.setState((state) => (state.other === other ? { other: { ...other, address } } : state)),
    // Where there is no list, there are no releases.
    () => {},
  );
}

async function addressOf(release: string, hash: string): Promise<string | null> {
  const root = siteRootOf(location.href);
  const releases: unknown = await (await fetch(`${root}releases.json`)).json();
  const isThere = Array.isArray(releases) && releases.includes(release);
  return isThere ? `${root}v${release}/${hash}` : null;
}

/** From the page at the root or from that of a release. */
const siteRootOf = (page: string): string => new URL('.', page).href.replace(/\/v\d+[.]\d+[.]\d+\/$/, '/');
