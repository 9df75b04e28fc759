#!/usr/bin/env node
// What `npx ze-benchmarks COMMAND` runs where the client's package is installed.
import { callByNpx, processContext } from "../command/context.ts";
import { dispatch } from "../command/dispatch.ts";
import { REMOTE_COMMANDS } from "../command/remote-commands.ts";

process.exitCode = await dispatch(REMOTE_COMMANDS, process.argv.slice(2), processContext(callByNpx));
