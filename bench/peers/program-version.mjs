// What a program says of its version; nothing when it is not installed.
import { execFileSync } from "node:child_process";

export const versionOf = (program, flags) => {
  try {
    const said = execFileSync(program, flags, { stdio: ["ignore", "pipe", "pipe"] }).toString();
    return /\d+(\.\d+)+/.exec(said)?.[0] ?? "unknown";
  } catch {
    return undefined;
  }
};
