/** Memoisation by an immutable object, such as an experiment, for as long as that object lives. */

export function memoise<Owner extends object, Made>(make: (owner: Owner) => Made): (owner: Owner) => Made {
  const madeBy = new WeakMap<Owner, Made>();
  return (owner) => {
    const before = madeBy.get(owner);
    if (before !== undefined) return before;
    const made = make(owner);
    madeBy.set(owner, made);
    return made;
  };
}
