import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createReleaseStore, noteRelease } from '../../../../../app/state/link/releaseStore.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';

const experiment = defaultExperiment();

/** Serves a list of releases, and whatever else is no list, at every address. */
const serve = (releases: unknown) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(JSON.stringify(releases)));

function noted(release: string | null, version = 2) {
  const store = createReleaseStore();
  noteRelease(store, { experiment, release, version }, '#v=2&app=0.2.0&lr=.1');
  return store;
}

beforeEach(() => history.replaceState(null, '', '/'));

describe('a link of another release', () => {
  it.each(['/', '/index.html', '/v0.1.0/', '/v0.1.0/index.html?x#v=1'])(
    'leads to that release from %s',
    async (page) => {
      history.replaceState(null, '', page);
      const fetched = serve(['0.2.0', '0.1.0']);
      const store = noted('0.2.0');
      expect(store.getState().other).toEqual({
        release: '0.2.0',
        isOldForm: false,
        experiment,
        address: null,
      });
      await vi.waitFor(() => expect(store.getState().other?.address).not.toBeNull());
      expect(store.getState().other?.address).toBe(`${location.origin}/v0.2.0/#v=2&app=0.2.0&lr=.1`);
      expect(fetched).toHaveBeenCalledExactlyOnceWith(`${location.origin}/releases.json`);
    },
  );

  it.each([
    ['does not list it', () => serve(['0.3.0', '0.1.0'])],
    ['has no list', () => serve({ releases: '0.2.0' })],
    [
      'has a page instead of a list',
      () => vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('<p>')),
    ],
    ['cannot be reached', () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'))],
  ])('has no address when the site %s', async (_, prepare) => {
    const fetched = prepare();
    const store = noted('0.2.0');
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState().other).toEqual({
      release: '0.2.0',
      isOldForm: false,
      experiment,
      address: null,
    });
  });

  it('is forgotten with the next link, whatever the list says later', async () => {
    serve(['0.2.0']);
    const store = noted('0.2.0');
    noteRelease(store, { experiment, release: null, version: 2 }, '#batch=64');
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState().other).toBeNull();
  });
});

it.each(['0.1.0', null])('asks for no list when the release is %s', (release) => {
  const fetched = serve([]);
  expect(noted(release).getState().other).toBeNull();
  expect(fetched).not.toHaveBeenCalled();
});
