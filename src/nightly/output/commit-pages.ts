/** All pages into place at once: what the new manifest keeps of the earlier one, and which files go. */

import { createHash } from "node:crypto";
import { fileIds } from "./check-names.ts";
import { type CopyPage, copyJson, copyPages, isOwnPage, pressFilesOf } from "./copy-pages.ts";
import type { EditionSheet, PlantSheet } from "./edition-sheet.ts";
import { allFiles, folderName, inFolder, pageName } from "./file-name.ts";
import { jobTicket } from "./job-ticket.ts";
import {
  inOrder,
  type ManifestPage,
  type ManifestTicket,
  manifestPages,
  manifestText,
  manifestTickets,
  pageFacts,
} from "./manifest.ts";
import type { BesideFile, Output } from "./write-output.ts";

/** A page that was built, as the manifest is to have it. */
export interface BuiltPage {
  readonly page: { readonly id: string; readonly files: "one" | "two" };
  readonly entry: ManifestPage;
}

/** What has been built. */
export interface Built {
  readonly edition: EditionSheet;
  readonly output: Pick<Output, "commit" | "has">;
  readonly plants: readonly PlantSheet[];
  readonly results: readonly BuiltPage[];
  /** what was found of no page, as programs read it */
  readonly stray: readonly object[];
  /** of a zone: the manifest of the edition with which it shares pages; empty when there is none */
  readonly base?: string;
}

/** Puts everything into place, the manifest last. */
export const commitPages = (built: Built): void => {
  const { edition, output, results, plants, stray } = built;
  output.commit({
    manifest: (earlier) => {
      const before = manifestPages(earlier);
      const pages = inOrder(edition, [
        ...keptPages(before, built),
        ...results.map((each) => whole(each, before, built)),
      ]);
      const copy = copyPages(edition, pages, manifestPages(built.base ?? ""));
      const tickets = ticketsOf(copy, edition);
      const text = manifestText(edition, pages, {
        findings: stray,
        tickets: tickets.map(({ ticket }) => ticket),
        ...(edition.base && { copy: copyJson(edition, copy) }),
      });
      return { text, beside: tickets.map(({ file }) => file) };
    },
    stale: (earlier) => [
      ...manifestPages(earlier).flatMap((page) =>
        page.files.filter((file) => isGone(page.page, file.plant ?? "", built)).map(({ path }) => path),
      ),
      ...manifestTickets(earlier).map(({ path }) => path),
      ...results.flatMap(({ page }) => plants.flatMap((press) => namesOf(page, press, built))),
    ],
  });
};

/** All names that the page may have had for a plant. */
const namesOf = (page: BuiltPage["page"], press: PlantSheet, { edition, results }: Built): readonly string[] => {
  const entry = results.find((each) => each.page === page)?.entry;
  const versions = new Set([edition.version, ...(entry?.files ?? []).map(({ version }) => version)]);
  return fileIds(page, edition)
    .flatMap((id) =>
      [...versions].flatMap((version) =>
        [true, false].flatMap((mono) => allFiles(pageName({ edition, press, page: id, version, mono }))),
      ),
    )
    .map((path) => inFolder(press, path));
};

/** Whether what lies there of a page for a plant is built anew, or is no longer wanted. */
const isGone = (page: string, plant: string, { edition, plants, results }: Built): boolean => {
  if (
    !edition.pages.some(({ id }) => id === page) ||
    !isOwnPage(edition, page) ||
    !edition.targets.some((each) => each.plant === plant)
  )
    return true;
  return results.some((each) => each.page.id === page) && plants.some((each) => each.plant === plant);
};

/** Pages that were not built now and whose files are still there. */
const keptPages = (before: readonly ManifestPage[], { edition, output, results }: Built): readonly ManifestPage[] => {
  const built = new Set(results.map(({ page }) => page.id));
  const ids = new Set(edition.pages.map(({ id }) => id).filter((id) => isOwnPage(edition, id)));
  const plants = new Set(edition.targets.map(({ plant }) => plant));
  return before
    .filter((page) => !built.has(page.page) && ids.has(page.page))
    .map((page) => ({
      ...page,
      files: page.files.filter(({ plant = "" }) => plants.has(plant)),
      prints: page.prints.filter((each) => plants.has(String(each["plant"]))),
    }))
    .filter((page) => page.prints.length > 0 && page.files.every((file) => output.has(file.path, file.bytes)));
};

/** A page that was built for some plants keeps what it has for the others. */
const whole = ({ page, entry }: BuiltPage, all: readonly ManifestPage[], built: Built): ManifestPage => {
  const before = all.find((each) => each.page === page.id);
  if (!before) return entry;
  const prints = before.prints.filter((each) => !isGone(page.id, String(each["plant"]), built));
  const files = before.files.filter(
    (file) => !isGone(page.id, file.plant ?? "", built) && built.output.has(file.path, file.bytes),
  );
  const order = new Map(built.edition.targets.map((each, n) => [each.plant, n]));
  const byPlant = (a: string, b: string): number => (order.get(a) ?? 0) - (order.get(b) ?? 0);
  const both = [...entry.prints, ...prints].sort((a, b) => byPlant(String(a["plant"]), String(b["plant"])));
  return {
    ...entry,
    ...(entry["state"] !== "failed" && entry["state"] !== "last-good" && pageFacts(both)),
    files: [...entry.files, ...files].sort((a, b) => byPlant(a.plant ?? "", b.plant ?? "")),
    prints: both,
  };
};

interface TicketFile {
  readonly ticket: ManifestTicket;
  readonly file: BesideFile;
}

/** A job ticket for each plant that wants one and has pages for the press. */
const ticketsOf = (pages: readonly CopyPage[], edition: EditionSheet): readonly TicketFile[] =>
  edition.targets.flatMap((press): readonly TicketFile[] => {
    if (!press.handover.xjdf) return [];
    const files = pages.flatMap((page) => pressFilesOf(page, press.plant));
    if (files.length === 0) return [];
    const text = jobTicket({ edition, press, files });
    const path = inFolder(press, `${folderName(edition)}.xjdf`);
    const bytes = Buffer.byteLength(text);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const plant = press.plant === "" ? {} : { plant: press.plant };
    return [{ ticket: { path, ...plant, bytes, sha256 }, file: { path, text } }];
  });
