/** The ad list and the files it names → the ads of each page, preflighted; a slot whose ad is not to be had shows the house ad. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { SourceRange } from "../base/source.ts";
import { toMm } from "../base/units.ts";
import type { Ad, AdSettings, AdSize } from "../model/ad.ts";
import type { CopyName, EditionPage } from "../model/edition.ts";
import type { Photo } from "../model/story.ts";
import { USUAL_ADS } from "../model/usual-ads.ts";
import { type AdRow, readAdRows } from "./ad-rows.ts";
import { points } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import { LIMITS, type ReadShop, readBytes } from "./document/read-text.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { AdsInput, EditionInput } from "./edition-schema.ts";
import { type AdAction, type AdPolicy, type AdRule, readAdPolicy } from "./read-ad-policy.ts";
import { type ProbePhoto, readPhoto } from "./read-photo.ts";

/** What the preflight found in an ad. */
export interface AdBreach {
  /** the rule's id, as in `colour/newspaper` */
  readonly rule: string;
  readonly severity: "error" | "warning";
  /** lower case, no full stop */
  readonly message: string;
  /** starts with a verb */
  readonly hint: string;
}

/** The preflight of ads, as whoever starts the engine introduces it. */
export interface AdJudge {
  readonly rules: readonly AdRule[];
  /** Never throws because of the file. */
  judge(bytes: Uint8Array): readonly AdBreach[];
}

/** What reading ads needs. */
export interface AdShop {
  readonly shop: ReadShop;
  readonly probe: ProbePhoto;
  readonly judge?: AdJudge;
}

/** An edition whose ads are read. */
export interface AdsOf {
  readonly input: Partial<EditionInput>;
  readonly document: YamlDocument;
  readonly pages: readonly EditionPage[];
  /** ids of the pages whose ads are read */
  readonly whole: ReadonlySet<string>;
  /** the edition and its zones, and which of them is read */
  readonly copies: readonly CopyName[];
  readonly copy: CopyName | undefined;
}

/** An edition's pages with their ads. */
export interface PagesWithAds {
  readonly pages: readonly EditionPage[];
  /** how ads are placed */
  readonly settings: AdSettings;
  /** ids of pages whose ads are not those of the edition itself, of which this is a zone */
  readonly differs: ReadonlySet<string>;
}

/** The pages with their ads, and how these are placed. */
export const readAds = async (
  { input, document, pages, whole, copies, copy }: AdsOf,
  how: AdShop,
): Promise<PagesWithAds> => {
  const asked: AdsInput = typeof input.ads === "string" ? { list: input.ads } : (input.ads ?? {});
  const settings = await settingsOf(asked, document, how);
  const all =
    asked.list === undefined ? [] : await readAdRows(asked.list, { shop: how.shop, named: namedAt(document) });
  checkZones(all, copies, how.shop);
  const rows = rowsFor(copy, all);
  const policy = await readAdPolicy(asked.policy, { rules: how.judge?.rules ?? [], document }, how.shop);
  const sizes = sizesOf(input.adSizes ?? {});
  if (rows.length > 0 && !how.judge) reportUnjudged(namedAt(document), how.shop);
  const placed = placeRows(rows, pages, how.shop).filter(({ page }) => whole.has(page.id));
  const read = await Promise.all(
    placed.map(async ({ row, page }) => ({
      page,
      ad: await readAd(row, page, { ...how, policy, asked, sizes, settings }),
    })),
  );
  return {
    settings,
    pages: pages.map((page) => (whole.has(page.id) ? withAds(page, read, how.shop) : page)),
    differs: differing(rows, rowsFor(copies[0], all), pages),
  };
};

/** The ads of one zone: what was sold for it goes before what was sold for all. */
const rowsFor = (copy: CopyName | undefined, rows: readonly AdRow[]): readonly AdRow[] => {
  const isFor = ({ zones }: AdRow): boolean =>
    copy !== undefined && [copy.name, copy.zone].some((each) => zones.includes(each));
  const own = new Set(rows.filter(isFor).map(placeOf));
  return rows.filter((row) => (row.zones.length === 0 ? !own.has(placeOf(row)) : isFor(row)));
};

