/** 10,000 items of feeds, sound and damaged in every way that we could think of: each is a story, known, or in quarantine with its reason. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { addsUp, feedDesk } from "../kit/feed-desk.ts";

const NEWS = fileURLToPath(new URL("../../../shared/suites/news/", import.meta.url));
const COUNT = 10_000;

/** Samples of our own, so that the test does something everywhere; those of IPTC beside them where they are there. */
const OWN: readonly string[] = [
  '{"uri":"urn:own:1","type":"text","version":"1","headline":"渡口改期","body_html":"<h2>停航</h2><p>渡船<b>明日</b>停航。</p><ul><li>东岸</li><li>西岸</li></ul><table><tr><th>班</th><th>时</th></tr><tr><td>1</td><td>8:00</td></tr></table>"}',
  '{"uri":"urn:own:2","headlines":[{"role":"main","value":"Night market opens"}],"bodies":[{"role":"text","contentType":"text/plain","value":"The market opens at six.\\n\\nIt closes at ten."}],"pubStatus":"usable"}',
  '<?xml version="1.0" encoding="UTF-8"?><newsMessage><itemSet><newsItem guid="urn:own:3" version="2"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>河堤栽柳</headline></contentMeta><contentSet><inlineXML><html><body><p>栽柳<em>三百</em>株。</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>',
  '<nitf><head><docdata><doc-id id-string="own4"/></docdata></head><body><body.head><hedline><hl1>灯会</hl1></hedline></body.head><body.content><p>灯会今晚开。</p></body.content></body></nitf>',
  "<rss><channel><item><guid>own5</guid><title>雨停</title><description>&lt;p&gt;雨停了。&lt;/p&gt;</description></item><item><guid>own6</guid><title>风起</title><description>风起了。</description></item></channel></rss>",
  '<feed><entry><id>own7</id><title>晴</title><content type="html">&lt;p&gt;天晴。&lt;/p&gt;</content></entry></feed>',
  "---\nheadline: 早市\n---\n\n早市照常。\n",
];

const samples = (): readonly Buffer[] => {
  const own = OWN.map((each) => Buffer.from(each));
  if (!existsSync(NEWS)) return own;
  const files = readdirSync(NEWS, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(ninjs.examples|newsml|nitf).*\.(json|xml)$/.test(path))
    .sort();
  return [...own, ...files.map((path) => readFileSync(join(NEWS, path)))].filter(({ length }) => length < 60_000);
};

const random = (seed: number) => {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * most);
  };
};

type Mutation = (bytes: Buffer, next: (most: number) => number) => Buffer;

const inText =
  (change: (text: string, next: (most: number) => number) => string): Mutation =>
  (bytes, next) =>
    Buffer.from(change(bytes.toString("utf8"), next));

/** A place of a pattern, changed. */
const somewhere = (
  text: string,
  find: RegExp,
  { next, put }: { next: (most: number) => number; put: (match: string) => string },
): string => {
  const all = [...text.matchAll(find)];
  const one = all[next(Math.max(1, all.length))];
  return one ? text.slice(0, one.index) + put(one[0]) + text.slice(one.index + one[0].length) : text;
};

