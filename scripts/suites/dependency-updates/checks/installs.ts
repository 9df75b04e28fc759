import { installedCopy } from "./installed-copy.ts";

/* node installs.ts: whether npm can install what the workspace depends on. Exit code: 0 yes, 1 no. */

process.exitCode = installedCopy() === undefined ? 1 : 0;
