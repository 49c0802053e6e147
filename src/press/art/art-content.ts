/**
 * A content stream of a placed PDF written anew: every colour in CMYK, every resource under a new name, fine black overprinting, and nothing
 * in it that our page would not have.
 */
import { type ContentOperator, readContent } from "../../cos/content-operators.ts";
import { CosDict, CosName, CosStream, type CosValue, nameOf } from "../../cos/cos-object.ts";
import { numberText, operatorText } from "../../cos/write-content.ts";
import { keptFont } from "./art-font.ts";
import { inkedForm } from "./art-form.ts";
import { inkedImage } from "./art-image.ts";
import { type ArtMark, type ArtPaint, type ArtPen, artPaint, COARSE, isSmall, isThin, penFor } from "./art-marks.ts";
import { patternCall } from "./art-pattern.ts";
import { inkedShading } from "./art-shading.ts";
import { type ArtColours, type ArtContent, type ArtShop, dictWith, inkText, nameWith, once } from "./art-shop.ts";
import { ArtPath, heightOf, scaleOf, type Turn, through, turnOf, UPRIGHT } from "./art-sizes.ts";
import { type ArtSpace, colourOf, DEVICE_SPACES, firstColour, readSpace } from "./art-space.ts";
import { keptState } from "./art-state.ts";

/** The stream anew. Faults are told to the shop; what is at fault is left out. */
export const rewriteContent = (bytes: Uint8Array, content: ArtContent, shop: ArtShop): Uint8Array => {
  const writer = new ContentWriter(content, shop);
  readContent(
    bytes,
    (found) => {
      if (!shop.spend()) return false;
      writer.take(found);
      return true;
    },
    shop.file,
  );
  return Buffer.from(writer.text(), "latin1");
};

/** Operators that go through as they are. */
const PLAIN: ReadonlySet<string> = new Set("w J j M d ri i cm BT ET Tc Tw Tz TL Tr Ts Td TD Tm T* d0".split(" "));
/** Operators that make a path; nothing else may stand between them and the one that paints it. */
const PATH: ReadonlySet<string> = new Set("m l c v y h re W W*".split(" "));
/** What many programs write between a path and its painting, and is put before the path, where it belongs (ISO 32000-1, 8.2). */
const BESIDE_PATH: ReadonlySet<string> = new Set(
  "w J j M d ri i gs cs CS sc scn SC SCN BMC BDC EMC MP DP BX EX".split(" "),
);
/** Operators that paint a path, with what they ink. */
const PAINTS: Readonly<Record<string, readonly ("fill" | "stroke")[]>> = {
  ...{ S: ["stroke"], s: ["stroke"], f: ["fill"], F: ["fill"], "f*": ["fill"], n: [] },
  ...{ B: ["fill", "stroke"], "B*": ["fill", "stroke"], b: ["fill", "stroke"], "b*": ["fill", "stroke"] },
};
const TEXT: ReadonlySet<string> = new Set(["Tj", "TJ", "'", '"']);
/** Marks for other programs, and what is left of `BX … EX`. */
const DROPPED: ReadonlySet<string> = new Set(["BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"]);
/** Operators that set a device's colours: the space, and whether of lines. */
const DEVICE: Readonly<Record<string, readonly [space: ArtSpace, stroke: boolean]>> = {
  g: [DEVICE_SPACES.grey, false],
  G: [DEVICE_SPACES.grey, true],
  rg: [DEVICE_SPACES.rgb, false],
  RG: [DEVICE_SPACES.rgb, true],
  k: [DEVICE_SPACES.cmyk, false],
  K: [DEVICE_SPACES.cmyk, true],
};

/** What `q` saves. */
interface Saved {
  readonly colours: ArtColours;
  readonly pen: ArtPen;
  readonly turn: Turn;
  readonly lineWidth: number;
  readonly fontSize: number;
  readonly textMode: number;
}

class ContentWriter {
  readonly #content: ArtContent;
  readonly #shop: ArtShop;
  readonly #lines: string[] = [];
  readonly #saved: Saved[] = [];
  #now: Saved;
  #textTurn = UPRIGHT;
  #path = new ArtPath();
  #pathLines: string[] = [];
  /** behind `d1` */
  #colourless = false;

