import * as z from "zod";
import { HealthSchema } from "./health.ts";
import { operations } from "./operation.ts";

/** The service itself. */
export const serviceOperations = operations({
  getHealth: {
    method: "GET",
    path: "/health",
    tag: "Service",
    summary: "Ask whether the service can answer",
    description: "Whether the database answers and how fast, which schema it has, and whether migrations are pending.",
    answers: {
      200: { description: "The service can answer.", schema: HealthSchema },
      503: { description: "The database does not answer.", schema: HealthSchema },
    },
    once: true,
  },
  getOpenApi: {
    method: "GET",
    path: "/api/openapi.json",
    tag: "Service",
    summary: "Read this description",
    description: "This document, with examples that a test sent to the real service.",
    answers: {
      200: {
        description: "OpenAPI 3.1.",
        schema: z.looseObject({ openapi: z.string().describe("The version of OpenAPI.") }),
      },
    },
  },
});
