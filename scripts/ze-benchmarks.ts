// What `npx ze-benchmarks COMMAND` runs in a checkout.
import { CHECKOUT_COMMANDS } from "./command/checkout-commands.ts";
import { callByNpx, loadVariables, processContext } from "./command/context.ts";
import { dispatch } from "./command/dispatch.ts";
import { REMOTE_COMMANDS } from "./command/remote-commands.ts";

loadVariables();
const commands = [...CHECKOUT_COMMANDS, ...REMOTE_COMMANDS];
process.exitCode = await dispatch(commands, process.argv.slice(2), processContext(callByNpx));
