/** Task `page`: one page from its stories to its files in the store, and to what the manifest says of it. */
import { type Diagnostic, Diagnostics } from "../../base/diagnostic.ts";
import { forgetPages, readPart, type Standard, type StandIns } from "../../index.ts";
import { pressedVersion } from "../output/earlier-prints.ts";
import type { ManifestPage, ManifestPrint } from "../output/manifest.ts";
import { writePage } from "../page/write-page.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { recordStyle } from "./used-styles.ts";
import type { Workbench } from "./workbench.ts";

/** How all pages of a run are made; plain values. */
export interface PageHow {
  /** the plants' own when absent */
  readonly standard?: Standard;
  readonly closed?: string;
  /** name of the zone that is made; the edition itself when absent */
  readonly zone?: string;
  /** whether each page is drawn as a picture, too */
  readonly pictures: boolean;
  /** whether its ink is measured on plates */
  readonly ink: boolean;
}

/** A page to be made; plain values. */
export interface PageOrder {
  readonly id: string;
  /** paths of the page files that are needed for it */
  readonly wants: readonly string[];
  /** what stands in slots of those pages whose stories cannot be had */
  readonly standIns: StandIns;
  readonly known: readonly Diagnostic[];
  readonly how: PageHow;
  /** who releases it with its errors */
  readonly releasedBy?: string;
  /** what the manifest says of it at each plant */
  readonly earlier: readonly ManifestPrint[];
}

/** A page that was made; plain values. Its files are in the store under their hashes. */
export interface PageRecord {
  readonly page: { readonly id: string; readonly files: "one" | "two" };
  /** at its worst plant: `press`, `held`, `released`, `proof`, `screen`; `failed` when the program stumbled */
  readonly state: string;
  readonly by?: string;
  readonly entry: ManifestPage;
  /** the styles that it uses, as `StyleHashes` names them */
  readonly styles: readonly string[];
  /** what the program stumbled over */
  readonly fault?: string;
}

/** What is needed for it. */
export interface PageTools {
  readonly file: string;
  readonly bench: Workbench;
  readonly store: ArtefactStore;
  /** told when a stage of the page begins */
  readonly watch: (stage: string) => void;
}

/** Makes the page; undefined when it is no longer in the edition. */
export const makeForJob = async (order: PageOrder, tools: PageTools): Promise<PageRecord | undefined> => {
  const { file, bench, store, watch } = tools;
  const { workshop } = bench;
  const { standard, closed, zone, pictures, ink } = order.how;
  const found = new Diagnostics();
  const wanted = new Set(order.wants);
  try {
    const part = { workshop, wanted: (path: string) => wanted.has(path), ...(zone !== undefined && { zone }) };
    const read = await readPart(file, { ...part, standIns: order.standIns }, found);
    const edition = read && (closed === undefined ? read : { ...read, closed });
    const page = edition?.pages.find(({ id }) => id === order.id);
    if (!edition || !page) return undefined;
    await bench.openFonts(edition, found);
    const recorded = recordStyle(edition.style);
    const written = await writePage(page, {
      opened: { edition: { ...edition, style: recorded.style }, pages: [page], whole: false, workshop, found },
      standard,
      version: undefined,
      pictures,
      ink,
      plants: edition.targets,
      released: new Map(order.releasedBy === undefined ? [] : [[page.id, order.releasedBy]]),
      known: order.known,
      earlier: (_, { plant }) => pressedVersion({ prints: order.earlier }, plant),
      output: {
        add: async (path, content) => ({ path, bytes: content.length, sha256: await store.put(content) }),
      },
      progress: { at: (stage) => watch(stage), pageDone: () => undefined },
    });
    const { state, by, entry, fault } = written;
    return {
      page: { id: page.id, files: page.files },
      state,
      ...(by !== undefined && { by }),
      entry,
      styles: recorded.used(),
      ...(fault && { fault: described(fault.fault) }),
    };
  } finally {
    forgetPages(workshop);
  }
};

const described = (fault: unknown): string => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
