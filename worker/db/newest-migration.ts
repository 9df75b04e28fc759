/** The name of the newest migration; written by npm run db:generate. */
export const NEWEST_MIGRATION = "0001_triggers.sql";
