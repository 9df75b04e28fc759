import { handedOver } from "./hand-over.ts";

/**
 * What pages of the whole site say of something that has pages of its own. It follows from the data of these pages alone, and so it is kept
 * with them: an earlier build has found it where they are taken over. As JSON keeps it, and found once in a build.
 *
 * Of each name there is one fact of a thing.
 */
export const factOf = <Thing extends { path: string }, Fact>(name: string, find: (thing: Thing) => Fact) => {
  const known = new WeakMap<Thing, { fact: Fact }>();
  return (thing: Thing): Fact => {
    const found = known.get(thing);
    if (found) return found.fact;
    const kept = handedOver("kept");
    const text = kept?.factOf(thing.path, name) ?? JSON.stringify(find(thing));
    kept?.keepFact(thing.path, name, text);
    const fact = { fact: JSON.parse(text) };
    known.set(thing, fact);
    return fact.fact;
  };
};