const placeOf = ({ page, position }: AdRow): string => `${bare(page)} ${position}`;

/** Pages of which one list says something else than the other. */
const differing = (
  rows: readonly AdRow[],
  base: readonly AdRow[],
  pages: readonly EditionPage[],
): ReadonlySet<string> => {
  const ofPage = (all: readonly AdRow[], id: string): string =>
    JSON.stringify(all.flatMap((row) => (bare(row.page) === bare(id) ? [row.id] : [])));
  return new Set(pages.map(({ id }) => id).filter((id) => ofPage(rows, id) !== ofPage(base, id)));
};

const checkZones = (rows: readonly AdRow[], copies: readonly CopyName[], { report }: ReadShop): void => {
  const known = [...new Set(copies.flatMap(({ name, zone }) => [name, zone]))].filter((name) => name !== "");
  for (const { id, zones, source } of rows)
    for (const name of zones.filter((each) => !known.includes(each)))
      report.add({
        code: "input/ad-list",
        severity: "error",
        message: `the ad \`${id}\` is for the zone \`${name}\`, which the edition does not have`,
        hint: nameHint(name, known),
        source,
      });
};

const namedAt = (document: YamlDocument): SourceRange => document.keyRange(["ads"]);

const settingsOf = async (asked: AdsInput, document: YamlDocument, { shop, probe }: AdShop): Promise<AdSettings> => {
  const paths = typeof asked.house === "string" ? [asked.house] : (asked.house ?? []);
  const read = await Promise.all(
    paths.map((path, n) => {
      const named = document.range(["ads", "house", ...(typeof asked.house === "string" ? [] : [n])]);
      return readPhoto(path, { shop, probe, named, wish: { page: 1 } });
    }),
  );
  const house = read.flatMap((photo) => photo ?? []);
  return {
    scale: asked.scale ?? USUAL_ADS.scale,
    tolerance: asked.tolerance === undefined ? USUAL_ADS.tolerance : points(asked.tolerance),
    ...(house.length > 0 && { house }),
  };
};

const sizesOf = (input: NonNullable<EditionInput["adSizes"]>): ReadonlyMap<string, AdSize> =>
  new Map(
    Object.entries(input).flatMap(([name, { width, height, columns, rows }]): readonly [string, AdSize][] => {
      if (width !== undefined && height !== undefined)
        return [[name, { kind: "lengths", name, width: points(width), height: points(height) }]];
      return columns === undefined || rows === undefined ? [] : [[name, { kind: "grid", name, columns, rows }]];
    }),
  );

const reportUnjudged = (source: SourceRange, { report }: ReadShop): void =>
  report.add({
    code: "input/ad-passed",
    severity: "warning",
    message: "the ads are placed without a preflight",
    hint: "give the workshop a judge, as the command line does",
    source,
  });

interface PlacedRow {
  readonly row: AdRow;
  readonly page: EditionPage;
}

/** Rows with the page on which they stand; what has none, and the second ad in a slot, is reported. */
const placeRows = (
  rows: readonly AdRow[],
  pages: readonly EditionPage[],
  { report }: ReadShop,
): readonly PlacedRow[] => {
  const taken = new Map<string, AdRow>();
  return rows.flatMap((row): readonly PlacedRow[] => {
    const tell = (finding: Pick<Diagnostic, "severity" | "message" | "hint" | "place">): readonly PlacedRow[] => {
      report.add({ code: "input/ad-list", source: row.source, ...finding });
      return [];
    };
    const page = pages.find(({ id }) => bare(id) === bare(row.page));
    if (!page)
      return tell({
        severity: "warning",
        message: `the ad \`${row.id}\` is for page \`${row.page}\`, which is not made here`,
        hint: nameHint(
          row.page,
          pages.map(({ id }) => id),
        ),
      });
    const place = { page: page.id };
    const slots = adSlots(page);
    if (!slots.includes(row.position))
      return tell({
        severity: "error",
        message: `page \`${page.id}\` has no slot \`${row.position}\` for the ad \`${row.id}\``,
        hint: nameHint(row.position, slots),
        place,
      });
    const other = taken.get(`${page.id} ${row.position}`);
    if (other)
      return tell({
        severity: "error",
        message: `the slot \`${row.position}\` of page \`${page.id}\` is sold twice: to \`${other.id}\` and to \`${row.id}\``,
        hint: "give one of the ads another slot",
        place,
      });
    taken.set(`${page.id} ${row.position}`, row);
    return [{ row, page }];
  });
};

