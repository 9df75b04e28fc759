/** Makes something when it is first asked for, and then gives the same. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Gives an object fields that are found when they are first read; spreading it reads them all. */
export const withLazy = <Known extends object, Found extends object>(
  known: Known,
  find: { [Name in keyof Found]: () => Found[Name] },
): Known & Found => {
  for (const [name, of] of Object.entries<() => unknown>(find)) {
    Object.defineProperty(known, name, { get: once(of), enumerable: true });
  }
  return known as Known & Found;
};
