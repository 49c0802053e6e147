/** What is known of an edition without its contents: enough to name, list and hand over its files. An `Edition` is one, too. */
import type { Edition, EditionPage } from "../../model/edition.ts";
import type { PageFormat } from "../../model/layout.ts";
import type { OutputCondition, Press } from "../../model/press.ts";

/** A plant's facts. */
export interface PlantSheet
  extends Pick<
    Press,
    "plant" | "standard" | "inkLimit" | "bleed" | "size" | "fileName" | "folder" | "deadline" | "handover"
  > {
  readonly condition: Pick<OutputCondition, "identifier" | "hash">;
}

/** A page's facts. */
export interface PageSheet extends Pick<EditionPage, "id" | "section" | "files" | "path"> {
  readonly layout: { readonly format: Pick<PageFormat, "width" | "height" | "fold"> };
}

/** An edition's facts; nothing in it is larger than a line of text. */
export interface EditionSheet
  extends Pick<
    Edition,
    "paper" | "date" | "issue" | "edition" | "version" | "zone" | "closed" | "binding" | "path" | "base" | "copies"
  > {
  /** the first of the targets */
  readonly press: PlantSheet;
  readonly targets: readonly PlantSheet[];
  readonly pages: readonly PageSheet[];
  /** SHA-256 of each input file by path */
  readonly inputs: ReadonlyMap<string, string>;
}

/** The facts alone, to be sent to another thread or kept on disk. */
export const sheetOf = (edition: Edition): EditionSheet => {
  const { paper, date, issue, version, zone, closed, binding, path, inputs, base, copies } = edition;
  const targets = edition.targets.map(plantSheet);
  return {
    ...{ paper, date, issue, edition: edition.edition, version, zone, closed, binding, path, inputs },
    ...(base && { base }),
    ...(copies && { copies }),
    press: targets[0]!,
    targets,
    pages: edition.pages.map(pageSheet),
  };
};

const plantSheet = (press: Press): PlantSheet => {
  const { plant, standard, inkLimit, bleed, size, fileName, folder, deadline, handover, condition } = press;
  const { identifier, hash } = condition;
  return {
    ...{ plant, standard, inkLimit, bleed, fileName, folder, handover },
    condition: { identifier, hash },
    ...(size && { size }),
    ...(deadline !== undefined && { deadline }),
  };
};

const pageSheet = ({ id, section, files, path, layout }: EditionPage): PageSheet => {
  const { width, height, fold } = layout.format;
  return { id, section, files, path, layout: { format: { width, height, ...(fold !== undefined && { fold }) } } };
};
