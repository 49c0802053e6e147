/** An edition: one day's paper, its pages and how they go to press. */
import type { Rect } from "../base/geometry.ts";
import type { SourceRange } from "../base/source.ts";
import type { Pt } from "../base/units.ts";
import type { FontManifest } from "./fonts.ts";
import type { Layout } from "./layout.ts";
import type { Story } from "./story.ts";
import type { StyleSheet } from "./style-sheet.ts";

/** A day of the calendar; `weekday` 0 is Sunday. Worked out from the date alone, without any time zone. */
export interface IssueDate {
  readonly iso: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** Which rules the files obey: PDF/X-4 is the default; `proof` can never be plated. */
export type Standard = "pdfx4" | "pdfx1a" | "proof" | "screen";

/**
 * How colours that the press cannot print are brought within reach (ICC.1): `perceptual` by the tables of the profile, which keep
 * pictures looking whole; `relative` keeps those that can be printed as they are, with black point compensation.
 */
export type Intent = "perceptual" | "relative";

/** How strongly photographs are sharpened against the softness of newsprint. */
export type Sharpening = "none" | "light" | "strong";

/** The printing that a file is made for: its profile and its name in the output intent (ISO 15930-7). */
export interface OutputCondition {
  /** `OutputConditionIdentifier`, as in `IFRA26` */
  readonly identifier: string;
  /** `RegistryName`; empty when the identifier is in no registry */
  readonly registry: string;
  /** `Info`: a sentence for people */
  readonly info: string;
  /** the ICC profile's bytes: class prtr, CMYK */
  readonly profile: Uint8Array;
  /** SHA-256 of the profile, hex */
  readonly hash: string;
  /** total ink in per cent that the profile's separations may reach */
  readonly profileLimit: number;
}

/** What the plant asks for. */
export interface Press {
  readonly standard: Standard;
  readonly condition: OutputCondition;
  /** total area coverage that no pixel exceeds, per cent: 220 by default, 240 the hard cap */
  readonly inkLimit: number;
  /** how pictures and drawings become ink */
  readonly intent: Intent;
  /** of photographs, once they are at the press's resolution */
  readonly sharpening: Sharpening;
  /** CMYK pictures that do not say for which press they are: their inks are printed as they are, or that is an error */
  readonly untaggedCmyk: "keep" | "refuse";
  /** spot colours: printed with the four inks, or on plates of their own */
  readonly spots: "convert" | "keep";
  readonly bleed: Pt;
  readonly marks: "none" | "crop";
  /** effective resolution of pictures: `target` is what they are brought down to, never up */
  readonly resolution: { readonly target: number; readonly warn: number; readonly error: number };
  /** file name template: {paper} {date} {edition} {section} {page} {version} */
  readonly fileName: string;
}

/** A line of the credit block (责任编辑 …). */
export interface Credit {
  readonly role: string;
  readonly name: string;
}

/** 上接第×版: a story that goes on from another page. */
export interface Continuation {
  /** id of the page on which it begins */
  readonly page: string;
  /** its place in the layout of that page */
  readonly story: string;
  readonly source: SourceRange;
}

/** One page with everything that goes onto it. */
export interface EditionPage {
  /** a string: "05", "A01" */
  readonly id: string;
  /** 版名: 沧海新闻 */
  readonly section: string;
  readonly layout: Layout;
  /** slot of the layout → story */
  readonly stories: ReadonlyMap<string, Story>;
  /** slot of the layout → the story of an earlier page that goes on there */
  readonly continues: ReadonlyMap<string, Continuation>;
  readonly credits: readonly Credit[];
  /** `mono`: printed with black alone; its other plates are empty */
  readonly colour: "colour" | "mono";
  readonly path: string;
  readonly source: SourceRange;
}

/** An edition, complete: every file it names has been read and checked. */
export interface Edition {
  readonly paper: { readonly name: string; readonly id: string };
  readonly date: IssueDate;
  /** 期号 */
  readonly issue: number;
  /** pages of the day's paper, which may be more than are made here (今日N版) */
  readonly pageCount: number;
  readonly edition: string;
  /** version letter: a resent page gets the next */
  readonly version: string;
  readonly language: string;
  readonly region: "CN" | "TW" | "HK" | "JP" | "KR";
  readonly style: StyleSheet;
  readonly fonts: FontManifest;
  readonly press: Press;
  /** names of people, places and institutions that a headline must not split */
  readonly names: readonly string[];
  readonly pages: readonly EditionPage[];
  /** SHA-256 of each input file by path, for the manifest */
  readonly inputs: ReadonlyMap<string, string>;
  readonly path: string;
}

/** The trimmed page and what is inked beyond it. */
export interface PageBoxes {
  readonly trim: Rect;
  readonly bleed: Rect;
}
