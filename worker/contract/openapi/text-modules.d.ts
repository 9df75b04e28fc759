/** A file's text, as Wrangler bundles it: a module of its own beside the Worker's JavaScript. */
declare module "*.txt" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so Wrangler exports it.
  export default text;
}

/** A file's text, as Vite gives it. */
declare module "*?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so Vite exports it.
  export default text;
}
