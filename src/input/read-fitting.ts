/** How a headline comes to its width, as written → as it is set. */
import type { HeadlineFitting } from "../model/style.ts";
import { amount, ems } from "./document/lengths.ts";
import type { YamlPath } from "./document/yaml-document.ts";
import type { StylePlace } from "./read-box.ts";
import type { FittingInput } from "./style-schema.ts";

/** By the sizes alone when nothing is said, or when the narrowest width is over the widest. */
export const fittingOf = (input: FittingInput | undefined, path: YamlPath, place: StylePlace): HeadlineFitting => {
  switch (input?.kind) {
    case undefined:
    case "sizes":
      return { kind: "sizes" };
    case "spacing":
      return { kind: "spacing", most: ems(input.most ?? "0.25em") };
    case "width": {
      const least = amount(input.least ?? "85%") / 100;
      const most = amount(input.most ?? "115%") / 100;
      if (least <= most) return { kind: "width", least, most };
      place.shop.report.add({
        code: "input/wrong-value",
        severity: "error",
        message: `letters cannot be ${Math.round(least * 100)} % wide at least and ${Math.round(most * 100)} % at most`,
        hint: "give the smaller share as `least`",
        source: place.document.range(path),
      });
      return { kind: "sizes" };
    }
    default:
      return input satisfies never;
  }
};
