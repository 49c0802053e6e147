/** What a printing plant asks for, and where its files go. */
import type { Pt } from "../base/units.ts";

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

/** Distances at the four edges of a page; `inside` is the edge at the fold. */
export interface PageEdges {
  readonly top: Pt;
  readonly bottom: Pt;
  readonly inside: Pt;
  readonly outside: Pt;
}

/** What may be printed on the sheet outside the bleed: 裁切线, 套准线, 色标, and a line about the page. */
export const MARK_KINDS = ["crop", "register", "bars", "slug"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A page trimmed to another size than its format's. */
export interface PageSize {
  readonly width: Pt;
  readonly height: Pt;
  /** `centre` keeps the page's size, `scale` brings it to the sheet by one factor; both put it into the middle */
  readonly fit: "centre" | "scale";
}

/** How a plant gets its files. */
export interface Handover {
  /** a folder, counted from the edition's, or an address `sftp://user@host:port/folder`; files stay where they are when absent */
  readonly to?: string;
  /** file of the private key for SFTP, counted from the edition's folder; never read by the engine */
  readonly key?: string;
  /** fingerprints of the server's host keys, `SHA256:…`; empty when none is known */
  readonly hostKeys: readonly string[];
  /** environment variable with the password, or with the passphrase of `key` */
  readonly passwordFrom?: string;
  /** whether a job ticket (CIP4 XJDF) goes with the pages */
  readonly xjdf: boolean;
}

/** What the plant asks for. */
export interface Press {
  /** the plant's name, goes into file names; empty for the one press of an edition without `targets` */
  readonly plant: string;
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
  readonly bleed: PageEdges;
  readonly marks: ReadonlySet<MarkKind>;
  /** the trimmed page; the layout's format when absent */
  readonly size?: PageSize;
  /** effective resolution of pictures: `target` is what they are brought down to, never up */
  readonly resolution: { readonly target: number; readonly warn: number; readonly error: number };
  /** file name template: {title} {date} {edition} {zone} {section} {page} {version} {colour} {plant} */
  readonly fileName: string;
  /** folder below the edition's output; empty for the output itself */
  readonly folder: string;
  /** until when the plant takes pages, as written; told in the manifest */
  readonly deadline?: string;
  readonly handover: Handover;
}
