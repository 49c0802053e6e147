/** Text → galley: characters become clusters with glyphs, widths by the punctuation style, and places to break. */
import type { Report } from "../../base/diagnostic.ts";
import type { Inline } from "../../model/story.ts";
import type { BreakLists } from "../../model/style.ts";
import type { CharacterClass } from "../../text/character-classes.ts";
import type { Fonts } from "../../text/font-library.ts";
import { type Hyphenator, hyphenatorOf } from "../../text/hyphenate.ts";
import { traditionOf } from "../../text/tradition-of.ts";
import { breakLocally } from "./break-locally.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";
import { withFrames } from "./framed-names.ts";
import type { GalleyStyle } from "./galley-style.ts";
import { AT_END, boundariesOf } from "./glue.ts";
import { onGrid } from "./grid-cells.ts";
import { clusterMaker } from "./make-cluster.ts";
import { withRuby } from "./ruby.ts";
import { shapeInline } from "./shape-text.ts";
import type { Shaped } from "./shaped.ts";
import { unicodeTailoring } from "./unicode-breaks.ts";

/** Shapes paragraphs of one style; what they have in common is worked out once. */
export type Setter = (inline: Inline, report: Report) => GalleyParagraph;

/** A setter. Characters in no font are reported and shown as a box by the body face's own .notdef. */
export const openSetter = (style: GalleyStyle, fonts: Fonts): Setter => {
  const tradition = traditionOf(style);
  const local = {
    lists: isEmpty(style.breakLists) ? undefined : style.breakLists,
    hyphenate: hyphenator(style),
    unicode: unicodeTailoring(style.lineBreak, style.locale),
  };
  const make = clusterMaker(style, tradition);
  const between = boundariesOf(tradition);
  const { size, indents, writing } = style;
  return (inline, report) => {
    const shaped = shapeInline(inline, { style, fonts }, report);
    const texts = new Array<string>(shaped.length);
    const classes = new Array<CharacterClass>(shaped.length);
    for (let n = 0; n < shaped.length; n++) {
      texts[n] = shaped[n]!.text;
      classes[n] = writing === "vertical" ? standingClass(shaped[n]!) : shaped[n]!.class;
    }
    const kinds = tradition.kindsOf(texts, classes);
    const clusters = shaped.map((each, n): Cluster => {
      const next = shaped[n + 1];
      const boundary = next && !each.joined ? between(each, kinds[n]!, next, kinds[n + 1]!) : AT_END;
      return make(each, { kind: kinds[n]!, first: n === 0, next, boundary });
    });
    const text = inline.map((span) => span.text).join("");
    const paragraph = { clusters, text, indents, size, writing, endStep: tradition.endStep };
    const broken = breakLocally(style.grid ? onGrid(paragraph) : paragraph, local);
    return withFrames(withRuby(broken, { style, fonts }));
  };
};

/** Western letters that stand upright in a cell of a vertical line are set as ideographs are (CLREQ 3.2.3). */
const standingClass = ({ class: name, stance }: Shaped): CharacterClass =>
  name === "western" && stance === "upright" ? "ideograph" : name;

/** Shapes one paragraph. */
export const setParagraph = (
  inline: Inline,
  { style, fonts }: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): GalleyParagraph => openSetter(style, fonts)(inline, report);

const isEmpty = ({ notAtStart, notAtEnd, atStart, atEnd, together }: BreakLists): boolean =>
  notAtStart.size + notAtEnd.size + atStart.size + atEnd.size + together.size === 0;

/** Words are hyphenated in the language that the style names, else in the text's own when it is Western. */
const hyphenator = ({ hyphenate, locale }: GalleyStyle): Hyphenator | undefined => {
  if (hyphenate === "none") return undefined;
  if (hyphenate === "auto") return locale.script === "western" ? hyphenatorOf(locale.language) : undefined;
  return hyphenatorOf(hyphenate);
};
