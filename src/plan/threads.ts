/** Stories whose text runs through several bodies of a page, from one into the next in the layout's order. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { BodyPart, Layout, LayoutNode } from "../model/layout.ts";
import type { BodyFrame, PlannedFrame } from "./page-plan.ts";

/** Bodies by story name of the layout, in its order; only of stories with several. */
export type Threads = ReadonlyMap<string, readonly BodyPart[]>;

export const threadsOf = ({ slots }: Layout): Threads => {
  const bodies = slots.flatMap(({ node }) => bodiesIn(node));
  const names = [...new Set(bodies.map(({ story }) => story ?? ""))];
  const threads = names.map((name) => [name, bodies.filter(({ story }) => story === name)] as const);
  return new Map(threads.filter(([, parts]) => parts.length > 1));
};

const bodiesIn = (node: LayoutNode): readonly BodyPart[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap(bodiesIn);
  return node.kind === "body" && node.story !== undefined ? [node] : [];
};

/** Whether the body says nothing of its height. */
export const isOpen = ({ rows, grow }: BodyPart): boolean => rows === undefined && grow === 0;

/** Whether it is the last of a thread, which decides what becomes of text that does not fit, and may take the rows that it needs. */
export const endsThread = (node: BodyPart, threads: Threads): boolean => threads.get(node.story ?? "")?.at(-1) === node;

/** Whether what does not fit a part goes by what that part says of it: of a thread's bodies the last one alone is asked. */
export const decidesOverset = (node: Pick<BodyPart, "story">, threads: Threads): boolean => {
  const others = (threads.get(node.story ?? "") ?? []).slice(0, -1);
  return !others.some((each) => each === node);
};

/** Measures of all lines that stand before the last body of each thread, by story. */
export const roomBefore = (threads: Threads, frames: readonly PlannedFrame[]): ReadonlyMap<string, readonly Pt[]> =>
  new Map(
    [...threads].map(([name, parts]) => [
      name,
      parts
        .slice(0, -1)
        .flatMap((part) => frameOf(part, frames)?.legs ?? [])
        .flatMap(({ slots }) => slots.map(({ measure }) => measure)),
    ]),
  );

const frameOf = ({ source }: BodyPart, frames: readonly PlannedFrame[]): BodyFrame | undefined =>
  frames.find((frame): frame is BodyFrame => frame.kind === "body" && frame.source === source);

type Fault = Pick<Diagnostic, "severity" | "message" | "hint" | "source">;

/** What of the page's threads cannot be set as it is asked for. `rowHeight` is that of the grid. */
export const threadFaults = (threads: Threads, frames: readonly PlannedFrame[], rowHeight: Pt): readonly Fault[] =>
  [...threads].flatMap(([name, parts]) => {
    const first = parts[0]!;
    return [
      ...parts.slice(1).flatMap((part, n) => unlike(first, part, { name, n: n + 2 })),
      ...parts.slice(0, -1).flatMap((part, n) => {
        const at = { name, n: n + 1 };
        const frame = frameOf(part, frames);
        const rows: Rows = frame ? Math.round(frame.rect.height / rowHeight) : 0;
        return [
          ...unheeded(part, parts.at(-1)!, at),
          ...(frame && rows <= part.minRows ? unsized(part, rows, at) : []),
        ];
      }),
    ];
  });

interface Which {
  readonly name: string;
  readonly n: number;
}

/** A text is broken once, in one style and direction. */
const unlike = (first: BodyPart, { style, writing, source }: BodyPart, { name, n }: Which): readonly Fault[] => [
  ...(style === first.style
    ? []
    : [
        {
          severity: "error" as const,
          message: `body ${n} of \`${name}\` has the style \`${style}\`, its first body \`${first.style}\`; one text runs through both`,
          hint: `give both the style \`${first.style}\`, or divide the story in two`,
          source,
        },
      ]),
  ...(writing === first.writing
    ? []
    : [
        {
          severity: "error" as const,
          message: `body ${n} of \`${name}\` is ${writing}, its first body ${first.writing}; one text runs through both`,
          hint: `write \`writing: ${first.writing}\` at both, or divide the story in two`,
          source,
        },
      ]),
];

const unheeded = ({ overset, source }: BodyPart, last: BodyPart, { name, n }: Which): readonly Fault[] =>
  overset === last.overset || overset === "fail"
    ? []
    : [
        {
          severity: "warning",
          message: `body ${n} of \`${name}\` says \`overset: ${overset}\`, the last one \`${last.overset}\`; the last one decides`,
          hint: `write \`overset: ${overset}\` at the last body of \`${name}\``,
          source,
        },
      ];

const unsized = (part: BodyPart, rows: Rows, { name, n }: Which): readonly Fault[] =>
  isOpen(part)
    ? [
        {
          severity: "error",
          message: `body ${n} of \`${name}\` does not say how high it is and gets ${rows} row${rows === 1 ? "" : "s"}`,
          hint: "give it `rows` or `grow`; only the last body of a story takes the rows that the text needs",
          source: part.source,
        },
      ]
    : [];
