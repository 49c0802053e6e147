/** Loaded before a program: writes the process's peak memory, KiB, into the file that `BROADSHEET_PEAK` names, when it ends. */
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.BROADSHEET_PEAK)
  process.on("exit", () => writeFileSync(process.env.BROADSHEET_PEAK, String(process.resourceUsage().maxRSS)));
