/** `broadsheet compose`: the line breaker alone. Each line of the input is a paragraph. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Diagnostics } from "../base/diagnostic.ts";
import {
  ALGORITHMS,
  ALIGNS,
  BREAK_POLICIES,
  type ComposeTextOptions,
  composeTexts,
  HANGINGS,
  LINE_BREAK_LEVELS,
  openWorkshop,
  PUNCTUATION_STYLES,
  WRITINGS,
} from "../index.ts";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { choice, indent, languageTag, measures, typeSize } from "./option-values.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Prints the lines; 1 when setting them found an error. */
export const compose = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const wanted = optionsOf({ argument, options, session });
  const { terminal } = session;
  const text = await textOf(argument ?? "-", session);
  const workshop = openWorkshop(diskWorld({ edition: terminal.cwd, cache: cacheFolder(terminal.env) }));
  const report = new Diagnostics();
  const paragraphs = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const lines = await composeTexts(paragraphs, wanted, { workshop, report });
  const texts = (path: string) => report.textOf(path);
  if (session.json) printJson({ lines }, { all: report.all(), textOf: texts }, session);
  else {
    terminal.out(lines.map((line) => `${line.text}\n`).join(""));
    printFindings(report.all(), texts, session);
  }
  return report.has("error") ? 1 : 0;
};

const optionsOf = ({ options, session }: CommandInput): ComposeTextOptions => {
  const option = (name: string, text: string) => ({ name, text, session });
  if (options.measure === undefined)
    throw new UsageError(session.says.badValue("--measure", "", session.says.measures));
  return {
    measures: measures(option("--measure", options.measure)),
    size: typeSize(option("--size", options.size ?? "9pt")),
    indent: indent(option("--indent", options.indent ?? "0")),
    language: languageTag(option("--lang", options.lang ?? "zh-Hans")),
    punctuation: choice(option("--punctuation", options.punctuation ?? "kaiming"), PUNCTUATION_STYLES, {
      full: "quanjiao",
      half: "banjiao",
    }),
    lineBreak: choice(option("--line-break", options.lineBreak ?? "basic"), LINE_BREAK_LEVELS, { normal: "basic" }),
    algorithm: choice(option("--algorithm", options.algorithm ?? "greedy"), ALGORITHMS),
    policy: choice(option("--policy", options.policy ?? "push-in-first"), BREAK_POLICIES),
    hanging: choice(option("--hanging", options.hanging ?? "none"), HANGINGS),
    writing: choice(option("--writing", options.writing ?? "horizontal"), WRITINGS),
    align: choice(option("--align", options.align ?? "justify"), ALIGNS, { center: "centre" }),
  };
};

const textOf = async (file: string, { terminal, says }: Session): Promise<string> => {
  const bytes =
    file === "-"
      ? await terminal.input()
      : await readFile(resolve(terminal.cwd, file)).catch((fault: NodeJS.ErrnoException) => {
          throw new UsageError(fault.code === "ENOENT" ? says.noFile(file) : says.unreadable(file, fault.code ?? ""));
        });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(says.notUtf8(file));
  }
};