/** `5` is `05`. */
const bare = (id: string): string => id.toUpperCase().replace(/^([A-Z]*)0+(?=\d)/, "$1");

const adSlots = ({ layout }: EditionPage): readonly string[] =>
  layout.slots.flatMap(({ name, node }) => (node.kind === "ad" && !node.instead ? [name] : []));

interface AdHow extends AdShop {
  readonly policy: AdPolicy;
  readonly asked: AdsInput;
  readonly sizes: ReadonlyMap<string, AdSize>;
  readonly settings: AdSettings;
}

const readAd = async (row: AdRow, page: EditionPage, how: AdHow): Promise<Ad> => {
  const tell = (finding: Omit<Diagnostic, "source" | "place">): void =>
    how.shop.report.add({ ...finding, source: row.source, place: { page: page.id } });
  const size = how.sizes.get(row.size);
  if (row.size !== "" && !size)
    tell({
      code: "input/ad-list",
      severity: "error",
      message: `the ad \`${row.id}\` is of a size \`${row.size}\` that nothing says`,
      hint: how.sizes.size === 0 ? "name the size under `adSizes:`" : nameHint(row.size, [...how.sizes.keys()]),
    });
  if (row.colour === "colour" && page.colour === "mono")
    tell({
      code: "input/ad-slot",
      severity: "warning",
      message: `the ad \`${row.id}\` was sold in colour, page \`${page.id}\` is printed with black alone`,
      hint: "move the ad to a page in colour, or agree with the advertiser on black",
    });
  const photo = await readAdFile(row, { ...how, mono: page.colour === "mono" || row.colour === "mono" }, tell);
  if (photo && size?.kind === "lengths") checkSold({ row, size, photo }, how.settings, tell);
  const { id, position: slot, file: path, colour, labelled, advertiser, source } = row;
  return { id, slot, path, colour, labelled, advertiser, source, ...(size && { size }), ...(photo && { photo }) };
};

type Tell = (finding: Omit<Diagnostic, "source" | "place">) => void;

/** Undefined, and reported as a warning, when the file is not there or is refused: the page goes out with the house ad. */
const readAdFile = async (
  row: AdRow,
  how: AdHow & { readonly mono: boolean },
  tell: Tell,
): Promise<Photo | undefined> => {
  const { shop, probe, judge, policy, asked } = how;
  const report = {
    add: ({ message, hint }: Diagnostic): void =>
      tell({
        code: "input/ad-file",
        severity: "warning",
        message: `the ad \`${row.id}\`: ${message}; the house ad stands in its place`,
        ...(hint !== undefined && { hint }),
      }),
    text: (path: string, text: string): void => shop.report.text(path, text),
  };
  const wanted = { files: [{ root: "edition" as const, path: row.file }], limit: LIMITS.photo, named: row.source };
  const file = await readBytes(wanted, { ...shop, report });
  if (!file) return undefined;
  if (!passes(judge?.judge(file.bytes) ?? [], { row, policy, tell })) return undefined;
  const probed = await probe(file.bytes, { page: 1, bleeds: true, ...(asked.box && { box: asked.box }) });
  const isTooColourful = probed.ok && probed.keepsInk === true && how.mono;
  if (probed.ok && probed.art && !isTooColourful) {
    const { facts, art } = probed;
    checkColour(row, probed.isColoured === true, tell);
    return { path: row.file, bytes: file.bytes, hash: file.hash, facts, art };
  }
  const why = isTooColourful
    ? [NOT_MONO]
    : probed.ok
      ? [NO_PDF]
      : (probed.faults ?? [{ why: probed.why, hint: NO_PDF.hint }]);
  for (const { why: message, hint } of why)
    tell({
      code: "input/ad-refused",
      severity: "warning",
      message: `the ad \`${row.id}\` ${message}; the house ad stands in its place`,
      hint,
    });
  return undefined;
};

