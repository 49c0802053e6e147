/** A process that takes the lock of a run at a moment that it is told, holds it for a moment, and says whether it got it. */
import { lockRun } from "../../src/nightly/run/run-lock.ts";

const HELD_MS = 100;

process.on("message", ({ folder, at }: { readonly folder: string; readonly at: number }) => {
  // the moment itself counts: a timer would let one after the other begin
  while (Date.now() < at);
  try {
    const lock = lockRun(folder, "out");
    setTimeout(() => lock.release(), HELD_MS);
    process.send!(true);
  } catch {
    process.send!(false);
  }
});
process.send!(false);
