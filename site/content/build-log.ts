import node from "astro/logger/node";

type Log = ReturnType<typeof node>;

/** Astro's own log without the lines that it writes of every page, which nobody reads: there are thousands. */
const buildLog = (config: Parameters<typeof node>[0]): Log => {
  const { write } = node(config);
  return {
    write: (event) => {
      const isOfPage = event.level === "info" && (event.label === null || event.label === "SKIP_FORMAT");
      if (!isOfPage) write(event);
    },
  };
};

// biome-ignore lint/style/noDefaultExport: Astro takes the default export of the file that its configuration names.
export default buildLog;
