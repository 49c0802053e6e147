/** What `nightly` was asked for. */
import { availableParallelism } from "node:os";
import type { QueueAddress } from "../nightly/queue/queue-address.ts";
import type { PageHow } from "../nightly/run/page-task.ts";
import { nowOf } from "./now-of.ts";
import { choice, queueAddress, storeAddress, wholeNumber } from "./option-values.ts";
import type { CommandOptions, Session } from "./session.ts";
import { STANDARDS } from "./standard-names.ts";
import { UsageError } from "./usage-error.ts";

/** Its options, read. */
export interface NightlyAsked {
  readonly how: PageHow;
  readonly workers: number;
  /** milliseconds after which a task hangs */
  readonly patience: number;
  /** milliseconds since 1970 at which the edition goes out as it is */
  readonly by?: number;
  readonly explain: boolean;
  /** where tasks are shared out */
  readonly queue?: QueueAddress;
  /** where what is made is kept; below the output folder when absent */
  readonly store?: string;
  /** the time by which embargoes are judged, in place of the clock's */
  readonly now?: number;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  /** whether it goes on as files change */
  readonly watch: boolean;
  /** sections whose pages are handed over without a release; absent when nothing is handed over */
  readonly unattended?: "all" | readonly string[];
}

/** A page takes seconds; three minutes are for a machine that does ten other things. */
const PATIENCE_MS = 180_000;

/** Reads them; throws `UsageError`. */
export const howNightly = (options: CommandOptions, session: Session): NightlyAsked => {
  const { says } = session;
  const { standard, workers, by, closed, release = [], releasedBy, explain, queue, store } = options;
  const now = nowOf(options.now, session);
  const option = (name: string, text: string) => ({ name, text, session });
  if (release.length > 0 && !releasedBy?.trim()) throw new UsageError(says.releasedByNeeded);
  if (options.unattended !== undefined && !options.deliver) throw new UsageError(says.unattendedAlone);
  return {
    how: {
      ...(standard !== undefined && { standard: choice(option("--standard", standard), STANDARDS) }),
      ...(closed !== undefined && { closed: closed.trim() }),
      pictures: options.proof === true,
      ink: options.plates === true,
    },
    workers: workers === undefined ? availableParallelism() : wholeNumber(option("--workers", workers), 1, 64),
    patience: PATIENCE_MS,
    ...(by !== undefined && { by: nextTime(by, session) }),
    explain: explain === true,
    ...(queue !== undefined && { queue: queueAddress(option("--queue", queue)) }),
    ...(store !== undefined && { store: storeAddress(option("--store", store)) }),
    ...(now !== undefined && { now }),
    released: new Map(release.map((id) => [id, releasedBy!.trim()])),
    watch: options.watch === true,
    ...(options.deliver === true && { unattended: sectionsOf(options.unattended, session) }),
  };
};

const sectionsOf = (text: string | undefined, { says }: Session): "all" | readonly string[] => {
  if (text === undefined) return [];
  const sections = text
    .split(/[,，、]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
  if (sections.length === 0) throw new UsageError(says.badValue("--unattended", text, says.sectionNames));
  return sections.includes("all") ? "all" : sections;
};

/** `23:40` is the next time that the clock on the wall shows it. */
const nextTime = (text: string, { says }: Session): number => {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(text.trim()) ?? [];
  if (hours === undefined) throw new UsageError(says.badValue("--by", text, says.timeOfDay));
  const time = new Date();
  time.setHours(Number(hours), Number(minutes), 0, 0);
  if (time.getTime() <= Date.now()) time.setDate(time.getDate() + 1);
  return time.getTime();
};
