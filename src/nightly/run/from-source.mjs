/** A worker thread of a program that runs from its TypeScript source: threads do not inherit the loader. Never part of a build. */
import { register } from "tsx/esm/api";

register();
export const { runInThread } = await import(process.env.BROADSHEET_WORKER);
