/** A style sheet's YAML → the style sheet. */
import type { SourceRange } from "../base/source.ts";
import { type Pt, sameLength } from "../base/units.ts";
import type { ClosingStyle, LadderStep } from "../model/closing.ts";
import type { FontManifest } from "../model/fonts.ts";
import type { BoxStyle, BreakLists, CompositionLimits, FontChoice, HeadlineStyle, TextStyle } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { keep } from "./document/kept.ts";
import { amount, ems, points, rowsOf, sizesOf, zis } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import { ownOrProgram, type ReadShop } from "./document/read-text.ts";
import { readYaml } from "./document/read-yaml.ts";
import type { YamlPath } from "./document/yaml-document.ts";
import { boxStyle, ruleStyle, type StylePlace } from "./read-box.ts";
import { effectOf, letterInk } from "./read-effect.ts";
import { exhibitStylesOf } from "./read-exhibit-styles.ts";
import { fittingOf } from "./read-fitting.ts";
import { checkSpots, inkOf } from "./read-ink.ts";
import { type StyleInput, styleSchema } from "./style-schema.ts";

/** What reading a style sheet needs. */
export interface StyleShop {
  readonly shop: ReadShop;
  readonly fonts: FontManifest;
  /** where the style sheet is named */
  readonly named?: SourceRange;
}

/** Reads `layouts/styles/NAME.yaml`, the same object for the same sheet and fonts; undefined when it is not there, or no text can be set with it. */
export const readStyle = (name: string, how: StyleShop): Promise<StyleSheet | undefined> =>
  keep({ kind: how.fonts, name: `style ${name}` }, how.shop, (shop) => readAnew(name, { ...how, shop }));

const readAnew = async (name: string, { shop, fonts, named }: StyleShop): Promise<StyleSheet | undefined> => {
  const absent = {
    code: "input/unknown-name" as const,
    message: `there is no style sheet \`${name}\``,
    hint: `put it into \`layouts/styles/${name}.yaml\`, or use \`newspaper-cn\``,
  };
  const wanted = { files: ownOrProgram(`layouts/styles/${name}.yaml`), absent, ...(named && { named }) };
  const file = await readYaml(wanted, styleSchema, shop);
  return file && styleOf(name, file.partial, { document: file.document, fonts, shop });
};

interface SheetPlace extends StylePlace {
  readonly fonts: FontManifest;
}

const styleOf = (name: string, input: Partial<StyleInput>, place: SheetPlace): StyleSheet | undefined => {
  if (input.zi === undefined || input.row === undefined) return undefined;
  checkSpots(input, place);
  const row = points(input.row);
  const face = faceReader(place);
  const rules = tableOf(input.rules, (key, each) => ruleStyle(key, each, place));
  const boxes = tableOf(input.boxes, (key, each) => boxStyle(key, each, { rules, place }));
  const text = tableOf(input.text, (key, each) => textStyle(key, each, { row, face }));
  const headlines = tableOf(input.headlines, (key, each) => headlineStyle(key, each, { face, boxes, place }));
  const body = text.get("body");
  if (!body || headlines.size === 0) {
    place.shop.report.add({
      code: "input/missing-field",
      severity: "error",
      message: body ? "the style sheet has no headline styles" : "the style sheet has no text style `body`",
      hint: body ? "add one under `headlines:`" : "add it under `text:`",
      source: place.document.keyRange([body ? "headlines" : "text"]),
    });
    return undefined;
  }
  checkBody(body, { row, zi: points(input.zi), place });
  const zi = points(input.zi);
  const measureStep = zis(input.measureStep ?? "0.5zi");
  return {
    name,
    zi,
    row,
    measureStep,
    text,
    headlines,
    rules,
    boxes,
    ...exhibitStylesOf(input, { text, rules, body, row, document: place.document, shop: place.shop }),
    limits: limitsOf(input.limits),
    closing: closingOf(input.closing),
  };
};

const tableOf = <In, Out>(
  input: Readonly<Record<string, In>> | undefined,
  make: (name: string, each: In) => Out,
): ReadonlyMap<string, Out> => new Map(Object.entries(input ?? {}).map(([name, each]) => [name, make(name, each)]));

const limitsOf = (input: StyleInput["limits"] = {}): CompositionLimits => ({
  looseLine: ems(input.looseLine ?? "0.1em"),
  pushInPerMark: ems(input.pushInPerMark ?? "0.05em"),
  pushInMost: ems(input.pushInMost ?? "0em"),
  tie: ems(input.tie ?? "0.02em"),
  underset: input.underset ?? 2,
  wrap: {
    contour: zis(input.wrap?.contour ?? "5zi"),
    box: zis(input.wrap?.box ?? "9zi"),
    level: input.wrap?.level ?? 0.5,
  },
  picture: amount(input.picture ?? "60%") / 100,
});

const ROUNDS = 40;
const CROP = 0.3;

const closingOf = (input: StyleInput["closing"]): ClosingStyle => ({
  rounds: input?.rounds ?? ROUNDS,
  ladder: (input?.ladder ?? [{ paragraphs: 1 }]).map((step): LadderStep => {
    if (step.pictures !== undefined)
      return { kind: "pictures", rows: step.pictures, crop: step.crop === undefined ? CROP : amount(step.crop) / 100 };
    if (step.space !== undefined) return { kind: "space", rows: step.space };
    if (step.optional) return { kind: "optional" };
    if (step.headlines !== undefined) return { kind: "headlines", sizes: step.headlines };
    if (step.tracking !== undefined) return { kind: "tracking", most: ems(step.tracking) };
    return { kind: "paragraphs" };
  }),
});

