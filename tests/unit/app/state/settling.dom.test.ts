import { expect, it, onTestFinished, vi } from 'vitest';
import { whenSettled } from '../../../../app/panels/stage/useThumbnails.ts';
import { replayOf } from '../../../../app/state/replay.ts';
import { createStillPlayground } from './testPlayground.ts';

function opened() {
  const playground = createStillPlayground({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  return { playground, done: vi.fn(), wait: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

it('is a second after something new is shown, once', async () => {
  const { playground, done, wait } = opened();
  whenSettled(playground, done);
  await wait(990);
  expect(done).not.toHaveBeenCalled();
  await wait(20);
  expect(done).toHaveBeenCalledOnce();
  await wait(5000);
  expect(done).toHaveBeenCalledOnce();
});

it('is a second after a replay is over', async () => {
  const { playground, done, wait } = opened();
  whenSettled(playground, done);
  await wait(800);
  const replay = replayOf(playground);
  replay.start();
  await wait(3000);
  expect(done).not.toHaveBeenCalled();
  replay.stop();
  await wait(700);
  expect(done).not.toHaveBeenCalled();
  await wait(600);
  expect(done).toHaveBeenCalledOnce();
});

it('can be called off, and never is where data is saved', async () => {
  const { playground, done, wait } = opened();
  whenSettled(playground, done)();
  Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'connection');
  });
  whenSettled(playground, done);
  await wait(5000);
  expect(done).not.toHaveBeenCalled();
});
