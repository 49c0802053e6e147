/**
 * The rules of UAX #14, revision 17.0, as data in a notation close to the annex's own; of those that hold, the first decides.
 *
 *     LB21a  HL | HY HH × ^HL
 *
 * reads: no break (×) between HY or HH and anything but HL where an HL stands before. ÷ may break, ! must break; `SP*` lets spaces
 * stand in between. `|` parts the neighbours of the place from what stands farther away. A class includes its finer sorts (`QU`
 * has `QU.Pi`), `-` takes one out, `:wide` keeps those of East_Asian_Width F, W or H and `:narrow` all others; `*` is every
 * class, `^` every one but those that follow, `sot` and `eot` are the ends of the text. Two words look back over more than one
 * character: `number` where the left neighbour ends NU (SY | IS)* (CL | CP)?, `odd` where it ends an odd run of RI.
 *
 * LB2, LB3, LB8a, LB9 and LB10 are part of the scan, in breaks-of.ts.
 */

/** LB1: what stands for a class that has no rules of its own. */
export const RESOLUTION: Readonly<Record<string, string>> = {
  AI: "AL",
  SG: "AL",
  XX: "AL",
  "XX.Cn": "AL.Cn",
  SA: "AL",
  "SA.M": "CM",
  CJ: "NS",
};

/** LB4 to LB12, which no tailoring may change (UAX #14, section 6.1). */
export const FIXED_RULES: readonly string[] = [
  "LB4    BK ! *",
  "LB5    CR × LF",
  "LB5    CR LF NL ! *",
  "LB6    * × BK CR LF NL",
  "LB7    * × SP ZW",
  "LB8    ZW SP* ÷ *",
  "LB11   * × WJ",
  "LB11   WJ × *",
  "LB12   GL × *",
];

/** LB12a to LB31, which a tailoring may go before (UAX #14, section 6.2). */
export const TAILORABLE_RULES: readonly string[] = [
  "LB12a  ^ SP BA HY HH × GL",
  "LB13   * × CL CP EX SY",
  "LB14   OP SP* × *",
  "LB15a  sot BK CR LF NL OP QU GL SP ZW | QU.Pi SP* × *",
  "LB15b  * × QU.Pf | SP GL WJ CL QU CP EX IS SY BK CR LF NL ZW eot",
  "LB15c  SP ÷ IS | NU",
  "LB15d  * × IS",
  "LB16   CL CP SP* × NS",
  "LB17   B2 SP* × B2",
  "LB18   SP ÷ *",
  "LB19   * × QU-QU.Pi",
  "LB19   QU-QU.Pf × *",
  "LB19a  *:narrow × QU",
  "LB19a  * × QU | *:narrow eot",
  "LB19a  QU × *:narrow",
  "LB19a  *:narrow sot | QU × *",
  "LB20   * ÷ CB",
  "LB20   CB ÷ *",
  "LB20a  sot BK CR LF NL SP ZW CB GL | HY HH × AL HL",
  "LB21   * × BA HH HY NS",
  "LB21   BB × *",
  "LB21a  HL | HY HH × ^ HL",
  "LB21b  SY × HL",
  "LB22   * × IN",
  "LB23   AL HL × NU",
  "LB23   NU × AL HL",
  "LB23a  PR × ID EB EM",
  "LB23a  ID EB EM × PO",
  "LB24   PR PO × AL HL",
  "LB24   AL HL × PR PO",
  "LB25   number | NU SY IS CL CP × PO PR",
  "LB25   number | NU SY IS × NU",
  "LB25   PO PR × OP | NU",
  "LB25   PO PR × OP | IS | NU",
  "LB25   PO PR HY IS × NU",
  "LB26   JL × JL JV H2 H3",
  "LB26   JV H2 × JV JT",
  "LB26   JT H3 × JT",
  "LB27   JL JV JT H2 H3 × PO",
  "LB27   PR × JL JV JT H2 H3",
  "LB28   AL HL × AL HL",
  "LB28a  AP × AK AL.circle AS",
  "LB28a  AK AL.circle AS × VF VI",
  "LB28a  AK AL.circle AS | VI × AK AL.circle",
  "LB28a  AK AL.circle AS × AK AL.circle AS | VF",
  "LB29   IS × AL HL",
  "LB30   AL HL NU × OP:narrow",
  "LB30   CP:narrow × AL HL NU",
  "LB30a  odd | RI × RI",
  "LB30b  EB × EM",
  "LB30b  ID.Cn AL.Cn × EM",
  "LB31   * ÷ *",
];