/** CLREQ 2.3.5: 六号, the smallest body size (LC-04); a line gap of more than the size itself does not help (LC-02). */
const SMALLEST_BODY: Pt = 7.875;

interface BodyCheck {
  readonly row: Pt;
  readonly zi: Pt;
  readonly place: StylePlace;
}

/** Body text stands on the page's rows, and its size is what a zi is. */
const checkBody = ({ leading, size }: TextStyle, { row, zi, place }: BodyCheck): void => {
  const wrong = (field: string, message: string, hint: string): void =>
    place.shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message,
      hint,
      source: place.document.range(["text", "body", field]),
    });
  if (!sameLength(leading, row))
    wrong(
      "leading",
      `body text stands on the page's rows of ${row} pt, its leading is ${leading} pt`,
      "take `leading` out of the body style",
    );
  const doubt = (message: string, hint: string): void =>
    place.shop.report.add({
      code: "input/style-limit",
      severity: "warning",
      message,
      hint,
      source: place.document.range(["text", "body"]),
    });
  if (size < SMALLEST_BODY)
    doubt(
      `body text of ${size} pt is under ${SMALLEST_BODY} pt (六号), the smallest that is read well`,
      "make it larger",
    );
  if (row < size || row > 2 * size)
    doubt(
      `the line gap is ${Math.round((100 * (row - size)) / size)} % of the body's size`,
      "set `row` to between once and twice the size of the body",
    );
  if (!sameLength(size, zi)) wrong("size", `the body's size is ${size} pt, a zi is ${zi} pt`, "make them the same");
};

type FaceReader = (text: string, path: YamlPath) => FontChoice;

const faceReader =
  ({ document, fonts, shop }: SheetPlace): FaceReader =>
  (text, path) => {
    const [family = "", weight] = text.split(" ");
    if (!fonts.families.has(family)) {
      shop.report.add({
        code: "input/unknown-name",
        severity: "error",
        message: `there is no font family \`${family}\``,
        hint: nameHint(family, [...fonts.families.keys()]),
        source: document.range(path),
      });
    }
    return { family, weight: Number(weight) };
  };

const textStyle = (
  name: string,
  input: StyleInput["text"][string],
  { row, face }: { readonly row: number; readonly face: FaceReader },
): TextStyle => {
  const at = (which: string): YamlPath => ["text", name, "faces", which];
  const size = points(input.size);
  return {
    name,
    faces: {
      text: face(input.faces.text, at("text")),
      strong: face(input.faces.strong, at("strong")),
      emphasis: face(input.faces.emphasis, at("emphasis")),
    },
    size,
    strongSize: input.strongSize === undefined ? size : points(input.strongSize),
    leading: input.leading === undefined ? row : points(input.leading),
    align: input.align ?? "left",
    indent: ems(input.indent ?? "0em"),
    narrowIndent: ems(input.narrowIndent ?? input.indent ?? "0em"),
    narrowBelow: zis(input.narrowBelow ?? "13zi"),
    punctuation: input.punctuation ?? "kaiming",
    lineBreak: input.lineBreak ?? "basic",
    algorithm: input.algorithm ?? "greedy",
    policy: input.policy ?? "push-in-first",
    breakLists: listsOf(input.breakLists),
    hanging: input.hanging ?? "none",
    openers: input.openers ?? "style",
    adjustment: input.adjustment ?? "newspaper",
    grid: input.grid ?? false,
    hyphenate: input.hyphenate ?? "auto",
    ...(input.latin !== undefined && { latin: face(input.latin, ["text", name, "latin"]) }),
    ...(input.figures !== undefined && { figures: face(input.figures, ["text", name, "figures"]) }),
    ink: inkOf(input.ink),
    hanLatinGap: ems(input.hanLatinGap ?? "0em"),
    latinSize: amount(input.latinSize ?? "100%") / 100,
  };
};

const listsOf = (input: StyleInput["text"][string]["breakLists"]): BreakLists => {
  const set = (characters: string | undefined): ReadonlySet<string> => new Set(characters);
  return {
    notAtStart: set(input?.notAtStart),
    notAtEnd: set(input?.notAtEnd),
    atStart: set(input?.atStart),
    atEnd: set(input?.atEnd),
    together: set(input?.together),
  };
};

interface HeadlinePlace {
  readonly face: FaceReader;
  readonly boxes: ReadonlyMap<string, BoxStyle>;
  readonly place: StylePlace;
}

const headlineStyle = (
  name: string,
  input: StyleInput["headlines"][string],
  { face, boxes, place }: HeadlinePlace,
): HeadlineStyle => ({
  name,
  font: face(input.font, ["headlines", name, "font"]),
  sizes: sizesOf(input.sizes),
  maxLines: input.maxLines ?? 1,
  fit: fittingOf(input.fit, ["headlines", name, "fit"], place),
  lineHeight: input.lineHeight ?? 1.2,
  align: input.align ?? "left",
  ink: letterInk(input.ink, input.effect),
  punctuation: input.punctuation ?? "banjiao",
  fill: amount(input.fill ?? "100%") / 100,
  above: rowsOf(input.above ?? "0row"),
  below: rowsOf(input.below ?? "0row"),
  spareAbove: amount(input.spareAbove ?? "70%") / 100,
  effect: effectOf(input.effect, { boxes, place, path: ["headlines", name, "effect"] }),
});
