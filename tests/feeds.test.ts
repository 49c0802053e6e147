/** Feeds: items of agencies become stories, exact; versions, kills and embargoes are kept account of; nothing is lost. */
import { describe, expect, test } from "vitest";
import { plainText } from "../src/model/story.ts";
import { addsUp, feedDesk } from "./kit/feed-desk.ts";

type Item = Record<string, unknown>;

const ninjs = (more: Item = {}): string =>
  JSON.stringify({
    uri: "urn:wire:1",
    type: "text",
    version: "1",
    versioncreated: "2025-12-01T08:00:00+08:00",
    headline: "老桥加固工程提前完工",
    slugline: "old-bridge",
    body_text: "市政部门昨日表示，老桥加固工程提前完工。\n\n行人今晨起可以通行。",
    ...more,
  });

const paragraphs = async (desk: ReturnType<typeof feedDesk>, path: string) => {
  const { story, findings } = await desk.story(path);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return story!.paragraphs.map(({ kind, spans }) => [kind, plainText(spans)]);
};

const html = async (body: string, more: Item = {}) => {
  const desk = feedDesk();
  desk.put("a.json", ninjs({ body_text: undefined, body_html: body, ...more }));
  const run = await desk.run();
  expect(run.counts.stories, JSON.stringify(run.findings)).toBe(1);
  return { run, desk, text: desk.text("stories/old-bridge.md")!, set: await paragraphs(desk, "stories/old-bridge.md") };
};

