/** The operators of PDF (ISO 32000-1, annex A), and what each does to the reader. */
import { CosArray, type CosDict, CosName, CosStream, type CosValue, dictOf, nameOf } from "../../cos/cos-object.ts";
import { matrixOf, multiply } from "../page-box.ts";
import { CMYK, type ColourSpace, GREY, inksOf, RGB, readSpace } from "./colour-space.ts";
import type { ContentReader, Operators } from "./content-reader.ts";
import { type CurrentColour, colourIn } from "./graphics-state.ts";
import { paintPath, paintShading } from "./paint-path.ts";
import { placeImage, placeObject } from "./place-image.ts";
import { showText } from "./show-text.ts";

type Act = (reader: ContentReader, operands: readonly CosValue[]) => void;

const numbersOf = (operands: readonly CosValue[]): readonly number[] =>
  operands.filter((each): each is number => typeof each === "number");

/** An operator of numbers; without enough of them nothing is done. */
const taking =
  (count: number, act: (reader: ContentReader, numbers: readonly number[]) => void): Act =>
  (reader, operands) => {
    const numbers = numbersOf(operands);
    if (numbers.length >= count) act(reader, count === 0 ? numbers : numbers.slice(-count));
    else reader.fault("damage", "operators lack operands");
  };

const nothing: Act = () => undefined;

const fillIn =
  (space: ColourSpace): Act =>
  (reader, operands) => {
    reader.state.fill = { space, inks: inksOf(space, numbersOf(operands)) };
  };

const strokeIn =
  (space: ColourSpace): Act =>
  (reader, operands) => {
    reader.state.stroke = { space, inks: inksOf(space, numbersOf(operands)) };
  };

const namedSpace = (reader: ContentReader, operands: readonly CosValue[]): CurrentColour => {
  const space = readSpace(operands.at(-1), reader.place.resources);
  if (space.kind === "unknown") reader.fault("missing", `ColorSpace \`${nameOf(operands.at(-1)) ?? ""}\``);
  return colourIn(space);
};

const colourOf = (reader: ContentReader, { space }: CurrentColour, operands: readonly CosValue[]): CurrentColour => {
  const name = operands.at(-1);
  const numbers = numbersOf(operands);
  if (!(name instanceof CosName)) return { space, inks: inksOf(space, numbers) };
  const pattern = reader.resource("Pattern", name.value);
  const inks = space.base && pattern instanceof CosStream ? inksOf(space.base, numbers) : undefined;
  return { space, inks, pattern };
};

const paint =
  (fill: boolean, stroke: boolean): Act =>
  (reader) =>
    paintPath(reader, { fill, stroke });

const setFont = (reader: ContentReader, name: string | undefined, size: number): void => {
  reader.state.fontSize = size;
  const dict = dictOf(reader.resource("Font", name));
  const object = reader.place.resources?.dict("Font")?.objectOf(name ?? "");
  reader.state.font = dict && reader.font(dict, object);
};

const setState = (reader: ContentReader, name: string | undefined): void => {
  const states = reader.place.resources?.dict("ExtGState");
  const dict = dictOf(reader.resource("ExtGState", name));
  if (!dict) return;
  reader.noteState(dict, states?.objectOf(name ?? "") ?? reader.place.object);
  const { state } = reader;
  const flag = (key: string): boolean | undefined => {
    const value = dict.get(key);
    return typeof value === "boolean" ? value : undefined;
  };
  const stroke = flag("OP");
  // `OP` alone sets both
  state.strokeOverprint = stroke ?? state.strokeOverprint;
  state.fillOverprint = flag("op") ?? stroke ?? state.fillOverprint;
  state.overprintMode = dict.number("OPM") ?? state.overprintMode;
  state.lineWidth = dict.number("LW") ?? state.lineWidth;
  state.fillAlpha = dict.number("ca") ?? state.fillAlpha;
  state.strokeAlpha = dict.number("CA") ?? state.strokeAlpha;
  const blend = dict.get("BM");
  if (blend !== undefined) state.blend = nameOf(blend instanceof CosArray ? blend.at(0) : blend) ?? "Normal";
  const font = dict.array("Font");
  const fontDict = dictOf(font?.at(0));
  if (fontDict) {
    state.font = reader.font(fontDict, undefined);
    const size = font?.at(1);
    if (typeof size === "number") state.fontSize = size;
  }
  setSoftMask(reader, dict);
};

const setSoftMask = (reader: ContentReader, dict: CosDict): void => {
  const mask = dict.dict("SMask");
  if (dict.has("SMask")) reader.state.softMask = mask !== undefined;
  const group = mask?.stream("G");
  if (!mask || !group || !reader.first(mask)) return;
  const attributes = group.dict.dict("Group");
  const space = attributes?.has("CS") ? readSpace(attributes.get("CS"), group.dict.dict("Resources")) : undefined;
  reader.noteGroup({ role: mask.name("S") === "Luminosity" ? "luminosity" : "alpha", space, object: group.object });
  reader.form(group, { silent: true });
};

const show: Act = (reader, operands) => showText(reader, operands.slice(-1));