const MUTATIONS: readonly Mutation[] = [
  (bytes) => bytes,
  (bytes, next) => bytes.subarray(0, next(bytes.length)),
  (bytes, next) => {
    const copy = Buffer.from(bytes);
    for (let n = 0; n < 1 + next(4); n++) copy[next(copy.length)] = next(256);
    return copy;
  },
  (bytes, next) => Buffer.concat([bytes.subarray(0, next(bytes.length)), bytes.subarray(next(bytes.length))]),
  (bytes) => Buffer.from(bytes.toString("utf8"), "latin1"),
  (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString("utf8"), "utf16le")]),
  inText((text, next) => somewhere(text, /"[a-z_]{3,20}"\s*:/gi, { next, put: () => `"x${next(99)}":` })),
  inText((text, next) =>
    somewhere(text, /:\s*"[^"\\]{0,200}"/g, {
      next,
      put: () => [":7", ":null", ":{}", ":[1,[2]]", ":true", ':""'][next(6)]!,
    }),
  ),
  inText((text, next) =>
    somewhere(text, /<[a-z.]+(?=[ >])/gi, { next, put: (tag) => `${tag}>${"<div>".repeat(next(400))}` }),
  ),
  inText((text, next) =>
    somewhere(text, /[。.]/g, {
      next,
      put: () =>
        ["\u0000", "\u202e", "<script>x</script>", "&bogus;", "&#0;", "\ud83d\ude00", "**", "{a|b}", "]]>", "<!--"][
          next(10)
        ]!,
    }),
  ),
  inText((text, next) =>
    somewhere(text, />[^<>]{4,}</g, { next, put: (match) => `>${match.slice(1, -1).repeat(1 + next(60))}<` }),
  ),
  inText((text, next) => somewhere(text, /usable/g, { next, put: () => ["canceled", "withheld", "bogus"][next(3)]! })),
  inText((text, next) =>
    somewhere(text, /version(created)?"?[=:]\s*"?[^",>]*/gi, {
      next,
      put: (match) => `${match.slice(0, -1)}${next(10)}`,
    }),
  ),
  inText((text, next) => "[".repeat(next(20_000)) + text),
  inText((text) => `<!DOCTYPE a [<!ENTITY b "${"x".repeat(100)}"><!ENTITY c "&b;&b;&b;">]>${text}`),
];

/** Most items are others than those before, as in a night. */
const renamed = (bytes: Buffer, n: number): Buffer =>
  n % 4 === 0
    ? bytes
    : Buffer.from(
        bytes.toString("latin1").replace(/((?:"uri"|guid|id-string|<guid|<id)\s*[:=>]\s*"?)/, `$1n${n}-`),
        "latin1",
      );

test("10,000 items: each is accounted for, every story can be set, and a second run does nothing", {
  timeout: 300_000,
}, async () => {
  const next = random(20260301);
  const sources = samples();
  const desk = feedDesk({ language: "en", sameText: "keep" });
  for (let n = 0; n < COUNT; n++) {
    const sample = renamed(sources[next(sources.length)]!, n);
    const mutate = MUTATIONS[n % MUTATIONS.length]!;
    desk.put(`${String(n).padStart(5, "0")}.item`, Buffer.from(mutate(sample, next)));
  }
  const run = await desk.run();
  expect(addsUp(run)).toBe(true);
  expect(run.counts.seen).toBeGreaterThanOrEqual(COUNT);
  expect(run.counts.stories).toBeGreaterThan(COUNT / 4);
  expect(run.counts.quarantined).toBeGreaterThan(COUNT / 10);
  expect(new Set(run.items.map(({ path }) => path)).size).toBe(COUNT);
  const reasons = new Set(run.writes.flatMap(({ path }) => (path.endsWith(".finding.json") ? [path] : [])));
  for (const { path, bytes } of run.writes) {
    if (!path.startsWith("feed/quarantine/") || path.endsWith(".finding.json")) continue;
    expect(reasons.has(`${path.replace(/\.[A-Za-z0-9]{1,8}$/, "")}.finding.json`), path).toBe(true);
    expect(bytes.length).toBeGreaterThanOrEqual(0);
  }
  const errors: string[] = [];
  for (const path of desk.edition.keys()) {
    if (!path.startsWith("stories/")) continue;
    const { story, findings } = await desk.story(path);
    if (!story || findings.some(({ severity }) => severity === "error")) errors.push(path);
  }
  expect(errors).toEqual([]);
  const before = new Map(desk.edition);
  const again = await desk.run();
  expect(addsUp(again)).toBe(true);
  expect(again.counts).toMatchObject({ seen: run.counts.seen, stories: 0, updates: 0 });
  // of those kept aside some are by now older than what came after them
  expect(again.counts.quarantined).toBeLessThanOrEqual(run.counts.quarantined);
  expect([...desk.edition.keys()].sort()).toEqual([...before.keys()].sort());
});
