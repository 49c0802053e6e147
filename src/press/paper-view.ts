/** Inks as they look on the printing's own paper, on a screen that keeps sRGB. */
import type { OutputCondition } from "../model/edition.ts";
import { type Convert, openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";

/** Four bytes a pixel (C, M, Y, K; 255 is full ink) to three of sRGB, paper included; undefined when the profile is damaged. */
export const openPaperView = (condition: OutputCondition): Promise<Convert | undefined> =>
  openWay({ from: pressProfile(condition), to: "srgb", intent: "relative", paper: true });
