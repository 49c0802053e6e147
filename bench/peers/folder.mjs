// Where peers and their files live: never in the project.
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const peersFolder = (given) =>
  resolve(given ?? process.env.BROADSHEET_PEERS ?? join(tmpdir(), "broadsheet-peers"));
