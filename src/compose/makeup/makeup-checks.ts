/** The table of all checks of makeup (NEWSPAPER §5.5); what did not fit and widow lines are reported where they arise. */
import { columnWidth } from "./column-width.ts";
import { croppedPictures } from "./cropped-pictures.ts";
import { datelines } from "./datelines.ts";
import { headAbut } from "./head-abut.ts";
import { headAtFoot } from "./head-at-foot.ts";
import { headOrder } from "./head-order.ts";
import type { MakeupCheck } from "./makeup-check.ts";
import { missingCredit } from "./missing-credit.ts";
import { narrowWrap } from "./narrow-wrap.ts";
import { pageCut } from "./page-cut.ts";
import { ruleClash } from "./rule-clash.ts";
import { senseBreak } from "./sense-break.ts";
import { shortLeg } from "./short-leg.ts";
import { umbrella } from "./umbrella.ts";
import { unevenFoot } from "./uneven-foot.ts";

/** In the order in which a page is read over: headlines, lines and boxes, the page as a whole, text, words. */
export const MAKEUP_CHECKS: readonly MakeupCheck[] = [
  {
    code: "makeup/head-abut",
    source: "碰题 (撞题); tombstoning, NEWSPAPER §5.1, §5.4",
    severity: "error",
    check: headAbut,
  },
  {
    code: "makeup/head-order",
    source: "heads of one width shrink down the page, NEWSPAPER §5.4",
    severity: "warning",
    check: headOrder,
  },
  { code: "makeup/umbrella", source: "总题大于分题, NEWSPAPER §5.2", severity: "warning", check: umbrella },
  { code: "makeup/head-at-foot", source: "背题, NEWSPAPER §5.1; LC-73", severity: "error", check: headAtFoot },
  { code: "makeup/rule-clash", source: "线框相冲, NEWSPAPER §5.1", severity: "error", check: ruleClash },
  { code: "makeup/page-cut", source: "断版 (通缝), NEWSPAPER §5.1", severity: "warning", check: pageCut },
  { code: "makeup/narrow-wrap", source: "JLREQ, NEWSPAPER §5.5", severity: "error", check: narrowWrap },
  {
    code: "makeup/short-leg",
    source: "a wrap is an inch deep, about six lines, NEWSPAPER §5.4",
    severity: "warning",
    check: shortLeg,
  },
  { code: "makeup/column-width", source: "长栏, 破栏, NEWSPAPER §5.1; LC-01", severity: "warning", check: columnWidth },
  { code: "makeup/uneven-foot", source: "LC-12, LC-09", severity: "error", check: unevenFoot },
  {
    code: "compose/headline-break",
    source: "标题移行, NEWSPAPER §5.2; LC-110",
    severity: "warning",
    check: senseBreak,
  },
  { code: "makeup/crop", source: "裁图, NEWSPAPER §5.3", severity: "warning", check: croppedPictures },
  { code: "makeup/no-credit", source: "图片说明, NEWSPAPER §5.3", severity: "warning", check: missingCredit },
  { code: "makeup/dateline", source: "电头, NEWSPAPER §5.3", severity: "warning", check: datelines },
];
