/** One task, wherever it is run: in a thread, in a process of its own, or on another machine. */
import { openStore } from "../store/open-store.ts";
import { readForJob } from "./edition-reading.ts";
import { makeForJob } from "./page-task.ts";
import { preflightForJob } from "./preflight-task.ts";
import type { FileTrace } from "./recorded-reads.ts";
import type { Task, TaskRead, TaskResult } from "./task.ts";
import { thumbnailForJob } from "./thumbnail-task.ts";
import { benchFor } from "./workbench.ts";

/** Does the task; `watch` is told when a stage of it begins. Rejects only where the program or the disk fails. */
export const runTask = async (task: Task, watch: (stage: string) => void): Promise<TaskResult> => {
  const { place } = task;
  switch (task.kind) {
    case "read": {
      watch("read");
      const bench = benchFor(place);
      return { kind: "read", result: await readForJob(place.file, { bench, closed: task.closed, zone: task.zone }) };
    }
    case "page": {
      watch("read");
      const bench = benchFor(place);
      const record = await makeForJob(task.order, { file: place.file, bench, store: openStore(place.store), watch });
      return { kind: "page", record, reads: [...bench.recorded.reads.values()].map(bare) };
    }
    case "preflight":
      watch("preflight");
      return { kind: "preflight", entries: await preflightForJob(task.file, openStore(place.store)) };
    case "thumbnail":
      watch("thumbnail");
      return { kind: "thumbnail", picture: await thumbnailForJob(task.sha256, openStore(place.store)) };
  }
};

const bare = ({ root, path, sha256 }: FileTrace): TaskRead => ({ root, path, ...(sha256 !== undefined && { sha256 }) });
