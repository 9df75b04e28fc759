import { createContext, useContext } from "react";

/** What suites are called, by their names: runs state their names alone. */
export const SuiteTitles = createContext<ReadonlyMap<string, string>>(new Map());

/** A suite by its title, or by its name where the page knows no other. */
export const SuiteName = ({ suite }: { suite: string }) => useContext(SuiteTitles).get(suite) ?? suite;
