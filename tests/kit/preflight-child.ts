/** A process of its own that runs the preflight over files, one after another, and tells of each how it ended: for hostile files. */
import { runCli } from "../../src/cli/run-cli.ts";

const results: { readonly code: number; readonly seconds: number; readonly errors: number; readonly said: string }[] =
  [];
for (const file of process.argv.slice(2)) {
  const out: string[] = [];
  const started = process.cpuUsage();
  const code = await runCli(["preflight", file, "--json", "--no-plates"], {
    cwd: process.cwd(),
    env: {},
    out: (text) => out.push(text),
    err: (text) => out.push(text),
    watched: false,
    input: async () => new Uint8Array(),
    colours: false,
    width: 100,
  });
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const said = out.join("");
  const errors = Number(/"errors": (\d+)/.exec(said)?.[1] ?? -1);
  results.push({ code, seconds, errors, said: said.slice(0, 300) });
}
process.stdout.write(JSON.stringify({ results, megabytes: process.resourceUsage().maxRSS / 1024 }));