describe("bodies", () => {
  test("paragraphs, crossheads, lists and faces keep their kind", async () => {
    const { set, text } = await html(
      "<h2>三个月</h2><p>工程用了<strong>三个月</strong>，比<em>计划</em>短。</p><ul><li>桥面</li><li>栏杆<ul><li>东侧</li></ul></li></ul><ol start='4'><li>灯</li></ol>",
    );
    expect(set).toEqual([
      ["crosshead", "三个月"],
      ["body", "工程用了三个月，比计划短。"],
      ["bulleted", "桥面"],
      ["bulleted", "栏杆"],
      ["bulleted", "东侧"],
      ["numbered", "灯"],
    ]);
    expect(text).toContain("**三个月**，比*计划*短");
    expect(text).toContain("4. 灯");
  });

  test("signs of Markdown in the text are text", async () => {
    const nasty = [
      "# 一",
      "## 二",
      "- 三",
      "+ 四",
      "1. 五",
      "2) 六",
      "> 七",
      "*八*",
      "**九**",
      "[十]{.name}",
      "{汉|hàn}",
      "![图](a.jpg)",
      "[链](b)",
      "---",
      "***",
      "___",
      "| a | b |",
      "```",
      "~~~",
      "~~十一~~",
      "\\ 反斜\\*线",
      "&amp;lt; &amp;#38;",
      "&lt;!-- 注 --&gt;",
      "&lt;b&gt;粗&lt;/b&gt;",
      "...",
      "a_b_c",
      "50%*2*3",
      "12345. x",
      "= = =",
    ];
    const { set, desk } = await html(nasty.map((each) => `<p>${each}</p>`).join(""), { language: "en" });
    const plain = nasty.map((each) => each.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"));
    expect(set).toEqual(plain.map((each) => ["body", each]));
    const { story } = await desk.story("stories/old-bridge.md");
    expect(
      story!.paragraphs.every(({ spans }) =>
        spans.every(({ face, marks, ruby }) => face === "text" && !marks && !ruby),
      ),
    ).toBe(true);
  });

  test("scripts are left out and said; quotations, line ends, ruby and raised figures are text", async () => {
    const { set, run, text } = await html(
      "<script>alert(1)</script><blockquote>他说：“好。”</blockquote>第一行<br>第二行<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby>字，100m<sup>2</sup>，H<sub>2</sub>O，A<sup>*</sup></p>",
    );
    expect(set.map(([, each]) => each)).toEqual(["他说：“好。”", "第一行", "第二行", "漢字，100m²，H₂O，A*"]);
    expect(text).toContain("{漢|かん}");
    expect(run.findings.map(({ code }) => code)).toContain("feed/left-out");
  });

  test("a table is a table; one that lays text out is text", async () => {
    const { desk, set } = await html(
      "<p>价格如下。</p><table><caption>菜价</caption><tr><th>菜</th><th>元</th></tr><tr><td>白菜</td><td>1.20</td></tr></table><table><tr><td><p>甲</p><p>乙</p></td></tr></table>",
    );
    const { story } = await desk.story("stories/old-bridge.md");
    expect(story!.tables).toHaveLength(1);
    expect(plainText(story!.tables[0]!.title)).toBe("菜价");
    expect(story!.tables[0]!.cells.map(({ text }) => plainText(text))).toEqual(["菜", "元", "白菜", "1.20"]);
    expect(set.map(([, each]) => each)).toEqual(["价格如下。", "甲", "乙"]);
  });

  test("random trees of tags lose no character", async () => {
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    const words = [
      "春",
      "雨 ",
      " 桥",
      "a*b",
      "[x]",
      "{y|z}",
      "# ",
      "- ",
      "1. ",
      "\n",
      "  ",
      "&amp;",
      "\\",
      "|",
      "_",
      "`",
      "！",
      "~~",
      "<br>",
      "“",
      "\u3000",
      "\u00a0",
    ];
    const tags = [
      "p",
      "b",
      "em",
      "div",
      "span",
      "li",
      "ul",
      "h2",
      "i",
      "blockquote",
      "strong",
      "a",
      "ol",
      "section",
      "td",
    ];
    const tree = (depth: number): string =>
      Array.from({ length: 1 + next(4) }, () => {
        if (depth > 4 || next(3) === 0) return words[next(words.length)]!;
        const tag = tags[next(tags.length)]!;
        return `<${tag}>${tree(depth + 1)}</${tag}>`;
      }).join("");
    let told = 0;
    for (let n = 0; n < 300; n++) {
      const desk = feedDesk({ language: "en" });
      const body = `<p>字</p>${tree(0)}`;
      desk.put("a.json", ninjs({ body_text: undefined, body_html: body }));
      const run = await desk.run();
      expect(run.counts.stories, body).toBe(1);
      const { story } = await desk.story("stories/old-bridge.md");
      const seen = body
        .replace(/<[^>]*>/g, "")
        .replace(/&amp;/g, "&")
        .replace(/\s/g, "");
      expect(
        story!.paragraphs
          .map(({ spans }) => plainText(spans))
          .join("")
          .replace(/\s/g, ""),
        body,
      ).toBe(seen);
      told++;
    }
    expect(told).toBe(300);
  });
});

describe("formats", () => {
  const read = async (content: string, source = {}) => {
    const desk = feedDesk(source);
    desk.put("a", content);
    const run = await desk.run();
    return { desk, run };
  };

  test("NewsML-G2 with NITF: the message's items, heads and text; the package is kept aside", async () => {
    const { desk, run } = await read(
      `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
      <newsItem guid="tag:wire,2" version="3" xml:lang="zh-Hans"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2025-12-01T01:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
      <contentMeta><urgency>2</urgency><headline>河堤栽下新柳</headline></contentMeta>
      <contentSet><inlineXML><nitf><body><body.head><hedline><hl1>河堤栽下新柳</hl1></hedline><byline>记者 田禾</byline><dateline>本报讯</dateline></body.head><body.content><p>志愿者昨天在河堤栽柳。</p><hl2>三百株</hl2><p>共<em>三百</em>株。</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
      <packageItem guid="tag:wire,3" version="1"/></itemSet></newsMessage>`,
      { file: "{id}" },
    );
    expect(run.counts).toMatchObject({ seen: 2, stories: 1, quarantined: 1 });
    expect(desk.text("stories/wire-2.md")).toContain("priority: 2");
    const set = await paragraphs(desk, run.items[0]!.story!);
    expect(set).toEqual([
      ["body", "本报讯（记者 田禾）志愿者昨天在河堤栽柳。"],
      ["crosshead", "三百株"],
      ["body", "共三百株。"],
    ]);
    const kept = run.writes.filter(({ path }) => path.startsWith("feed/quarantine/"));
    expect(kept.map(({ path }) => path)).toHaveLength(2);
    expect(new TextDecoder().decode(kept.find(({ path }) => !path.endsWith(".json"))!.bytes)).toBe(
      '<packageItem guid="tag:wire,3" version="1"/>',
    );
  });

  test("RSS 2.0, RSS 1.0 and Atom", async () => {
    const rss = await read(
      `<rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>某社</title><item><guid>g1</guid><title>集市 &amp;amp; 花市</title><dc:creator>沈一</dc:creator><pubDate>Mon, 01 Dec 2025 08:00:00 GMT</pubDate><description>短</description><content:encoded><![CDATA[<p>周末集市照常开。</p><p>花市也开。</p>]]></content:encoded></item></channel></rss>`,
    );
    expect(rss.desk.text(rss.run.items[0]!.story!)).toContain('headline: "集市 & 花市"');
    expect(await paragraphs(rss.desk, rss.run.items[0]!.story!)).toEqual([
      ["body", "（沈一）周末集市照常开。"],
      ["body", "花市也开。"],
    ]);
    const rdf = await read(
      `<rdf:RDF xmlns:rdf="r"><channel/><item rdf:about="u"><title>灯会</title><description>灯会今晚开。</description></item></rdf:RDF>`,
    );
    expect(await paragraphs(rdf.desk, "stories/灯会.md")).toEqual([["body", "灯会今晚开。"]]);
    const atom = await read(
      `<feed xmlns="a"><entry><id>e</id><title type="html">&lt;b&gt;雨&lt;/b&gt;停</title><updated>2025-12-01T00:00:00Z</updated><content type="xhtml"><div><p>雨停了。</p></div></content></entry></feed>`,
    );
    expect(await paragraphs(atom.desk, "stories/雨停.md")).toEqual([["body", "雨停了。"]]);
  });

  test("Markdown comes as it stands, and is known by its file", async () => {
    const desk = feedDesk();
    desk.put("notes/渡口.md", "---\nheadline: 渡口改期\n---\n\n渡船明日停航一天。\n");
    await desk.run();
    expect(desk.text("stories/渡口.md")).toBe("---\nheadline: 渡口改期\n---\n\n渡船明日停航一天。\n");
    desk.put("notes/渡口.md", "---\nheadline: 渡口改期\n---\n\n渡船后日停航一天。\n");
    expect((await desk.run()).counts).toMatchObject({ updates: 1 });
  });

  test("a declared encoding is heeded; a wrong one, bad bytes and broken files are kept aside, byte for byte", async () => {
    const text =
      '<?xml version="1.0" encoding="GB2312"?><nitf><body><body.content><p>Aé</p></body.content></body></nitf>';
    const gb = Buffer.concat([
      Buffer.from(text.split("Aé")[0]!),
      Buffer.from([0xd6, 0xd0]),
      Buffer.from(text.split("Aé")[1]!),
    ]);
    const desk = feedDesk();
    desk.put("gb.xml", gb);
    const bad = {
      "cut.json": '{"uri":"a","body_text":"',
      "odd.xml": "<nitf><p></nitf>",
      "gbk.json": Buffer.concat([Buffer.from('{"uri":"'), Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from('"}')]),
      "void.json": "",
      "other.json": '{"a":1}',
      "deep.json": "[".repeat(100_000),
      "nul.bin": new Uint8Array(9),
    };
    for (const [path, bytes] of Object.entries(bad)) desk.put(path, bytes);
    const run = await desk.run();
    expect(addsUp(run)).toBe(true);
    expect(run.counts).toMatchObject({ stories: 1, quarantined: 7 });
    expect(await paragraphs(desk, run.items.find(({ outcome }) => outcome === "stories")!.story!)).toEqual([
      ["body", "中"],
    ]);
    for (const bytes of Object.values(bad)) {
      const wanted = Buffer.from(bytes);
      expect(
        run.writes.some(({ path, bytes: kept }) => path.startsWith("feed/quarantine/") && wanted.equals(kept)),
      ).toBe(true);
    }
    const reasons = run.writes
      .filter(({ path }) => path.endsWith(".finding.json"))
      .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as Item);
    for (const reason of reasons)
      expect(reason).toMatchObject({
        code: expect.stringMatching(/^feed\//),
        message: expect.any(String),
        hint: expect.any(String),
        line: expect.any(Number),
        column: expect.any(Number),
      });
    expect(reasons.some(({ message }) => message === "the item looks like GB18030, not UTF-8")).toBe(true);
  });

  test("entities of a document's own are not expanded, and no file is read", async () => {
    const { run, desk } = await read(
      '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]><nitf><body><body.content><p>x &b;</p></body.content></body></nitf>',
    );
    expect(run.counts.quarantined).toBe(1);
    expect([...desk.edition.values()].some((bytes) => new TextDecoder().decode(bytes).includes("root:"))).toBe(false);
  });

  test("right-to-left text and broken characters keep an item aside: no page could be set with it", async () => {
    for (const text of ["שלום", "坏\ud800字", "坏\ufffd字"]) {
      const { run } = await read(ninjs({ body_text: text }));
      expect(run.counts.quarantined, text).toBe(1);
    }
  });
});

describe("versions", () => {
  test("a higher version replaces, the same is a duplicate, a lower one is stale", async () => {
    const desk = feedDesk();
    desk.put("1.json", ninjs());
    expect((await desk.run()).counts).toMatchObject({ seen: 1, stories: 1 });
    desk.put("2.json", ninjs({ version: "2", ednote: "更正：完工日期", body_text: "更正后的正文。" }));
    const run = await desk.run();
    expect(run.counts).toMatchObject({ seen: 2, duplicates: 1, updates: 1 });
    expect(run.findings.find(({ code }) => code === "feed/updated")?.message).toContain("a correction");
    expect(desk.text("stories/old-bridge.md")).toContain("更正后的正文。");
    desk.put("0.json", ninjs({ version: 1, body_text: "很旧的正文。" }));
    expect((await desk.run()).counts).toMatchObject({ seen: 3, duplicates: 2, stale: 1 });
    expect((await desk.run()).counts).toMatchObject({ duplicates: 3 });
    expect(desk.text("stories/old-bridge.md")).toContain("更正后的正文。");
  });

  test("of two contents of one version the later one counts, and it is said once", async () => {
    const desk = feedDesk();
    desk.put("a.json", ninjs({ versioncreated: "2025-12-02T08:00:00+08:00", body_text: "后来的。" }));
    desk.put("b.json", ninjs({ body_text: "先前的。" }));
    const run = await desk.run();
    expect(run.findings.filter(({ code }) => code === "feed/conflict")).toHaveLength(1);
    expect(desk.text("stories/old-bridge.md")).toContain("后来的。");
    expect((await desk.run()).counts).toMatchObject({ duplicates: 2 });
  });

  test("a kill takes story and pictures out, and no older version comes back", async () => {
    const desk = feedDesk();
    desk.put("pic.png", Buffer.from("89504e470d0a1a0a", "hex"));
    const pictures = {
      associations: { main: { type: "picture", renditions: { big: { href: "pic.png", mimetype: "image/png" } } } },
    };
    desk.put("1.json", ninjs(pictures));
    await desk.run();
    expect([...desk.edition.keys()].sort()).toEqual([
      "feed/ledger.json",
      "photos/old-bridge.png",
      "stories/old-bridge.md",
    ]);
    desk.put("2.json", ninjs({ version: "2", pubstatus: "canceled" }));
    const run = await desk.run();
    expect(run.counts).toMatchObject({ killed: 1 });
    expect([...desk.edition.keys()]).toEqual(["feed/ledger.json"]);
    desk.put("3.json", ninjs({ body_text: "迟到的旧稿。" }));
    desk.put("4.json", ninjs({ uri: "urn:other:9", slugline: "copy" }));
    expect((await desk.run()).counts).toMatchObject({ seen: 4, stale: 1, duplicates: 3 });
    expect([...desk.edition.keys()]).toEqual(["feed/ledger.json"]);
  });

  test("a kill that comes first keeps the story out; one of an older version does not", async () => {
    const desk = feedDesk();
    desk.put("a.json", ninjs({ version: "3", pubstatus: "canceled" }));
    desk.put("b.json", ninjs({ version: "2" }));
    expect((await desk.run()).counts).toMatchObject({ killed: 1, stale: 1 });
    const other = feedDesk();
    other.put("a.json", ninjs({ version: "3" }));
    other.put("b.json", ninjs({ version: "2", pubstatus: "canceled" }));
    expect((await other.run()).counts).toMatchObject({ stories: 1, stale: 1 });
  });

  test("an embargo holds until its time, also when the item has gone from the inbox", async () => {
    for (const gone of [false, true]) {
      const desk = feedDesk({}, { zone: "+08:00" });
      desk.put("1.json", ninjs({ embargoed: "2026-01-01T20:00:00" }));
      expect((await desk.run("2026-01-01T11:59:59Z")).counts).toMatchObject({ held: 1 });
      expect([...desk.edition.keys()]).toEqual(["feed/ledger.json"]);
      if (gone) desk.inbox.clear();
      const run = await desk.run("2026-01-01T12:00:00Z");
      expect(gone ? run.released : run.counts.stories).toBe(1);
      expect(await paragraphs(desk, "stories/old-bridge.md")).toHaveLength(2);
      expect((await desk.run("2026-01-02T12:00:00Z")).counts.duplicates).toBe(gone ? 0 : 1);
    }
  });

  test("the same text of another provider is dropped, or kept when asked", async () => {
    for (const sameText of ["drop", "keep"] as const) {
      const desk = feedDesk({ sameText });
      desk.put("1.json", ninjs());
      desk.put("2.json", ninjs({ uri: "urn:other:7" }));
      expect((await desk.run()).counts).toMatchObject(
        sameText === "drop" ? { stories: 1, duplicates: 1 } : { stories: 2 },
      );
      expect(desk.edition.has("stories/old-bridge-2.md")).toBe(sameText === "keep");
    }
  });

  test("a story that an editor changed stays; the new version stands beside it", async () => {
    const desk = feedDesk();
    desk.put("1.json", ninjs());
    await desk.run();
    desk.edition.set("stories/old-bridge.md", new TextEncoder().encode("编辑改过。\n"));
    desk.put("2.json", ninjs({ version: "2", body_text: "新版。" }));
    const run = await desk.run();
    expect(run.findings.map(({ code }) => code)).toContain("feed/edited");
    expect(desk.text("stories/old-bridge.md")).toBe("编辑改过。\n");
    expect([...desk.edition.keys()].filter((path) => /old-bridge\.update-\w{8}\.md$/.test(path))).toHaveLength(1);
  });

  test("a run that was cut off before the ledger is done again to the same end", async () => {
    const desk = feedDesk();
    desk.put("1.json", ninjs());
    await desk.run();
    const first = new Map(desk.edition);
    desk.edition.delete("feed/ledger.json");
    await desk.run();
    expect([...desk.edition]).toEqual([...first]);
  });

  test("an editor's own story of that name is not touched", async () => {
    const desk = feedDesk();
    desk.edition.set("stories/old-bridge.md", new TextEncoder().encode("编辑的稿。\n"));
    desk.put("1.json", ninjs());
    await desk.run();
    expect(desk.text("stories/old-bridge.md")).toBe("编辑的稿。\n");
    expect(desk.text("stories/old-bridge-2.md")).toContain("老桥");
  });
});

describe("the mapping", () => {
  test("chooses fields, file and priority, and lets items pass by", async () => {
    const desk = feedDesk({
      file: "{source}/{section}/{slug}",
      fields: { kicker: ["slugline"], dateline: ["located"], headline: ["title", "headline"] },
      priorities: { "1": 2 },
      leave: { subjects: ["medtop:15"] },
      take: { languages: ["zh"] },
    });
    desk.put(
      "1.json",
      ninjs({ urgency: 1, language: "zh-Hans", located: "临洼", title: "题", genre: [{ name: "Local news" }] }),
    );
    desk.put(
      "2.json",
      ninjs({ uri: "b", body_text: "球赛。", language: "zh", subject: [{ code: "medtop:15000000" }] }),
    );
    desk.put("3.json", ninjs({ uri: "c", body_text: "Rain.", language: "en-GB" }));
    const run = await desk.run();
    expect(run.counts).toMatchObject({ stories: 1, filtered: 2 });
    expect(desk.text("stories/wire/local-news/old-bridge.md")).toBe(
      '---\nheadline: "题"\nkicker: "old-bridge"\ndateline: "临洼"\npriority: 2\n---\n\n市政部门昨日表示，老桥加固工程提前完工。\n\n行人今晨起可以通行。\n',
    );
  });

  test("takes the largest picture under the bound, from the inbox alone", async () => {
    const desk = feedDesk({ pictures: { longest: 3000 } });
    for (const name of ["small", "large", "huge"])
      desk.put(`in/${name}.jpg`, Buffer.from(`ffd8ffe0${Buffer.from(name).toString("hex")}`, "hex"));
    const size = (name: string, width: number) => ({
      href: `https://pictures.example/${name}.jpg?x=1`,
      mimetype: "image/jpeg",
      width,
      height: 10,
    });
    const main = {
      type: "picture",
      description_text: "老桥*夜景*",
      byline: "白一川 摄",
      renditions: { a: size("small", 300), b: size("large", 3000), c: size("huge", 9000) },
    };
    desk.put(
      "in/1.json",
      ninjs({ associations: { main, far: { type: "picture", renditions: { a: size("far", 10) } } } }),
    );
    const run = await desk.run();
    expect(new TextDecoder("latin1").decode(desk.edition.get("photos/old-bridge.jpg"))).toContain("large");
    const { story } = await desk.story("stories/old-bridge.md");
    expect(story!.photos.map(({ path, caption, credit }) => [path, plainText(caption), plainText(credit)])).toEqual([
      ["photos/old-bridge.jpg", "老桥*夜景*", "白一川 摄"],
    ]);
    expect(run.findings.filter(({ code }) => code === "feed/picture").map(({ message }) => message)).toEqual([
      "the picture `https://pictures.example/far.jpg?x=1` lies on a server; nothing is fetched; the story goes without it",
    ]);
  });

  test("the same inbox gives the same bytes", async () => {
    const runs = await Promise.all(
      [0, 1].map(async () => {
        const desk = feedDesk();
        for (let n = 0; n < 20; n++) desk.put(`${n}.json`, ninjs({ uri: `u${n}`, body_text: `第${n}条。` }));
        await desk.run();
        return [...desk.edition].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]).sort();
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
  });
});

test("files that are too large stay in the inbox, each with a finding of its own in quarantine", async () => {
  const desk = feedDesk();
  const large = new Uint8Array((64 << 20) + 2);
  desk.put("a/big.json", large);
  desk.put("b/big.json", large);
  const { counts, writes } = await desk.run();
  expect(counts).toMatchObject({ seen: 2, quarantined: 2 });
  expect(writes.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^feed\/quarantine\/big-[0-9a-f]{12}\.finding\.json$/),
    expect.stringMatching(/^feed\/quarantine\/big-[0-9a-f]{12}\.finding\.json$/),
  ]);
  expect(new Set(writes.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)).path))).toEqual(
    new Set(["wire/a/big.json", "wire/b/big.json"]),
  );
});
