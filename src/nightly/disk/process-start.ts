/** When a process of this machine began: a number is given to another process when its own is gone. */
import { readFileSync } from "node:fs";

/** As the system counts it, the same as long as the process lives; undefined where the system does not tell, or there is no such process. */
export const processStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the program's name, in brackets, may hold anything; what follows are the third and all further fields
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[FIELD];
  } catch {
    return undefined;
  }
};

/** The twenty-second field of proc(5), counted from the third. */
const FIELD = 19;
