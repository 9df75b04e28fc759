import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleWorker } from "./bundle-worker.ts";

// What Wrangler runs before it serves or deploys the Worker, and again when a source changes: see wrangler.toml.

const FOLDER = join(import.meta.dirname, "..", "..", ".wrangler", "bundle");

await mkdir(FOLDER, { recursive: true });
const files = await bundleWorker().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
for (const [name, content] of files) {
  const file = join(FOLDER, name);
  // A Worker that runs is not started anew for what is the same, and none reads half a file while another one starts.
  if ((await readFile(file).catch(() => undefined))?.equals(Buffer.from(content))) continue;
  const written = `${file}.${process.pid}`;
  await writeFile(written, content);
  await rename(written, file);
}
