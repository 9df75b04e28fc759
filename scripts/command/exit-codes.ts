/** What --help says of the exit codes of commands that only read. */
export const READ_EXIT_CODES = "Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.";