const nextLine: Act = ({ text, state }) => text.move(0, -state.leading);

/** Every operator there is. */
export const OPERATORS: Operators = {
  q: (reader) => reader.save(),
  Q: (reader) => reader.restore(),
  cm: taking(6, ({ state }, numbers) => {
    state.matrix = multiply(matrixOf(numbers), state.matrix);
  }),
  w: taking(1, ({ state }, [width = 1]) => {
    state.lineWidth = width;
  }),
  J: nothing,
  j: nothing,
  M: nothing,
  d: nothing,
  ri: nothing,
  i: nothing,
  gs: (reader, operands) => setState(reader, nameOf(operands.at(-1))),
  m: taking(2, ({ path, state }, [x = 0, y = 0]) => path.moveTo(state.matrix, x, y)),
  l: taking(2, ({ path, state }, [x = 0, y = 0]) => path.lineTo(state.matrix, x, y)),
  c: taking(6, ({ path, state }, numbers) => path.curveTo(state.matrix, numbers)),
  v: taking(4, ({ path, state }, numbers) => path.curveTo(state.matrix, numbers)),
  y: taking(4, ({ path, state }, numbers) => path.curveTo(state.matrix, numbers)),
  h: nothing,
  re: taking(4, ({ path, state }, numbers) => path.rectangle(state.matrix, numbers)),
  S: paint(false, true),
  s: paint(false, true),
  f: paint(true, false),
  F: paint(true, false),
  "f*": paint(true, false),
  B: paint(true, true),
  "B*": paint(true, true),
  b: paint(true, true),
  "b*": paint(true, true),
  n: paint(false, false),
  W: (reader) => {
    reader.clipNext = true;
  },
  "W*": (reader) => {
    reader.clipNext = true;
  },
  BT: ({ text }) => text.set(matrixOf(undefined)),
  ET: nothing,
  Tc: taking(1, ({ state }, [value = 0]) => {
    state.charSpace = value;
  }),
  Tw: taking(1, ({ state }, [value = 0]) => {
    state.wordSpace = value;
  }),
  Tz: taking(1, ({ state }, [value = 100]) => {
    state.stretch = value / 100;
  }),
  TL: taking(1, ({ state }, [value = 0]) => {
    state.leading = value;
  }),
  Tf: (reader, operands) => setFont(reader, nameOf(operands.at(-2)), numbersOf(operands).at(-1) ?? 0),
  Tr: taking(1, ({ state }, [value = 0]) => {
    state.mode = value;
  }),
  Ts: taking(1, ({ state }, [value = 0]) => {
    state.rise = value;
  }),
  Td: taking(2, ({ text }, [x = 0, y = 0]) => text.move(x, y)),
  TD: taking(2, ({ text, state }, [x = 0, y = 0]) => {
    state.leading = -y;
    text.move(x, y);
  }),
  Tm: taking(6, ({ text }, numbers) => text.set(matrixOf(numbers))),
  "T*": nextLine,
  Tj: show,
  TJ: (reader, operands) => {
    const list = operands.at(-1);
    if (list instanceof CosArray) showText(reader, list.raw);
  },
  "'": (reader, operands) => {
    nextLine(reader, []);
    show(reader, operands);
  },
  '"': (reader, operands) => {
    const [word = 0, char = 0] = numbersOf(operands);
    Object.assign(reader.state, { wordSpace: word, charSpace: char });
    nextLine(reader, []);
    show(reader, operands);
  },
  d0: (reader, operands) => reader.noteAdvance(numbersOf(operands)[0]),
  d1: (reader, operands) => reader.noteAdvance(numbersOf(operands)[0]),
  CS: (reader, operands) => {
    reader.state.stroke = namedSpace(reader, operands);
  },
  cs: (reader, operands) => {
    reader.state.fill = namedSpace(reader, operands);
  },
  SC: (reader, operands) => {
    reader.state.stroke = colourOf(reader, reader.state.stroke, operands);
  },
  SCN: (reader, operands) => {
    reader.state.stroke = colourOf(reader, reader.state.stroke, operands);
  },
  sc: (reader, operands) => {
    reader.state.fill = colourOf(reader, reader.state.fill, operands);
  },
  scn: (reader, operands) => {
    reader.state.fill = colourOf(reader, reader.state.fill, operands);
  },
  G: strokeIn(GREY),
  g: fillIn(GREY),
  RG: strokeIn(RGB),
  rg: fillIn(RGB),
  K: strokeIn(CMYK),
  k: fillIn(CMYK),
  sh: (reader, operands) => paintShading(reader, dictOf(reader.resource("Shading", nameOf(operands.at(-1))))),
  BI: (reader, operands) => {
    const [image] = operands;
    if (image instanceof CosStream) placeImage(reader, image);
  },
  Do: (reader, operands) => placeObject(reader, nameOf(operands.at(-1))),
  MP: nothing,
  DP: nothing,
  BMC: nothing,
  BDC: nothing,
  EMC: nothing,
  BX: (reader) => reader.noteCompatibility(),
  EX: nothing,
};
