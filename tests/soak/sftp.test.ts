/** Handing over to servers: what lies there, who is trusted, and what is left when something breaks. Real SSH on loopback. */
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { sftpAddress } from "../../src/nightly/handover/sftp-address.ts";
import type { SftpLogin, SftpPatience } from "../../src/nightly/handover/sftp-connection.ts";
import { sftpDestination } from "../../src/nightly/handover/sftp-destination.ts";
import { sftpFaultOf } from "../../src/nightly/handover/sftp-fault.ts";
import { OutputError } from "../../src/nightly/output/output-error.ts";
import { EditionShelf, filesIn, pageYaml } from "../kit/edition-folder.ts";
import { type Fate, newKey, type RunningServer, startServer } from "../kit/sftp-server.ts";
import { hasSshd, startSshd } from "../kit/sshd.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const KEY = newKey();
const SEALED = newKey("open sesame");
const OTHER = newKey();
const PLANT = join(shelf.base, "plant");
const MANIFEST = "harbour-2025-07-10-main.json";
const ALL = [
  MANIFEST,
  "harbour-2025-07-10-main.xjdf",
  "harbour_20250710_main_01_A.pdf",
  "harbour_20250710_main_02_A.pdf",
] as const;
const [, , FIRST, SECOND] = ALL;

let server: RunningServer;
let fate: (verb: string, name: string) => Fate = () => "done";

beforeEach(async () => {
  fate = () => "done";
  rmSync(PLANT, { recursive: true, force: true });
  mkdirSync(join(PLANT, "in"), { recursive: true });
  const keys = [KEY.public, SEALED.public];
  server = await startServer({ folder: PLANT, keys, password: "beacon", fate: (verb, name) => fate(verb, name) });
});
afterEach(() => server.stop());

const READY = shelf.newEdition("pages: [pages/01.yaml, pages/02.yaml]\n", {
  "pages/01.yaml": pageYaml("01", "plain"),
  "pages/02.yaml": pageYaml("02"),
  "keys/plant": KEY.private,
  "keys/sealed": SEALED.private,
  "keys/other": OTHER.private,
  "keys/no-key": "no key\n",
});
const EDITION_YAML = readFileSync(join(READY, "edition.yaml"), "utf8");

/** Says how the pages are handed over, and hands them over. */
const deliver = async (handover: Readonly<Record<string, unknown>>, ...more: readonly string[]) => {
  const all = {
    to: `sftp://night@127.0.0.1:${server.port}/in`,
    key: "keys/plant",
    hostKey: server.fingerprint,
    ...handover,
  };
  const press = JSON.stringify({ handover: { xjdf: true, ...all } });
  writeFileSync(join(READY, "edition.yaml"), `${EDITION_YAML}press: ${press}\n`);
  if (!built) built = shelf.run(READY, "build");
  expect((await built).code).toBe(0);
  return shelf.run(READY, "deliver", ...more);
};
let built: ReturnType<EditionShelf["run"]> | undefined;

const there = (): readonly string[] => filesIn(join(PLANT, "in"));
/** Puts what lies there an hour back, so that the manifest is the youngest. */
const age = (): void => {
  for (const name of there().filter((each) => each !== MANIFEST)) utimesSync(join(PLANT, "in", name), 1e9, 1e9);
};

describe("deliver to a server", () => {
  test("all pages, the ticket, and the manifest last; what is there already is not sent again", async () => {
    const first = await deliver({});
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain("4 files handed over");
    expect(there()).toEqual(ALL);
    for (const name of ALL.slice(1))
      expect(
        readFileSync(join(PLANT, "in", name)).equals(readFileSync(join(READY, "out/harbour-2025-07-10-main", name))),
      ).toBe(true);
    const named = server.asked.filter((each) => each.startsWith("RENAME"));
    expect(named.at(-1)).toBe(`RENAME ${MANIFEST}`);
    expect(server.asked.filter((each) => each.startsWith("OPEN")).every((each) => each.startsWith("OPEN ."))).toBe(
      true,
    );
    age();
    const before = server.asked.length;
    expect((await deliver({})).out).toContain("0 files handed over, 4 already there");
    const again = server.asked.slice(before);
    // the manifest is taken at its word: no page is read back
    expect(again.filter((each) => /^(WRITE|RENAME|REMOVE)|^READ .*pdf/.test(each))).toEqual([]);
  });

  test("a page that is not what the manifest tells of is sent anew, in the place of the one that is there", async () => {
    await deliver({});
    const path = join(PLANT, "in", FIRST);
    const sound = readFileSync(path);
    // cut short; and of the right size, but written after the manifest
    for (const content of [sound.subarray(0, 99), Buffer.alloc(sound.length, 7)]) {
      age();
      writeFileSync(path, content);
      utimesSync(path, 2e9, 2e9);
      expect((await deliver({}, "--json")).out).toContain(`"sent": [\n    "${FIRST}"\n   ]`);
      expect(readFileSync(path).equals(sound)).toBe(true);
    }
    expect(there()).toEqual(ALL);
  });

  test("a damaged manifest, or one that nobody may read, is no obstacle", async () => {
    await deliver({});
    writeFileSync(join(PLANT, "in", MANIFEST), '{ "files": [null, 3, {}] }');
    expect((await deliver({})).out).toContain("1 file handed over, 3 already there");
    fate = (verb, name) => (verb === "OPEN" && !name.startsWith(".") ? 3 : "done");
    const { code, out } = await deliver({});
    expect([code, out]).toEqual([0, expect.stringContaining("4 files handed over")]);
  });
});

