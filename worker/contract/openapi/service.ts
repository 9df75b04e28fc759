import * as z from "zod";
import { HealthSchema } from "#contract/service/health.ts";
import { SnapshotSchema } from "#contract/snapshot/snapshot.ts";
import type { Operation } from "./operation.ts";

/** The service itself, and the aggregate that the site is built from. */
export const service: Operation[] = [
  {
    method: "GET",
    path: "/health",
    id: "getHealth",
    tag: "Service",
    summary: "Ask whether the service can answer",
    answers: {
      200: { description: "It can.", schema: HealthSchema },
      503: { description: "The database does not answer.", schema: HealthSchema },
    },
    problems: [],
  },
  {
    method: "GET",
    path: "/api/snapshot",
    id: "getSnapshot",
    tag: "Service",
    summary: "Read the aggregate of everything",
    description:
      "What the site is built from: counts and sums a cell, and a batch beside what is claimed of it. With If-None-Match a client that has it is told so.",
    answers: {
      200: { description: "The snapshot; ETag is its id.", schema: SnapshotSchema, headers: ["ETag"] },
      304: { description: "The client has it.", headers: ["ETag"] },
    },
    problems: [],
  },
  {
    method: "GET",
    path: "/api/openapi.json",
    id: "getOpenApi",
    tag: "Service",
    summary: "Read this description",
    answers: { 200: { description: "OpenAPI 3.1.", schema: z.looseObject({ openapi: z.string() }) } },
    problems: [],
  },
];
