/** Servers that refuse, stall, run full or talk nonsense: what is told, and that no half file has a final name. Debian's sshd. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SftpLogin, SftpPatience } from "../../src/nightly/handover/sftp-connection.ts";
import { sftpDestination } from "../../src/nightly/handover/sftp-destination.ts";
import { OutputError } from "../../src/nightly/output/output-error.ts";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { newKey } from "../kit/sftp-server.ts";
import { hasSshd, type RunningSshd, SFTP_SERVER, type SshdManner, startSshd } from "../kit/sshd.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const KEY = newKey();
const MANIFEST = "harbour.json";
const PAGE = Buffer.from(Array.from({ length: 3_000_000 }, (_, n) => n % 251));
const QUICK: SftpPatience = { entry: 3000, answer: 1000, pauses: [1, 1, 1] };

let count = 0;
let room = "";
let plant = "";
let sshd: RunningSshd | undefined;

beforeEach(() => {
  chmodSync(shelf.base, 0o711);
  room = join(shelf.base, `room-${++count}`);
  plant = join(room, "in");
  mkdirSync(plant, { recursive: true });
});
afterEach(async () => {
  await sshd?.stop();
  sshd = undefined;
});

const open = async (manner: SshdManner = {}, more: Partial<SftpLogin> = {}, patience = QUICK) => {
  sshd ??= await startSshd(join(room, "sshd"), KEY.public, manner);
  return sftpDestination(
    {
      address: { user: sshd.user, host: "127.0.0.1", port: sshd.port, folder: plant },
      server: "sftp://night@plant/in",
      hostKeys: [sshd.fingerprint],
      key: KEY.private,
      ...more,
    },
    MANIFEST,
    patience,
  );
};

/** Code, sentence and hint of what was told. */
const told = async (work: Promise<unknown>): Promise<string> => {
  const fault = await work.then(
    () => undefined,
    (each: unknown) => each,
  );
  expect(fault).toBeInstanceOf(OutputError);
  const [finding] = (fault as OutputError).findings;
  return `${finding!.code}: ${finding!.message} | ${finding!.hint}`;
};
const script = (name: string, text: string): string => {
  const path = join(room, name);
  writeFileSync(path, `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  return path;
};
const at = (name: string): string => join(plant, name);

/** Serves files, and writes down by which process. */
const counted = (): string => script("counted", `echo $$ >> ${join(room, "pids")}; exec ${SFTP_SERVER}`);
const pids = (): readonly number[] => readFileSync(join(room, "pids"), "utf8").trim().split("\n").map(Number);
const isWhole = (name: string): boolean => readFileSync(at(name)).equals(PAGE);
const ASIDE = ".a.pdf.broadsheet";

describe.skipIf(!hasSshd)("a server that breaks", () => {
  test.each(["SIGKILL", "SIGSTOP"] as const)(
    "%s at a put: the file comes whole on a new connection",
    async (signal) => {
      const destination = await open({ sftp: counted() });
      writeFileSync(at("a.pdf"), "older");
      const put = destination.put("a.pdf", PAGE);
      process.kill(pids()[0]!, signal);
      await put;
      expect([filesIn(plant), readFileSync(at("a.pdf"), "utf8")]).toEqual([[ASIDE, "a.pdf"], "older"]);
      await destination.reveal("a.pdf");
      await destination.close();
      if (signal === "SIGSTOP") process.kill(pids()[0]!, "SIGKILL");
      expect([filesIn(plant), isWhole("a.pdf"), pids().length]).toEqual([["a.pdf"], true, 2]);
    },
  );

  test("one that stands still each time is told, and what lies there stays", async () => {
    // the first serves until it is stopped, those after it stop at once
    const stops = `echo $$ >> ${join(room, "pids")}; [ -e ${join(room, "begun")} ] && kill -STOP $$; exec ${SFTP_SERVER}`;
    const destination = await open({ sftp: script("stops", stops) }, {}, { ...QUICK, entry: 700 });
    writeFileSync(at("a.pdf"), "older");
    writeFileSync(join(room, "begun"), "");
    process.kill(pids()[0]!, "SIGSTOP");
    expect(await told(destination.put("a.pdf", PAGE))).toMatch(
      /^handover\/unreachable: `sftp:\/\/night@plant\/in` did not answer for 1 seconds when it was to .* \| hand over again/,
    );
    await destination.close();
    expect(pids().length).toBeGreaterThan(1);
    for (const pid of pids()) process.kill(pid, "SIGKILL");
    expect(readFileSync(at("a.pdf"), "utf8")).toBe("older");
  });

  test("one that lets the user in and opens no way to its files is told, and no connection stays open", async () => {
    const before = openSockets();
    expect(await told(open({ sftp: script("sleeps", "exec sleep 30") }, {}, { ...QUICK, entry: 700 }))).toMatch(
      /^handover\/unreachable: .* did not answer for 1 seconds when it was to open the way to its files \|/,
    );
    await expect.poll(openSockets).toBe(before);
  });

  test.each([
    ["has no SFTP", "exit 3", "Received exit code 3"],
    ["writes a greeting", "echo Welcome to the plant; cat > /dev/null", "Packet length"],
  ])("one that %s for the user is told as such", async (_, text, words) => {
    const said = await told(open({ sftp: script("wrong", text) }));
    expect(said).toMatch(
      /^handover\/refused: `sftp:\/\/night@plant\/in` lets the user in and does not serve files by SFTP/,
    );
    expect(said).toContain(words);
    expect(said).toContain("| ask the plant to allow SFTP to the user");
  });

  test("one that talks nonsense later does not bring the program down", async () => {
    const nonsense = String.raw`printf '\0\0\0\5\2\0\0\0\3'; sleep 0.3; head -c 100 /dev/zero | tr '\0' '\377'; cat > /dev/null`;
    expect(await told(open({ sftp: script("nonsense", nonsense) }))).toMatch(
      /^handover\/unreachable: .* \| hand over again/,
    );
  });
});

describe.skipIf(!hasSshd)("a server that refuses", () => {
  test("a full disk: told, worth another try later, nothing under the final name and nothing left", async (context) => {
    context.skip(!mounted("size=1m"), "no small disk to be had");
    try {
      const destination = await open();
      writeFileSync(at("a.pdf"), "older");
      const fault = await destination.put("a.pdf", PAGE).catch((each: unknown) => each);
      expect(await told(Promise.reject(fault))).toMatch(/^handover\/refused: .*its disk may be full \| ask the plant/);
      expect(fault).toMatchObject({ passing: false, forNow: true });
      await destination.discard("a.pdf");
      await destination.close();
      expect([filesIn(plant), readFileSync(at("a.pdf"), "utf8")]).toEqual([["a.pdf"], "older"]);
    } finally {
      execFileSync("umount", ["-l", plant]);
    }
  });

  test("a folder in which the user may not write", async () => {
    const destination = await open({ user: "nobody", sftp: "internal-sftp" });
    expect(await told(destination.put("a.pdf", PAGE))).toMatch(
      /^handover\/refused: .*has no right to \| ask the plant/,
    );
    await destination.close();
    expect(filesIn(plant)).toEqual([]);
  });

  test("a leftover that may not be written over goes first", async () => {
    chmodSync(plant, 0o777);
    const destination = await open({ user: "nobody", sftp: "internal-sftp" });
    writeFileSync(at(ASIDE), "left", { mode: 0o444 });
    await destination.put("a.pdf", PAGE);
    await destination.reveal("a.pdf");
    await destination.close();
    expect([filesIn(plant), isWhole("a.pdf")]).toEqual([["a.pdf"], true]);
  });

  test.each(["posix-rename", "posix-rename,remove"])(
    "without %s the half file of that name gives way",
    async (denied) => {
      const destination = await open({ sftp: `${SFTP_SERVER} -P ${denied}` });
      for (const content of [undefined, "%PDF-half"]) {
        if (content) writeFileSync(at("a.pdf"), content);
        await destination.put("a.pdf", PAGE);
        await destination.reveal("a.pdf");
        expect(isWhole("a.pdf")).toBe(true);
      }
      await destination.close();
      // who may not remove cannot take the older one away
      expect(filesIn(plant)).toEqual(denied.includes("remove") ? [`${ASIDE}.older`, "a.pdf"] : ["a.pdf"]);
    },
  );

  test("without any renaming: told, and the older file is as it was", async () => {
    const destination = await open({ sftp: `${SFTP_SERVER} -P posix-rename,rename` });
    writeFileSync(at("a.pdf"), "older");
    await destination.put("a.pdf", PAGE);
    expect(await told(destination.reveal("a.pdf"))).toMatch(
      /^handover\/refused: .* would not name `a.pdf`: the user has no right to \| ask the plant for the right to write, rename/,
    );
    await destination.discard("a.pdf");
    await destination.close();
    expect([filesIn(plant), readFileSync(at("a.pdf"), "utf8")]).toEqual([["a.pdf"], "older"]);
  });

  test("a plant that takes files away before they have their names", async () => {
    const destination = await open();
    await destination.put("a.pdf", PAGE);
    rmSync(at(ASIDE));
    expect(await told(destination.reveal("a.pdf"))).toMatch(
      /^handover\/refused: `a.pdf` was taken away from .* \| ask the plant to let files alone whose names begin with a dot/,
    );
    await destination.close();
  });

  test("too many keys of an agent are a matter of letting in, not of files", async () => {
    const socket = join(room, "agent");
    const pid = /SSH_AGENT_PID=(\d+)/.exec(execFileSync("ssh-agent", ["-a", socket], { encoding: "utf8" }))![1]!;
    try {
      for (let n = 0; n < 8; n++) {
        writeFileSync(join(room, `key-${n}`), `${newKey().private}\n`, { mode: 0o600 });
        execFileSync("ssh-add", ["-q", join(room, `key-${n}`)], { env: { SSH_AUTH_SOCK: socket }, stdio: "pipe" });
      }
      expect(await told(open({}, { key: undefined, agent: socket }))).toMatch(
        /^handover\/login: .* does not let the user `root` in \| name the file of the private key in `handover.key`/,
      );
    } finally {
      process.kill(Number(pid));
    }
    // and one that is gone
    expect(await told(open({}, { key: undefined, agent: socket }))).toMatch(/^handover\/login/);
  });

  test("a host that has changed its key since, between two connections", async () => {
    const destination = await open({ sftp: counted() });
    const { port } = sshd!;
    await sshd!.stop();
    process.kill(pids()[0]!, "SIGKILL");
    sshd = await startSshd(join(room, "other"), KEY.public, { port });
    expect(await told(destination.put("a.pdf", PAGE))).toMatch(
      /^handover\/host-key: .* shows another host key .* \| ask the plant/,
    );
    await destination.close();
    expect(filesIn(plant)).toEqual([]);
  });
});

/** A small disk in the plant's place; not to be had everywhere. */
const mounted = (options: string): boolean =>
  spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", plant]).status === 0;

const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((each) => each.startsWith("TCPSocket")).length;
