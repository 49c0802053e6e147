/** Where kept results live, as each system wants it. */
import { homedir } from "node:os";
import { join } from "node:path";

/** `$BROADSHEET_CACHE`, else the system's place; an empty `$BROADSHEET_CACHE` means none. */
export const cacheFolder = (
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined => {
  const own = env["BROADSHEET_CACHE"];
  if (own !== undefined) return own === "" ? undefined : own;
  const home = env["HOME"] || homedir();
  if (env["XDG_CACHE_HOME"]) return join(env["XDG_CACHE_HOME"], "broadsheet");
  if (platform === "darwin") return join(home, "Library", "Caches", "broadsheet");
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "broadsheet", "Cache");
  return join(home, ".cache", "broadsheet");
};