  constructor(content: ArtContent, shop: ArtShop) {
    this.#content = content;
    this.#shop = shop;
    this.#now = {
      colours: content.colours ?? { fill: DEVICE_SPACES.grey, stroke: DEVICE_SPACES.grey },
      pen: content.pen ?? (content.isGlyph ? { replaced: NONE } : START),
      ...{ turn: content.turn ?? UPRIGHT, lineWidth: content.lineWidth ?? 1, fontSize: 0, textMode: 0 },
    };
  }

  get #colours(): ArtColours {
    return this.#now.colours;
  }

  set #colours(colours: ArtColours) {
    this.#now = { ...this.#now, colours };
  }

  /** Everything, with a `Q` for each `q`. */
  text(): string {
    return [...this.#lines, ...this.#saved.map(() => "Q")].join("\n");
  }

  take(found: ContentOperator): void {
    const { operator, operands } = found;
    if (PATH.has(operator)) {
      this.#path.take(found, numbersOf(operands));
      this.#pathLines.push(operatorText(operator, operands));
      return;
    }
    const paints = PAINTS[operator];
    if (paints) {
      this.#paintPath(found, paints);
      return;
    }
    const device = DEVICE[operator];
    if (!device && !BESIDE_PATH.has(operator)) this.#endPath();
    if (device) {
      this.#colours = { ...this.#colours, [device[1] ? "stroke" : "fill"]: device[0] };
      this.#setColour(device[1], numbersOf(operands));
    } else if (TEXT.has(operator)) this.#showText(found);
    else if (PLAIN.has(operator)) {
      this.#note(operator, numbersOf(operands));
      this.#lines.push(operatorText(operator, operands));
    } else if (!DROPPED.has(operator)) this.#takeOther({ operator, operands });
    else if (operator === "BDC" && nameOf(operands[0]) === "OC") this.#checkLayer(operands[1]);
  }

  /** What sizes depend on. */
  #note(operator: string, numbers: readonly number[]): void {
    if (operator === "cm") this.#now = { ...this.#now, turn: through(turnOf(numbers), this.#now.turn) };
    if (operator === "w") this.#now = { ...this.#now, lineWidth: numbers[0] ?? 1 };
    if (operator === "Tr") this.#now = { ...this.#now, textMode: numbers[0] ?? 0 };
    if (operator === "BT") this.#textTurn = UPRIGHT;
    if (operator === "Tm") this.#textTurn = turnOf(numbers);
  }

  /** The path as it was, behind what has to be said before it. */
  #paintPath({ operator, operands }: ContentOperator, paints: readonly ("fill" | "stroke")[]): void {
    const { turn, lineWidth } = this.#now;
    const thin = paints.includes("fill") && isThin(this.#path.thickness(turn));
    this.#sayFor({
      ...(paints.includes("fill") && { fill: { fine: thin && paints.length === 1 } }),
      ...(paints.includes("stroke") && { stroke: { fine: isThin(lineWidth * scaleOf(turn)) } }),
    });
    this.#endPath();
    this.#lines.push(operatorText(operator, operands));
  }

  #endPath(): void {
    if (this.#pathLines.length === 0) return;
    this.#lines.push(...this.#pathLines);
    this.#path = new ArtPath();
    this.#pathLines = [];
  }

  #showText({ operator, operands }: ContentOperator): void {
    const { fontSize, textMode, turn } = this.#now;
    const fine = isSmall(Math.abs(fontSize) * heightOf(through(this.#textTurn, turn)));
    const [filled, stroked] = [[0, 2, 4, 6].includes(textMode), [1, 2, 5, 6].includes(textMode)];
    this.#sayFor({ ...(filled && { fill: { fine } }), ...(stroked && { stroke: { fine } }) });
    this.#lines.push(operatorText(operator, operands));
  }

  /** Colours and overprinting as the mark wants them. */
  #sayFor(mark: ArtMark): void {
    // a glyph without colours, and a pattern, are printed as whoever shows them says
    if (this.#colourless || (this.#content.isGlyph && !this.#now.pen.fill && !this.#now.pen.stroke)) return;
    const { pen, say } = penFor(this.#now.pen, mark);
    this.#now = { ...this.#now, pen };
    if (say.state) this.#lines.push(this.#overprint(say.state));
    this.#lines.push(...say.colours);
  }

  #takeOther({ operator, operands }: ContentOperator): void {
    switch (operator) {
      case "q":
        this.#saved.push(this.#now);
        this.#lines.push("q");
        break;
      case "Q":
        this.#restore();
        break;
      case "cs":
      case "CS":
        this.#setSpace(operator === "CS", operands[0]);
        break;
      case "sc":
      case "scn":
        this.#setInSpace(false, operands);
        break;
      case "SC":
      case "SCN":
        this.#setInSpace(true, operands);
        break;
      case "gs":
        this.#setState(nameOf(operands[0]));
        break;
      case "Tf":
        this.#setFont(operands);
        break;
      case "Do":
        this.#paintObject(nameOf(operands[0]));
        break;
      case "BI":
        if (operands[0] instanceof CosStream) this.#paintImage(operands[0], `inline ${this.#shop.count()}`);
        break;
      case "sh":
        this.#shade(nameOf(operands[0]));
        break;
      case "d1":
        this.#colourless = this.#content.isGlyph === true;
        this.#lines.push(operatorText(operator, operands));
        break;
      default:
        this.#shop.fault({
          why: `has \`${operator.slice(0, 20)}\` in its drawing, which is no PDF`,
          hint: "save it anew as PDF/X, or as an SVG",
        });
    }
  }

  #restore(): void {
    const saved = this.#saved.pop();
    // one too many would end the state of our page
    if (!saved) return;
    this.#now = saved;
    this.#lines.push("Q");
  }

  #setSpace(stroke: boolean, value: CosValue): void {
    const named = this.#content.resources?.dict("ColorSpace");
    const space = readSpace(value, { file: this.#shop.file, named });
    if (!space) {
      this.#shop.fault({
        why: `has colours in a space that cannot be turned into ink${value instanceof CosName ? ` (\`${value.value}\`)` : ""}`,
        hint: "save it anew with its colours in CMYK or RGB",
      });
      return;
    }
    this.#colours = { ...this.#colours, [stroke ? "stroke" : "fill"]: space };
    if (space.kind !== "pattern") this.#setColour(stroke, firstColour(space));
  }

  #setInSpace(stroke: boolean, operands: readonly CosValue[]): void {
    const space = stroke ? this.#colours.stroke : this.#colours.fill;
    if (space.kind !== "pattern") {
      this.#setColour(stroke, numbersOf(operands));
      return;
    }
    if (this.#colourless) return;
    const { resources, names } = this.#content;
    const called = patternCall({ operands, space, stroke, resources, names, colours: this.#colours }, this.#shop);
    if (!called) return;
    this.#setPaint(stroke, undefined);
    this.#lines.push(...called);
  }

  #setColour(stroke: boolean, values: readonly number[]): void {
    if (this.#colourless) return;
    const colour = colourOf(stroke ? this.#colours.stroke : this.#colours.fill, values);
    const ink = this.#shop.inks.ink(colour);
    const text = inkText(ink);
    this.#setPaint(stroke, artPaint(colour, ink, text));
    this.#lines.push(`${text} ${stroke ? "K" : "k"}`);
  }

  #setPaint(stroke: boolean, paint: ArtPaint | undefined): void {
    const { pen } = this.#now;
    const side = stroke ? "stroke" : "fill";
    const { [side]: _, ...others } = pen;
    const replaced = { ...pen.replaced, [side]: false };
    this.#now = { ...this.#now, pen: { ...others, ...(paint && { [side]: paint }), replaced } };
  }

  #overprint(how: NonNullable<ArtPen["overprint"]>): string {
    return `/${this.#content.names.name("ExtGState", overprintState(how, this.#shop))} gs`;
  }

  #setState(name: string | undefined): void {
    const state = name === undefined ? undefined : this.#content.resources?.dict("ExtGState")?.dict(name);
    if (!state) return;
    const font = state.array("Font");
    if (font) this.#useFont(font.at(0), font.at(1));
    const lineWidth = state.number("LW");
    if (lineWidth !== undefined) this.#now = { ...this.#now, lineWidth };
    const kept = keptOnce(state, this.#shop);
    if (kept) this.#lines.push(`/${this.#content.names.name("ExtGState", kept)} gs`);
  }

  #setFont([name, size]: readonly CosValue[]): void {
    this.#useFont(this.#content.resources?.dict("Font")?.get(nameOf(name) ?? ""), size);
  }

  #useFont(font: CosValue, size: CosValue): void {
    const kept = font instanceof CosDict ? fontOnce(font, this.#content.resources, this.#shop) : undefined;
    if (!kept || typeof size !== "number") return;
    this.#now = { ...this.#now, fontSize: size };
    this.#lines.push(`/${this.#content.names.name("Font", kept)} ${numberText(size)} Tf`);
  }

  #paintObject(name: string | undefined): void {
    const { resources, names } = this.#content;
    const object = name === undefined ? undefined : resources?.dict("XObject")?.stream(name);
    if (!object) return;
    if (object.dict.has("OC")) this.#checkLayer(object.dict.get("OC"));
    switch (object.dict.name("Subtype")) {
      case "Image":
        this.#paintImage(object, `object ${object.object ?? this.#shop.count()}`);
        break;
      case "Form": {
        this.#sayFor(COARSE);
        const { colours, pen, turn, lineWidth } = this.#now;
        const call = { resources, colours, pen, scale: scaleOf(turn), lineWidth, isGlyph: this.#colourless };
        const form = inkedForm(object, call, this.#shop);
        if (form) this.#lines.push(`/${names.name("XObject", form)} Do`);
        break;
      }
      default:
        this.#shop.fault({ why: "has PostScript in it", hint: "save it anew as PDF/X" });
    }
  }

  #paintImage(image: CosStream, key: string): void {
    const { resources, names } = this.#content;
    const known = this.#shop.known.get(key);
    const inked = known ?? inkedImage(image, { resources, key }, this.#shop);
    if (!inked) return;
    this.#shop.known.set(key, inked);
    this.#sayFor(COARSE);
    this.#lines.push(`/${names.name("XObject", inked)} Do`);
  }

  #shade(name: string | undefined): void {
    const { resources, names } = this.#content;
    const shading = name === undefined ? undefined : resources?.dict("Shading")?.get(name);
    if (!(shading instanceof CosDict || shading instanceof CosStream)) return;
    const inked = inkedShading(shading, resources, this.#shop);
    if (!inked) return;
    this.#sayFor(COARSE);
    this.#lines.push(`/${names.name("Shading", inked)} sh`);
  }

  /** A layer that is switched off is not to be seen, one that is on is nothing special. */
  #checkLayer(value: CosValue): void {
    const { resources } = this.#content;
    const group = value instanceof CosName ? resources?.dict("Properties")?.dict(value.value) : value;
    const off = this.#shop.file.trailer.dict("Root")?.dict("OCProperties")?.dict("D");
    const hidden = off?.array("OFF")?.values() ?? [];
    if (
      off?.name("BaseState") === "OFF" ||
      (group instanceof CosDict && (hidden.includes(group) || group.name("Type") === "OCMD"))
    )
      this.#shop.fault({
        why: "has layers that are hidden",
        hint: "delete the hidden layers, or merge all, and save it anew",
      });
  }
}

const numbersOf = (operands: readonly CosValue[]): readonly number[] =>
  operands.filter((each): each is number => typeof each === "number");

const NONE = { fill: false, stroke: false } as const;

/** As a page begins: in black, and knocking out, as whoever places it says. */
const BLACK_PAINT = { text: "0 0 0 1", solid: true, dark: false } as const;
const START: ArtPen = { fill: BLACK_PAINT, stroke: BLACK_PAINT, replaced: NONE, overprint: NONE };

const overprintState = ({ stroke, fill }: NonNullable<ArtPen["overprint"]>, shop: ArtShop): CosDict =>
  once(`overprint ${stroke} ${fill}`, shop, () =>
    dictWith(shop, { Type: nameWith("ExtGState"), OP: stroke, op: fill, OPM: 1 }),
  ) as CosDict;

const keptOnce = (state: CosDict, shop: ArtShop): CosDict | undefined =>
  once(`state ${shop.id(state)}`, shop, () => keptState(state, shop)) as CosDict | undefined;

const fontOnce = (font: CosDict, resources: CosDict | undefined, shop: ArtShop): CosDict | undefined =>
  once(`font ${shop.id(font)}`, shop, () => keptFont(font, resources, shop)) as CosDict | undefined;
