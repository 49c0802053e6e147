/** broadsheet as a library: the stages of the sentence, the words that they speak, and the world they read from. */

export type { Ink } from "./base/colour.ts";
export { type Diagnostic, Diagnostics, type PagePlace, type Report, type Severity } from "./base/diagnostic.ts";
export { DIAGNOSTIC_CODES, type DiagnosticCode } from "./base/diagnostic-codes.ts";
export type { Point, Rect } from "./base/geometry.ts";
export type { Polygon } from "./base/polygon.ts";
export type { LineColumn, SourceRange } from "./base/source.ts";
export type { Em, Pt, Rows, Zi } from "./base/units.ts";
export type { FileRef, ReadFailure, ReadResult, Root, World } from "./base/world.ts";
export {
  type AdBreach,
  type AdJudge,
  chooseStandIns,
  composeTexts,
  type FontListing,
  forgetPages,
  type LaidPage,
  layPage,
  listCopies,
  listFonts,
  openEditionFonts,
  openProgramFonts,
  openWorkshop,
  type PrintedFile,
  type PrintedPage,
  type PrintHow,
  printPage,
  printSpread,
  read,
  readCopy,
  readPart,
  type Workshop,
  wantsBase,
  writeEdition,
} from "./build.ts";
export type { ComposeTextOptions, TextLine } from "./compose/compose-text.ts";
export type { ComposedFrame, ComposedLine, ComposedPage, Fit } from "./compose/composed-page.ts";
export { checkEdition } from "./compose/makeup/check-edition.ts";
export { checkMakeup } from "./compose/makeup/check-makeup.ts";
export type { MakeupCheck, MakeupFinding, MakeupPage } from "./compose/makeup/makeup-check.ts";
export { MAKEUP_CHECKS } from "./compose/makeup/makeup-checks.ts";
export type { DisplayItem, DisplayPage } from "./display/display-list.ts";
export { jsonSchema, SCHEMA_NAMES, type SchemaName } from "./input/schemas.ts";
export type { Ad, AdSettings, AdSize } from "./model/ad.ts";
export type {
  CopyName,
  Credit,
  Edition,
  EditionPage,
  IssueDate,
  OutputCondition,
  Press,
  Standard,
} from "./model/edition.ts";
export { facingPages, isSpread } from "./model/facing-pages.ts";
export { fillName } from "./model/file-name.ts";
export type { FontFamily, FontManifest } from "./model/fonts.ts";
export type { Layout, LayoutNode, Slot } from "./model/layout.ts";
export type { Handover, MarkKind, PageEdges } from "./model/press.ts";
export type { Gap, StandIn, StandIns } from "./model/stand-in.ts";
export {
  type Chart,
  countCharacters,
  type Drawing,
  type Inline,
  type KeyFigure,
  keyFigureTexts,
  type Photo,
  plainText,
  type QrCode,
  type Quote,
  type Sidebar,
  type Story,
  type StoryPhoto,
  type Table,
} from "./model/story.ts";
export {
  ALGORITHMS,
  ALIGNS,
  type Algorithm,
  type Align,
  BREAK_POLICIES,
  type BreakPolicy,
  HANGINGS,
  type Hanging,
  LINE_BREAK_LEVELS,
  type LineBreakLevel,
  PUNCTUATION_STYLES,
  type PunctuationStyle,
  WRITINGS,
  type Writing,
} from "./model/style.ts";
export { choicesOf } from "./model/style-faces.ts";
export type { StyleSheet } from "./model/style-sheet.ts";
export type { FrameShape } from "./plan/frame-shape.ts";
export { columnLeft, type PageGrid, rowTop } from "./plan/page-grid.ts";
export type { BodyFrame, Leg, LineSlot, PagePlan, PlannedFrame } from "./plan/page-plan.ts";
export {
  type PreflightFinding,
  type PreflightPlace,
  type PreflightReport,
  preflightPdf,
} from "./preflight/preflight-pdf.ts";
export { preflightTable } from "./preflight/preflight-table.ts";
export { PROFILES, type ProfileName, type RuleSeverity } from "./preflight/rules/rule.ts";
export { RULES } from "./preflight/rules/rules.ts";
export { openPaperView } from "./press/paper-view.ts";
export { smallRaster, type WebJpeg, webJpeg, webRaster } from "./press/photo-pixels.ts";
export { changedPlates, type Plates } from "./press/plates.ts";
export { probePhoto } from "./press/probe-photo.ts";
export { spotsOf } from "./press/spot-colours.ts";
export type { Fonts } from "./text/font-library.ts";
