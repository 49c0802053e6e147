/** How ads are placed where the edition does not say. */
import { mm } from "../base/units.ts";
import type { AdSettings } from "./ad.ts";

/** At their own size, within half a millimetre of their slot. */
export const USUAL_ADS: AdSettings = { scale: "never", tolerance: mm(0.5) };
