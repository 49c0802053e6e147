/** What ink stands on a page, as plates of it show: measured outside, since nothing here renders. */
import type { PageBox } from "./page-box.ts";

/** The ink of one page. Percents; places in the page's own space. */
export interface PageCoverage {
  /** counted from 1 */
  readonly page: number;
  /** the largest sum of all inks, averaged over a square of 15 mm */
  readonly square: { readonly percent: number; readonly box: PageBox };
  /** the largest sum of all inks on one spot */
  readonly most: { readonly percent: number; readonly box: PageBox };
}

/** What plates showed of a document. */
export interface CoverageFacts {
  /** pages that are not in it were not measured */
  readonly pages: readonly PageCoverage[];
  /** what the printing allows on one spot, in percent; nothing is said of spots without it */
  readonly limit?: number | undefined;
}
