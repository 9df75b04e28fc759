/** A file's text, as Vite gives it. */
declare module "*?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so Vite exports it.
  export default text;
}
