/** What is to be said of a picture's colours, once it is ink. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import type { PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { InkedPicture, PictureNote } from "./inked-page.ts";

/** Reports the notes of `picture` at its place. */
export const reportNotes = (
  item: PictureItem,
  { notes = [], ppi }: InkedPicture,
  { press, page, report }: { readonly press: Press; readonly page: string; readonly report: Report },
): void => {
  for (const note of notes) {
    report.add({
      ...said(note, { press, path: item.photo.path, ppi }),
      source: item.source,
      place: { page, rect: item.rect },
    });
  }
};

interface About {
  readonly press: Press;
  readonly path: string;
  readonly ppi: number;
}

const said = (note: PictureNote, about: About): Omit<Diagnostic, "source" | "place"> => {
  const { path } = about;
  switch (note) {
    case "untagged":
      return {
        code: "press/untagged",
        severity: "info",
        message: `the picture \`${path}\` has no colour profile and is taken for sRGB`,
        hint: "save the picture with its profile in it",
      };
    case "untagged-cmyk":
      return untaggedCmyk(about);
    case "foreign-cmyk":
      return {
        code: "press/foreign-cmyk",
        severity: "info",
        message: `the picture \`${path}\` is separated for another press; its inks are converted for \`${about.press.condition.identifier}\``,
        hint: "send the picture as RGB, or separated with the profile of this press",
      };
    case "bad-profile":
      return {
        code: "press/untagged",
        severity: "warning",
        message: `the colour profile of the picture \`${path}\` is damaged or of another kind than its pixels, and is passed over`,
        hint: "save the picture anew with its profile in it",
      };
    case "coarse-bitmap":
      return {
        code: "press/resolution",
        severity: "warning",
        message: `the line art \`${path}\` prints at ${Math.floor(about.ppi)} ppi; under 550 its edges are steps, so it is printed as grey`,
        hint: "scan it at 1200 ppi, or print it smaller",
      };
    default:
      return note satisfies never;
  }
};

const untaggedCmyk = ({ press, path }: About): Omit<Diagnostic, "source" | "place"> =>
  press.untaggedCmyk === "keep"
    ? {
        code: "press/untagged",
        severity: "warning",
        message: `the picture \`${path}\` is CMYK without a profile; its inks are printed as they are`,
        hint: `look at it on a proof, or send it as RGB or with the profile of \`${press.condition.identifier}\``,
      }
    : {
        code: "press/untagged",
        severity: "error",
        message: `the picture \`${path}\` is CMYK without a profile, which this press refuses`,
        hint: `send it as RGB or with the profile of \`${press.condition.identifier}\``,
      };