describe("who is trusted", () => {
  const nothingWent = (): void => {
    expect(there()).toEqual([]);
    expect(server.asked).toEqual([]);
  };

  test("a host that is not known gets nothing; its fingerprint is told", async () => {
    const { code, err } = await deliver({ hostKey: undefined });
    expect(code).toBe(1);
    expect(err).toContain("error[handover/host-key]");
    expect(err).toContain("the edition has no fingerprint of its host; no page was handed over");
    expect(err).toContain(`\`hostKey: ${server.fingerprint}\``);
    nothingWent();
  });

  test("nor does one with another key; of several keys one is enough", async () => {
    const strange = `SHA256:${"A".repeat(43)}`;
    const { code, err } = await deliver({ hostKey: strange });
    expect([code, server.connections()]).toEqual([1, 1]);
    expect(err).toContain("shows another host key than the edition has");
    expect(err).toContain(server.fingerprint);
    nothingWent();
    expect((await deliver({ hostKey: [strange, server.fingerprint] })).code).toBe(0);
  });

  test.each([
    ["a key that the plant does not have", { key: "keys/other" }, "does not let the user `night` in"],
    ["no key", { key: undefined }, "does not let the user `night` in"],
    ["a file that is no key", { key: "keys/no-key" }, "the private key for the plant's server cannot be read"],
    ["a file that is not there", { key: "keys/none" }, "the key file `keys/none` is not there"],
    [
      "an encrypted key without its passphrase",
      { key: "keys/sealed" },
      "the private key for the plant's server is encrypted",
    ],
    [
      "a variable that is not set",
      { key: undefined, passwordFrom: "NO_SUCH" },
      "environment variable `NO_SUCH` is not set",
    ],
  ])("%s is told once, with what to do", async (_, handover, sentence) => {
    const { code, err } = await deliver(handover);
    expect(code).toBe(1);
    expect(err).toContain("error[handover/login]");
    expect(err).toContain(sentence);
    expect(server.connections()).toBeLessThanOrEqual(1);
    nothingWent();
  });

  test("a password, or the passphrase of a key, comes from the environment and is told nowhere", async () => {
    shelf.env["PLANT_WORD"] = "beacon";
    expect((await deliver({ key: undefined, passwordFrom: "PLANT_WORD" })).code).toBe(0);
    shelf.env["PLANT_WORD"] = "open sesame";
    expect((await deliver({ key: "keys/sealed", passwordFrom: "PLANT_WORD" })).code).toBe(0);
    const { code, err, out } = await deliver({ key: undefined, passwordFrom: "PLANT_WORD" });
    expect([code, `${err}${out}`.includes("sesame")]).toEqual([1, false]);
  });

  test("what an address or a fingerprint cannot be is told while reading", async () => {
    const edition = shelf.newEdition(
      `press: { handover: { to: "sftp://night:beacon@plant.example/in", hostKey: "MD5:00", passwordFrom: "a b" } }
pages: [pages/01.yaml]
`,
      { "pages/01.yaml": pageYaml("01", "plain") },
    );
    const { code, err } = await shelf.run(edition, "check");
    expect(code).not.toBe(0);
    expect(err).toContain("`MD5:00` is no fingerprint of a host key");
    expect(err).toContain("`passwordFrom` is not the name of an environment variable");
    const text = readFileSync(join(edition, "edition.yaml"), "utf8");
    writeFileSync(join(edition, "edition.yaml"), text.replace(/, hostKey.*"a b"/, ""));
    expect((await shelf.run(edition, "check")).err).toContain("an address for handing over holds a password");
    for (const wrong of [
      "sftp://plant.example/in",
      "sftp://night@plant.example:70000/in",
      "sftp://night@plant.example",
    ]) {
      writeFileSync(join(edition, "edition.yaml"), text.replace(/to: .*"a b"/, `to: "${wrong}"`));
      expect((await shelf.run(edition, "check")).err).toContain(`pages cannot be handed over to \`${wrong}\``);
    }
  });
});

