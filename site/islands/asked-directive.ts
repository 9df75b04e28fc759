import type { AstroIntegration } from "astro";
import type { Asked } from "./when-asked.ts";

declare module "astro" {
  interface AstroClientDirectives {
    "client:asked"?: Asked;
  }
}

/** Adds the directive client:asked: an island that loads when the reader first asks for it, and never for being in view. */
export const askedDirective = (): AstroIntegration => ({
  name: "asked-directive",
  hooks: {
    "astro:config:setup": ({ addClientDirective }) =>
      addClientDirective({ name: "asked", entrypoint: "./site/islands/when-asked.ts" }),
  },
});
