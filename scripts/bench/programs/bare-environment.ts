/** What programs need of this process's variables to run at all, and to reach a network behind a proxy. */
const KEPT = new Set(
  [
    "PATH HOME USER LOGNAME SHELL LANG LANGUAGE TERM TZ TMPDIR TEMP TMP",
    "SystemRoot SystemDrive ComSpec PATHEXT USERPROFILE APPDATA LOCALAPPDATA",
    "HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS",
  ].flatMap((names) => names.split(" ")),
);

/**
 * Variables for a program that acts in a run: of the caller's own only what programs need, and those that are named. So no agent, and no code
 * that an agent wrote, is given the key that results are submitted with.
 */
export const bareEnvironment = (
  names: readonly string[] = [],
  variables: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(variables).filter(([name]) => KEPT.has(name) || name.startsWith("LC_") || names.includes(name)),
  );