describe("what breaks", () => {
  test.each([
    ["a full disk", "WRITE", 4, `would not write \`${SECOND}\`: the server gives no reason; its disk may be full`],
    ["no rights", "OPEN", 3, `would not write \`${SECOND}\`: the user has no right to`],
  ] as const)("%s leaves nothing there, and is told", async (_, verb, status, sentence) => {
    fate = (asked, name) => (asked === verb && name.startsWith(`.${SECOND}`) ? status : "done");
    const { code, err } = await deliver({});
    expect(code).toBe(1);
    expect(err).toContain("error[handover/refused]");
    expect(err).toContain(sentence);
    expect(err).toContain("no page was handed over");
    expect(there()).toEqual([]);
    expect(server.connections()).toBe(1);
  });

  test("a folder that is not there is not made; one that is a file is told", async () => {
    const at = `sftp://night@127.0.0.1:${server.port}`;
    expect((await deliver({ to: `${at}/inn` })).err).toContain(
      "look into the folder `/inn`: there is no such file or folder",
    );
    writeFileSync(join(PLANT, "file"), "");
    expect((await deliver({ to: `${at}/file` })).err).toContain("is a file, not a folder");
    expect(filesIn(PLANT)).toEqual(["file"]);
  });

  test("broken off while naming: what has its name is whole, the manifest is not there, the next run goes on", async () => {
    fate = (verb, name) => (verb === "RENAME" && name === SECOND ? 3 : "done");
    const { code, err } = await deliver({});
    expect(code).toBe(1);
    expect(err).toContain("1 of 4 files were handed over, whole, and the manifest was not");
    expect(there()).toEqual([FIRST]);
    fate = () => "done";
    expect((await deliver({})).out).toContain("3 files handed over, 1 already there");
    expect(there()).toEqual(ALL);
  });
});

