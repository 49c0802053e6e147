/** Boxes and pictures that are to stand in the legs of a body and reach out of it. */
import type { Diagnostic } from "../base/diagnostic.ts";
import { bottom, type Rect, right } from "../base/geometry.ts";
import { fits, type Pt } from "../base/units.ts";
import type { BodyFrame, PlannedFrame } from "./page-plan.ts";

/** What lengths are told in: points of a row, and of a zi. */
export interface Pitch {
  readonly row: Pt;
  readonly zi: Pt;
}

type Fault = Pick<Diagnostic, "message" | "hint" | "source"> & { readonly rect: Rect };

/** One finding for each inset, with all sides on which it is outside of its body. */
export const insetsOutside = (frames: readonly PlannedFrame[], pitch: Pitch): readonly Fault[] =>
  frames.flatMap((body) => {
    if (body.kind !== "body") return [];
    return frames
      .filter(({ id, kind }) => kind !== "rule" && id.startsWith(`${body.id}/inset-`))
      .flatMap((inset) => faultOf(inset, body, pitch));
  });

const faultOf = (inset: PlannedFrame, body: BodyFrame, pitch: Pitch): readonly Fault[] => {
  const { rect } = inset;
  const out = sidesOut(rect, body.rect);
  const reach = [
    ...(fits(out.left, 0) ? [] : [`${inZi(out.left, pitch)} to the left of`]),
    ...(fits(out.right, 0) ? [] : [`${inZi(out.right, pitch)} to the right of`]),
    ...(fits(out.above, 0) ? [] : [`${inRows(out.above, pitch)} above`]),
    ...(fits(out.below, 0) ? [] : [`${inRows(out.below, pitch)} below`]),
  ];
  if (reach.length === 0) return [];
  const message = `${nameOf(inset)} reaches ${reach.join(" and ")} its body \`${body.id}\``;
  return [{ message, hint: hintFor({ rect, out, body, pitch }), source: inset.source, rect }];
};

interface SidesOut {
  readonly left: Pt;
  readonly right: Pt;
  readonly above: Pt;
  readonly below: Pt;
}

const sidesOut = (inner: Rect, outer: Rect): SidesOut => ({
  left: outer.x - inner.x,
  right: right(inner) - right(outer),
  above: outer.y - inner.y,
  below: bottom(inner) - bottom(outer),
});

const nameOf = (inset: PlannedFrame): string => {
  if (inset.kind === "picture") return `the picture \`${inset.photo.path}\``;
  if (inset.kind === "key-figure") return `key figure ${inset.index + 1} of \`${inset.story.id}\``;
  return inset.kind === "exhibit" ? `the ${inset.content.kind} of \`${inset.story.id}\`` : `\`${inset.id}\``;
};

interface Place {
  readonly rect: Rect;
  readonly out: SidesOut;
  readonly body: BodyFrame;
  readonly pitch: Pitch;
}

/** What would bring it inside: smaller where it is larger than the body, else elsewhere. */
const hintFor = ({ rect, out, body, pitch }: Place): string => {
  if (fits(body.rect.width, 0) || fits(body.rect.height, 0)) return "give the body room, or take the inset out of it";
  if (!fits(rect.width, body.rect.width))
    return `make it at most ${Math.floor((2 * body.rect.width) / pitch.zi + 0.01) / 2} zi wide`;
  const high = Math.floor(body.rect.height / pitch.row + 0.01);
  const rows = Math.ceil(Math.max(out.above + out.below, out.below) / pitch.row - 0.01);
  if (!fits(rect.height, body.rect.height)) {
    const more = Math.ceil((rect.height - body.rect.height) / pitch.row - 0.01);
    return `give the body ${count(more, "more row")}, or make it at most ${count(high, "row")} high`;
  }
  if (body.writing === "vertical" && !fits(out.left, 0))
    return `begin it ${count(Math.ceil(out.left / pitch.row - 0.01), "line")} farther right (a smaller \`row\`)`;
  if (!fits(out.below, 0)) return `begin it ${count(rows, "row")} higher, or give the body ${count(rows, "more row")}`;
  return "give it another `side` or `leg`, or make it smaller";
};

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const inZi = (length: Pt, { zi }: Pitch): string => `${upToTenths(length / zi)} zi`;

const inRows = (length: Pt, { row }: Pitch): string => {
  const rows = upToTenths(length / row);
  return `${rows} row${rows === 1 ? "" : "s"}`;
};

const upToTenths = (value: number): number => Math.max(0.1, Math.round(value * 10) / 10);
