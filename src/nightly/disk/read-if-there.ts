/** The text of a file that may not be there. */
import { readFileSync } from "node:fs";

/** Empty when it is not there; throws what else the disk says. */
export const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw fault;
  }
};
