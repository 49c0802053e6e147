/** `broadsheet fonts`: which families there are, and which files were found for them. */
import { Diagnostics } from "../base/diagnostic.ts";
import { type FontListing, listFonts, openWorkshop } from "../index.ts";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { openEdition } from "./open-edition.ts";
import { type CommandInput, printFindings, printJson } from "./session.ts";
import { textTable } from "./text-table.ts";

/** Lists the program's fonts, or those of the edition that is named; 1 when one is missing. */
export const fonts = async ({ argument, session }: CommandInput): Promise<number> => {
  const { terminal, says } = session;
  const opened = argument === undefined ? undefined : await openEdition(argument, undefined, session);
  const workshop =
    opened?.workshop ?? openWorkshop(diskWorld({ edition: terminal.cwd, cache: cacheFolder(terminal.env) }));
  const report = new Diagnostics();
  const listed = await listFonts(workshop, report, opened?.edition);
  const textOf = (path: string) => report.textOf(path);
  if (session.json) printJson({ fonts: listed }, { all: report.all(), textOf }, session);
  else {
    terminal.out(
      textTable(
        says.fontColumns,
        listed.map((each) => rowOf(each, says.notFound)),
        [1, 3],
      ),
    );
    printFindings(report.all(), textOf, session);
  }
  return report.has("error") ? 1 : 0;
};

const rowOf = (
  { family, title, weight, found, fallback, licence, file }: FontListing,
  notFound: string,
): readonly string[] => [
  `${family} ${title}`,
  `${weight}`,
  found?.name ?? notFound,
  found ? `${found.glyphs}` : "",
  fallback.join(" → "),
  licence,
  file,
];
