// The one page that every peer is asked for: a single column, 9 pt on 13.5 pt, first line indented by 2 em.
/** points */
export const SIZE = 9;
export const LEADING = 13.5;
/** blank around the column, points */
export const MARGIN = 36;
/** em of the first line's indent */
export const INDENT = 2;
/** lines of a page; how many pages there are is left to the peer */
export const ROWS = 60;
/**
 * What a line may be off its measure before it counts as too wide or ragged, in em. Peers get their measure wider by as much, so
 * that a tie of advances against the measure is not left to rounding; ours gives itself as much (`limits.tie`).
 */
export const TIE = 0.02;

/** Width of the column that a peer is given, points. */
export const columnWidth = (measure) => (measure + TIE) * SIZE;

/** Trimmed page, points. */
export const pageSize = (measure) => ({
  width: Math.ceil(measure * SIZE) + 2 * MARGIN,
  height: ROWS * LEADING + 2 * MARGIN,
});
