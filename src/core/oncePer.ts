/**
 * Things that are made of an object when they are first asked for, and kept as long as the object. Objects that never change, such as
 * experiments, are worked out once; things that live as long as a page are made by the download that asks, which the page does not know.
 */

/** Returns what `make` makes of an owner, the same one every time. */
export function oncePer<Owner extends object, Made>(make: (owner: Owner) => Made): (owner: Owner) => Made {
  const madeBy = new WeakMap<Owner, Made>();
  return (owner) => {
    const before = madeBy.get(owner);
    if (before !== undefined) return before;
    const made = make(owner);
    madeBy.set(owner, made);
    return made;
  };
}
