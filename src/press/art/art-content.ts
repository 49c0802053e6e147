/**
 * A content stream of a placed PDF written anew: every colour in CMYK, every resource under a new name, black lines overprinting, and
 * nothing in it that our page would not have.
 */
import { isBlackOnly } from "../../base/colour.ts";
import { type ContentOperator, readContent } from "../../cos/content-operators.ts";
import { CosDict, CosName, CosStream, type CosValue, nameOf } from "../../cos/cos-object.ts";
import { numberText, operatorText } from "../../cos/write-content.ts";
import { keptFont } from "./art-font.ts";
import { inkedForm } from "./art-form.ts";
import { inkedImage } from "./art-image.ts";
import { patternCall } from "./art-pattern.ts";
import { inkedShading } from "./art-shading.ts";
import { type ArtColours, type ArtContent, type ArtShop, dictWith, inkText, nameWith, once } from "./art-shop.ts";
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
const PLAIN: ReadonlySet<string> = new Set(
  "w J j M d ri i cm m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tr Ts Td TD Tm T* Tj TJ ' \" d0".split(
    " ",
  ),
);
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

class ContentWriter {
  readonly #content: ArtContent;
  readonly #shop: ArtShop;
  readonly #lines: string[] = [];
  readonly #saved: ArtColours[] = [];
  #colours: ArtColours;
  /** behind `d1` */
  #colourless = false;

  constructor(content: ArtContent, shop: ArtShop) {
    this.#content = content;
    this.#shop = shop;
    this.#colours = content.colours ?? { fill: DEVICE_SPACES.grey, stroke: DEVICE_SPACES.grey };
  }

  /** Everything, with a `Q` for each `q`. */
  text(): string {
    return [...this.#lines, ...this.#saved.map(() => "Q")].join("\n");
  }

  take({ operator, operands }: ContentOperator): void {
    const device = DEVICE[operator];
    if (device) {
      this.#colours = { ...this.#colours, [device[1] ? "stroke" : "fill"]: device[0] };
      this.#setColour(device[1], numbersOf(operands));
    } else if (PLAIN.has(operator)) this.#lines.push(operatorText(operator, operands));
    else if (!DROPPED.has(operator)) this.#takeOther({ operator, operands });
    else if (operator === "BDC" && nameOf(operands[0]) === "OC") this.#checkLayer(operands[1]);
  }

  #takeOther({ operator, operands }: ContentOperator): void {
    switch (operator) {
      case "q":
        this.#saved.push(this.#colours);
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
    this.#colours = saved;
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
    if (called) this.#lines.push(...(stroke ? [this.#overprint(false)] : []), ...called);
  }

  #setColour(stroke: boolean, values: readonly number[]): void {
    if (this.#colourless) return;
    const ink = this.#shop.inks.ink(colourOf(stroke ? this.#colours.stroke : this.#colours.fill, values));
    // as in drawings: lines in solid black overprint, areas do not
    if (stroke) this.#lines.push(this.#overprint(isBlackOnly(ink) && ink.k === 100));
    this.#lines.push(`${inkText(ink)} ${stroke ? "K" : "k"}`);
  }

  #overprint(on: boolean): string {
    return `/${this.#content.names.name("ExtGState", overprintState(on, this.#shop))} gs`;
  }

  #setState(name: string | undefined): void {
    const state = name === undefined ? undefined : this.#content.resources?.dict("ExtGState")?.dict(name);
    if (!state) return;
    const font = state.array("Font");
    if (font) this.#useFont(font.at(0), font.at(1));
    const kept = keptOnce(state, this.#shop);
    if (kept) this.#lines.push(`/${this.#content.names.name("ExtGState", kept)} gs`);
  }

  #setFont([name, size]: readonly CosValue[]): void {
    this.#useFont(this.#content.resources?.dict("Font")?.get(nameOf(name) ?? ""), size);
  }

  #useFont(font: CosValue, size: CosValue): void {
    const kept = font instanceof CosDict ? fontOnce(font, this.#content.resources, this.#shop) : undefined;
    if (kept && typeof size === "number")
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
        const form = inkedForm(object, { resources, colours: this.#colours, isGlyph: this.#colourless }, this.#shop);
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
    this.#lines.push(`/${names.name("XObject", inked)} Do`);
  }

  #shade(name: string | undefined): void {
    const { resources, names } = this.#content;
    const shading = name === undefined ? undefined : resources?.dict("Shading")?.get(name);
    if (!(shading instanceof CosDict || shading instanceof CosStream)) return;
    const inked = inkedShading(shading, resources, this.#shop);
    if (inked) this.#lines.push(`/${names.name("Shading", inked)} sh`);
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

const overprintState = (on: boolean, shop: ArtShop): CosDict =>
  once(`overprint ${on}`, shop, () =>
    dictWith(shop, { Type: nameWith("ExtGState"), OP: on, op: false, OPM: 1 }),
  ) as CosDict;

const keptOnce = (state: CosDict, shop: ArtShop): CosDict | undefined =>
  once(`state ${shop.id(state)}`, shop, () => keptState(state, shop)) as CosDict | undefined;

const fontOnce = (font: CosDict, resources: CosDict | undefined, shop: ArtShop): CosDict | undefined =>
  once(`font ${shop.id(font)}`, shop, () => keptFont(font, resources, shop)) as CosDict | undefined;
