/** The faces of a style sheet. */
import type { FontChoice } from "./style.ts";
import type { StyleSheet } from "./style-sheet.ts";

/** The faces that a style sheet can ask for, in its order. */
export const choicesOf = (style: StyleSheet): readonly FontChoice[] => [
  ...[...style.text.values()].flatMap(({ faces, latin, figures }) => [
    faces.text,
    faces.strong,
    faces.emphasis,
    ...(latin ? [latin] : []),
    ...(figures ? [figures] : []),
  ]),
  ...[...style.headlines.values()].map((headline) => headline.font),
];

/** The heaviest of them, the first of several. */
export const heaviest = (style: StyleSheet): FontChoice =>
  choicesOf(style).reduce((best, each) => (each.weight > best.weight ? each : best));