/** What was sold is held against what the file prints. */
const checkColour = ({ id, colour, saysColour }: AdRow, isColoured: boolean, tell: Tell): void => {
  if (colour === "mono" && isColoured)
    tell({
      code: "input/ad-file",
      severity: "warning",
      message: `the ad \`${id}\` was sold in black alone, its file has colours; they are printed as black`,
      hint: "ask for the ad in grey, or set the list right",
    });
  if (colour === "colour" && saysColour && !isColoured)
    tell({
      code: "input/ad-file",
      severity: "info",
      message: `the ad \`${id}\` was sold in colour, its file is in black alone`,
      hint: "ask the advertiser, or set the list right",
    });
};

const NOT_MONO = {
  why: "has a picture in CMYK in it, and is to be printed with black alone",
  hint: "ask for the ad in grey, or move it to a page in colour",
};
const NO_PDF = { why: "is no PDF", hint: "ask for the ad as PDF/X" };

interface Settling {
  readonly row: AdRow;
  readonly policy: AdPolicy;
  readonly tell: Tell;
}

/** Each breach that keeps the ad off the page is a finding; those that do not are one note. */
const passes = (breaches: readonly AdBreach[], { row, policy, tell }: Settling): boolean => {
  const refused = breaches.filter((breach) => policy(breach) === "refuse");
  for (const { message, rule, hint } of refused)
    tell({
      code: "input/ad-refused",
      severity: "warning",
      message: `the ad \`${row.id}\`: ${message} (\`${rule}\`); the house ad stands in its place`,
      hint,
    });
  if (refused.length > 0) return false;
  const rules = (action: AdAction): string =>
    [...new Set(breaches.filter((breach) => policy(breach) === action).map(({ rule }) => `\`${rule}\``))].join(", ");
  const [converted, accepted] = [rules("convert"), rules("accept")];
  const hint = `see \`broadsheet preflight ${row.file} --profile newspaper-ad\``;
  const note = (said: string): void =>
    tell({ code: "input/ad-passed", severity: "info", message: `the ad \`${row.id}\` ${said}`, hint });
  if (converted !== "") note(`breaks ${converted}: its colours become ink by the press profile`);
  if (accepted !== "") note(`breaks ${accepted}, which the policy lets pass`);
  return true;
};

interface SoldCheck {
  readonly row: AdRow;
  readonly size: Extract<AdSize, { readonly kind: "lengths" }>;
  readonly photo: Photo;
}

const checkSold = ({ row, size, photo: { facts } }: SoldCheck, { tolerance }: AdSettings, tell: Tell): void => {
  const off = Math.max(Math.abs(facts.width - size.width), Math.abs(facts.height - size.height));
  if (off <= tolerance) return;
  const inMm = ({ width, height }: { readonly width: number; readonly height: number }): string =>
    `${toMm(width).toFixed(1)} × ${toMm(height).toFixed(1)} mm`;
  tell({
    code: "input/ad-file",
    severity: "warning",
    message: `the ad \`${row.id}\` was sold as \`${size.name}\`, ${inMm(size)}; its file is ${inMm(facts)}`,
    hint: "ask for the ad in the size that was sold, or set the list right",
  });
};

const withAds = (
  page: EditionPage,
  read: readonly { readonly page: EditionPage; readonly ad: Ad }[],
  { report }: ReadShop,
): EditionPage => {
  const own = read.filter((each) => each.page === page).map(({ ad }) => [ad.slot, ad] as const);
  const ads = new Map(own);
  for (const { name, node, source } of page.layout.slots) {
    if (node.kind !== "ad" || node.instead || ads.has(name)) continue;
    report.add({
      code: "input/ad-slot",
      severity: "warning",
      message: `the list has no ad for the slot \`${name}\` of page \`${page.id}\`; the house ad stands there`,
      hint: `add a line for it to the ad list, or take the slot out of layout \`${page.layout.name}\``,
      source,
      place: { page: page.id },
    });
  }
  return ads.size === 0 ? page : { ...page, ads };
};
