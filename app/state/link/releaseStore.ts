/**
 * The release that made the opened link, when it is another than this one or wrote an older form, and where to find it. Every
 * release lies at `v<version>/` below the root of the site, the newest at the root as well; `releases.json` at the root lists
 * them.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LinkReading } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { CURRENT_VERSION } from '../../../src/experiment/versions.ts';

interface OtherRelease {
  /** Null when the link does not say, only its form is old. */
  readonly release: string | null;
  /** The link is of an older form: its data are kept as they were, what is concluded from them is not. */
  readonly isOldForm: boolean;
  /** The experiment that the link was read as. An edit makes it an experiment of this release. */
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
  { experiment, release, version }: Pick<LinkReading, 'experiment' | 'release' | 'version'>,
  hash: string,
): void {
  const isOldForm = version < CURRENT_VERSION;
  const isOther = isOldForm || (release !== null && release !== thisRelease);
  const other = isOther ? { release, isOldForm, experiment, address: null } : null;
  store.setState({ other });
  if (other === null || release === null || release === thisRelease) return;
  addressOf(release, hash).then(
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

/** The root of the site, from the address of the page there or in a release, in whatever language. */
const siteRootOf = (page: string): string =>
  new URL('.', page).href.replace(/\/(v\d+[.]\d+[.]\d+\/)?(zh\/)?$/, '/');
