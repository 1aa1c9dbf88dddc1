/** Knows which release made the opened link, and where on this site it lies. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LinkReading } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { CURRENT_VERSION } from '../../../src/experiment/versions.ts';

interface OtherRelease {
  readonly release: string | null;
  /** Data are read as they were written, conclusions are not. */
  readonly isOldForm: boolean;
  readonly experiment: Experiment;
  readonly address: string | null;
}

interface ReleaseState {
  readonly other: OtherRelease | null;
}

export type ReleaseStore = StoreApi<ReleaseState>;

export const createReleaseStore = (): ReleaseStore => createStore<ReleaseState>(() => ({ other: null }));

/** `hash` is the fragment of the link. Releases lie at `v<version>/`, beside the list `releases.json`. */
export function noteRelease(
  store: ReleaseStore,
  { experiment, release, version }: Pick<LinkReading, 'experiment' | 'release' | 'version'>,
  hash: string,
): void {
  const isOldForm = version < CURRENT_VERSION;
  const isOther = isOldForm || (release !== null && release !== thisRelease);
  const other = isOther ? { release, isOldForm, experiment, address: null } : null;
  store.setState({ other });
  if (other === null || release === null || release === thisRelease) return;
  releaseAddressOf(release, hash).then(
    (address) =>
      store.setState((state) => (state.other === other ? { other: { ...other, address } } : state)),
    // Without a list there are no releases.
    () => {},
  );
}

async function releaseAddressOf(release: string, hash: string): Promise<string | null> {
  const root = siteRootOf(location.href);
  const releases: unknown = await (await fetch(`${root}releases.json`)).json();
  const isThere = Array.isArray(releases) && releases.includes(release);
  return isThere ? `${root}v${release}/${hash}` : null;
}

const siteRootOf = (page: string): string =>
  new URL('.', page).href.replace(/\/(v\d+[.]\d+[.]\d+\/)?(zh\/)?$/, '/');
