/** The threads that train together: made when they are needed first, and kept for the next run. */
import type { MemoryReport } from '../../results/results.ts';
import { type HeartbeatTimes, usualHeartbeat } from '../client/workerHeartbeat.ts';
import { type Member, type Spawn, startMember } from './memberThread.ts';

/** What threads there may be. */
export interface Threads {
  /** How many may train, with the one that leads. */
  readonly count: number;
  readonly spawn: Spawn;
}

/** Only the thread that leads. */
export const oneThread: Threads = {
  count: 1,
  spawn: () => {
    throw new Error('There is only one thread.');
  },
};

/** Owns its members. */
export interface Pool {
  readonly numThreads: number;
  /** That many members, in the same order every time; a lost one is replaced. At most `numThreads` - 1. */
  readonly members: (count: number) => readonly Member[];
  /** Begins to load all threads that may train on WebAssembly. */
  readonly warm: () => void;
  /** What is alive in all members once they have done everything they were asked. */
  readonly memoryLeft: () => Promise<MemoryReport>;
  /** Ends all members. Idempotent. */
  readonly close: () => void;
}

/** A pool without members yet. */
export function createPool({ count, spawn }: Threads, times: HeartbeatTimes = usualHeartbeat): Pool {
  let members: Member[] = [];
  const membersUpTo = (wanted: number): readonly Member[] => {
    members = members.filter((member) => !member.isLost());
    while (members.length < wanted) members.push(startMember(spawn, times));
    return members.slice(0, wanted);
  };
  return {
    numThreads: count,
    members: membersUpTo,
    warm: () => {
      // One that is lost is replaced when it is needed.
      for (const member of membersUpTo(count - 1))
        member.ask({ type: 'start', backend: 'wasm' }).catch(() => undefined);
    },
    memoryLeft: async () => {
      await Promise.all(members.map((member) => member.rest()));
      return summedMemory(members.map((member) => member.memory()));
    },
    close: () => {
      for (const member of members.splice(0)) member.end();
    },
  };
}

/** What is alive in several threads together. */
export const summedMemory = (reports: readonly MemoryReport[]): MemoryReport => ({
  numTensors: reports.reduce((sum, { numTensors }) => sum + numTensors, 0),
  numBytes: reports.reduce((sum, { numBytes }) => sum + numBytes, 0),
});