describe("connections that are cut", () => {
  const QUICK: SftpPatience = { entry: 20_000, answer: 700, pauses: [1, 1, 1] };
  const PAGE = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
  const login = (): SftpLogin => ({
    address: { user: "night", host: "127.0.0.1", port: server.port, folder: "/in" },
    server: "sftp://night@plant/in",
    hostKeys: [server.fingerprint],
    key: KEY.private,
  });
  const faultOf = async (work: Promise<unknown>): Promise<string> => {
    const fault = await work.then(
      () => undefined,
      (each: unknown) => each,
    );
    expect(fault).toBeInstanceOf(OutputError);
    const [finding] = (fault as OutputError).findings;
    expect(finding!.hint).toMatch(/^[a-z]/);
    return `${finding!.code}: ${finding!.message}`;
  };

  test.each(["STAT", "OPEN", "WRITE", "FSTAT", "CLOSE", "RENAME", "REMOVE"])(
    "cut or silent at a %s, once before and once after it is done: the file comes whole",
    async (verb) => {
      for (const kind of ["cut", "done-and-cut", "silent"] as const) {
        let left = 1;
        fate = (asked) => (asked === verb && left-- > 0 ? kind : "done");
        writeFileSync(join(PLANT, "in/a.pdf"), "older");
        const destination = await sftpDestination(login(), MANIFEST, QUICK);
        await destination.put("a.pdf", PAGE);
        await destination.reveal("a.pdf");
        expect(await destination.holds("a.pdf", { bytes: 5, sha256: "" })).toBe(false);
        await destination.close();
        expect(left, kind).toBeLessThan(1);
        expect(readFileSync(join(PLANT, "in/a.pdf")).equals(PAGE), kind).toBe(true);
        expect(there()).toEqual(["a.pdf"]);
      }
    },
  );

  test("at every write: four tries, then it is told, and what was there is as it was", async () => {
    fate = (verb) => (verb === "WRITE" ? "cut" : "done");
    writeFileSync(join(PLANT, "in/a.pdf"), "older");
    const destination = await sftpDestination(login(), MANIFEST, QUICK);
    expect(await faultOf(destination.put("a.pdf", PAGE))).toMatch(
      /^handover\/unreachable: `sftp:\/\/night@plant\/in` cannot be reached: the connection was cut/,
    );
    expect(server.connections()).toBe(4);
    // given up: nothing waits for it any more
    await faultOf(destination.discard("a.pdf"));
    expect(server.connections()).toBe(4);
    await destination.close();
    expect(readFileSync(join(PLANT, "in/a.pdf"), "utf8")).toBe("older");
  });

  test("a slow server that goes on is waited for", async () => {
    fate = (verb) => (verb === "WRITE" ? "slow" : "done");
    const destination = await sftpDestination(login(), MANIFEST, QUICK);
    await destination.put("a.pdf", PAGE);
    await destination.reveal("a.pdf");
    await destination.close();
    expect(server.connections()).toBe(1);
    expect(readFileSync(join(PLANT, "in/a.pdf")).equals(PAGE)).toBe(true);
  });

  test.each([
    [14, "refused", "its disk is full", true],
    [15, "refused", "the quota of the user is used up", true],
    [12, "refused", "it answers 12, locked", false],
    [7, "unreachable", "the connection was cut", false],
  ])("an answer of later drafts, %d, is no lost connection; one that says so is", (status, code, words, forNow) => {
    // the server of the tests cannot be made to send these
    const fault = sftpFaultOf(Object.assign(new Error("locked"), { code: status }), { server: "s", deed: "write" });
    expect(fault).toMatchObject({ passing: code === "unreachable", forNow });
    expect((fault as OutputError).findings).toMatchObject([
      { code: `handover/${code}`, message: expect.stringContaining(words), hint: expect.stringMatching(/^[a-z]/) },
    ]);
  });

  test("a server that takes connections and says nothing", async () => {
    fate = () => "silent";
    expect(await faultOf(sftpDestination(login(), MANIFEST, { ...QUICK, pauses: [] }))).toContain("did not answer for");
  });

  test("nothing that listens, and no such host", async () => {
    const { port } = server;
    await server.stop();
    const to = (address: Partial<SftpLogin["address"]>) => ({
      ...login(),
      address: { ...login().address, ...address },
    });
    expect(await faultOf(sftpDestination(to({ port }), MANIFEST, QUICK))).toContain("nothing listens there");
    expect(await faultOf(sftpDestination(to({ host: "no-such-host.invalid" }), MANIFEST, QUICK))).toMatch(
      /no host has that name|cannot be looked up/,
    );
    server = await startServer({ folder: PLANT, keys: [] });
  });
});

describe("addresses", () => {
  test.each([
    ["sftp://night@plant.example/in", { user: "night", host: "plant.example", port: 22, folder: "/in" }],
    ["sftp://n.w@10.0.0.7:2022/a/b//", { user: "n.w", host: "10.0.0.7", port: 2022, folder: "/a/b" }],
    ["sftp://night@[::1]:22/", { user: "night", host: "::1", port: 22, folder: "/" }],
    ["sftp://night@plant/~/in", { user: "night", host: "plant", port: 22, folder: "in" }],
    ["sftp://night@plant/~", { user: "night", host: "plant", port: 22, folder: "." }],
    ["sftp://a%40b@plant/%E6%97%A5%20100%25", { user: "a@b", host: "plant", port: 22, folder: "/日 100%" }],
  ])("%s", (address, parts) => {
    expect(sftpAddress(address)).toEqual(parts);
  });
});

describe.skipIf(!hasSshd)("Debian's sshd and sftp-server", () => {
  test("take the pages, give names in the place of older files, and are asked for nothing twice", async () => {
    const sshd = await startSshd(join(shelf.base, "sshd"), KEY.public);
    try {
      const folder = join(PLANT, "in");
      const to = { to: `sftp://${sshd.user}@127.0.0.1:${sshd.port}${folder}`, hostKey: sshd.fingerprint };
      expect(await deliver(to)).toMatchObject({ code: 0, err: "" });
      expect(there()).toEqual(ALL);
      writeFileSync(join(folder, SECOND), "%PDF-1.6");
      expect((await deliver(to)).out).toContain("1 file handed over, 3 already there");
      expect((await deliver(to)).out).toContain("0 files handed over, 4 already there");
      const path = join("out/harbour-2025-07-10-main", SECOND);
      expect(readFileSync(join(folder, SECOND)).equals(readFileSync(join(READY, path)))).toBe(true);
      expect((await deliver({ ...to, hostKey: `SHA256:${"A".repeat(43)}` })).err).toContain(sshd.fingerprint);
      expect((await deliver({ ...to, key: "keys/other" })).err).toContain("error[handover/login]");
    } finally {
      await sshd.stop();
    }
  });
});
