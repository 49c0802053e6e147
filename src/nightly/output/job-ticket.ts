/**
 * A job ticket for a plant: the pages of an edition as an XJDF document (CIP4 XJDF 2.1) with the product, its inks and its paper, and
 * a run list of the files with their checksums. Written from facts of the edition alone, so that the same pages make the same ticket.
 */
import { facingPages } from "../../model/facing-pages.ts";
import { programVersion } from "../disk/program-folders.ts";
import type { EditionSheet, PlantSheet } from "./edition-sheet.ts";
import type { ManifestFile } from "./manifest.ts";

/** What goes with the pages. */
export interface TicketFacts {
  readonly edition: EditionSheet;
  readonly press: PlantSheet;
  /** files for the press in the order of pages; paths are those beside the ticket */
  readonly files: readonly ManifestFile[];
}

/** The XML of the ticket. */
export const jobTicket = ({ edition, press, files }: TicketFacts): string => {
  const { paper, date, zone, base } = edition;
  const own = base && zone !== base.zone ? [zone] : [];
  const job = [paper.id, date.iso, edition.edition, ...own, ...(press.plant === "" ? [] : [press.plant])].join("-");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<XJDF${attributes({
      xmlns: "http://www.CIP4.org/JDFSchema_2_0",
      Version: "2.1",
      Category: "Newspaper",
      JobID: job,
      DescriptiveName: `${paper.name} ${date.iso}`,
      Types: "Product",
    })}>`,
    "  <AuditPool>",
    "    <AuditCreated>",
    `      <Header${attributes({
      AgentName: "broadsheet",
      AgentVersion: programVersion(),
      DeviceID: "broadsheet",
      // the engine has no clock: the ticket is as old as the issue
      Time: `${date.iso}T00:00:00Z`,
    })}/>`,
    "    </AuditCreated>",
    "  </AuditPool>",
    ...product({ edition, press, files }),
    ...media,
    '  <ResourceSet Name="RunList" Usage="Input">',
    ...files.flatMap((file, n) => runList(file, n)),
    "  </ResourceSet>",
    "</XJDF>",
    "",
  ].join("\n");
};

/** Names of the inks as CIP4 writes them. */
const INKS: Readonly<Record<string, string>> = { C: "Cyan", M: "Magenta", Y: "Yellow", K: "Black" };

const inkName = (plate: string): string => INKS[plate] ?? plate.replaceAll(/\s+/g, "_");

const product = ({ edition, press, files }: TicketFacts): readonly string[] => {
  const plates = new Set(files.flatMap((file) => file.plates ?? []));
  const inks = [...new Set([...Object.keys(INKS).filter((name) => plates.has(name)), ...plates])]
    .map(inkName)
    .join(" ");
  const size = finishedSize({ edition, press });
  return [
    "  <ProductList>",
    '    <Product IsRoot="true" ProductType="Newspaper">',
    ...intent("ColorIntent", [
      "        <ColorIntent>",
      ...["Front", "Back"].map((side) => `          <SurfaceColor${attributes({ ColorsUsed: inks, Surface: side })}/>`),
      "        </ColorIntent>",
    ]),
    ...intent("LayoutIntent", [
      `        <LayoutIntent${attributes({
        Bleed: String(points(Math.max(...Object.values(press.bleed)))),
        FinishedDimensions: `${points(size.width)} ${points(size.height)} 0`,
        Pages: String(pagesOf(files)),
      })}/>`,
    ]),
    ...intent("MediaIntent", ['        <MediaIntent MediaType="Paper" MediaTypeDetails="Newsprint"/>']),
    "    </Product>",
    "  </ProductList>",
  ];
};

const intent = (name: string, lines: readonly string[]): readonly string[] => [
  `      <Intent${attributes({ Name: name })}>`,
  ...lines,
  "      </Intent>",
];

/** Of a single page: a panorama is two of them. */
const finishedSize = ({ edition, press }: Pick<TicketFacts, "edition" | "press">) => {
  if (press.size) return press.size;
  const page = edition.pages.find(({ id }) => !facingPages(id, edition.binding)) ?? edition.pages[0]!;
  const { width, height, fold } = page.layout.format;
  return { width: fold === undefined ? width : width / 2, height };
};

const pagesOf = (files: readonly ManifestFile[]): number =>
  files.reduce((sum, file) => sum + (isPanorama(file) ? 2 : 1), 0);

const isPanorama = ({ page, half }: ManifestFile): boolean => half === undefined && page.includes("-");

const points = (length: number): number => Math.round(length * 1000) / 1000;

const media: readonly string[] = [
  '  <ResourceSet Name="Media" Usage="Input">',
  "    <Resource>",
  '      <Media MediaType="Paper" MediaTypeDetails="Newsprint"/>',
  "    </Resource>",
  "  </ResourceSet>",
];

const runList = (file: ManifestFile, n: number): readonly string[] => [
  `    <Resource${attributes({ DescriptiveName: `${file.half ?? file.page} ${file.section}` })}>`,
  `      <Part${attributes({ PartVersion: file.version, RunIndex: `${n} ${n}` })}/>`,
  `      <RunList${attributes({ NPage: "1", Pages: "0 0" })}>`,
  `        <FileSpec${attributes({
    CheckSum: file.sha256,
    FileSize: String(file.bytes),
    MimeType: "application/pdf",
    URL: encodeURI(file.path.slice(file.path.lastIndexOf("/") + 1)),
  })}/>`,
  "      </RunList>",
  "    </Resource>",
];

const attributes = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, (each) => `&#${each.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");
