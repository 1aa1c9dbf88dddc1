/** Describes what the matrix of an architecture can contain, from its topology alone. */
import type { Owner, Topology, UnitSpec } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';

const words = text.gates.help.contains;

interface PlacedUnit {
  readonly unit: UnitSpec;
  readonly owners: readonly Owner[];
}

/** A sentence each about gates, native weights, and sums of rows. */
export function matrixWordsOf({ levels }: Topology): readonly string[] {
  const placed = levels.flatMap(({ units, experts }) => {
    const owners = experts.map(({ owner }) => owner);
    return units.map((unit) => ({ unit, owners }));
  });
  return [gateWords(placed), nativeWords(placed), totalWords(placed)];
}

function gateWords(placed: readonly PlacedUnit[]): string {
  const gated = placed.filter(({ unit }) => unit.gate !== null);
  if (gated.length === 0) return words.noGate;
  if (gated.every(({ unit, owners }) => unit.gate?.sees.length === owners.length)) return words.gateOnAll;
  return gated.every(seesOwnAndShared) ? words.gateOnOwn : words.gateOnSome;
}

// A unit that belongs to nobody may see any expert.
function seesOwnAndShared({ unit, owners }: PlacedUnit): boolean {
  const { owner, gate } = unit;
  return owner === 'shared' || (gate?.sees ?? []).every((e) => owners[e] === owner || owners[e] === 'shared');
}

function nativeWords(placed: readonly PlacedUnit[]): string {
  const natives = placed.flatMap(({ unit: { native }, owners }) =>
    native === null ? [] : [{ native, numExperts: owners.length }],
  );
  if (natives.length === 0) return words.noNative;
  if (natives.every(({ native }) => native.kind === 'fixed')) return words.nativeFixed;
  const isOnAll = natives.every(({ native, numExperts }) => native.experts.length === numExperts);
  return isOnAll ? words.nativeOnAll : words.nativeOnOwn;
}

function totalWords(placed: readonly PlacedUnit[]): string {
  const totals = new Set(placed.map(({ unit }) => totalOf(unit)));
  const [total = null] = totals;
  return total === null || totals.size > 1 ? words.totalVaries : words.total(total);
}

/** Sum of a unit's weights; null if learned. */
function totalOf({ gate, native }: UnitSpec): number | null {
  if (native?.kind === 'learned') return null;
  return (gate === null ? 0 : 1) + (native?.experts.length ?? 0);
}
