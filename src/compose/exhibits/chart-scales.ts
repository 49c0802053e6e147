/** Numbers → places of a chart; the only door to d3-scale and d3-shape. */
import { scaleBand, scaleLinear } from "d3-scale";
import { pie } from "d3-shape";
import type { Pt } from "../../base/units.ts";

/** A linear scale with round ends. */
export interface LinearScale {
  at(value: number): Pt;
  /** round numbers within it, ascending */
  readonly ticks: readonly number[];
  /** decimals that the ticks are written with */
  readonly decimals: number;
}

/** From the least to the greatest of `values`, rounded out, to places from `from` to `to`. */
export const linearScale = (
  values: readonly number[],
  { from, to, ticks }: { readonly from: Pt; readonly to: Pt; readonly ticks: number },
): LinearScale => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // one number alone still wants a scale
  const domain = least === most ? [least - 1, most + 1] : [least, most];
  const scale = scaleLinear(domain, [from, to]).nice(ticks);
  const at = scale.ticks(ticks);
  const step = Math.abs((at[1] ?? 1) - (at[0] ?? 0)) || 1;
  return {
    at: (value) => scale(value),
    ticks: at,
    decimals: Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9))),
  };
};

/** Equal bands between `from` and `to`. */
export interface BandScale {
  /** where each begins, in order */
  readonly starts: readonly Pt[];
  readonly width: Pt;
  /** from one to the next */
  readonly step: Pt;
}

/** `count` bands with `blank` of each step (0 to 1) between them. */
export const bandScale = (
  count: number,
  { from, to, blank }: { readonly from: Pt; readonly to: Pt; readonly blank: number },
): BandScale => {
  const keys = Array.from({ length: count }, (_, n) => n);
  const scale = scaleBand(keys, [from, to])
    .paddingInner(blank)
    .paddingOuter(blank / 2);
  return { starts: keys.map((key) => scale(key)!), width: scale.bandwidth(), step: scale.step() };
};

/** Angles of sectors, in the order of the values, clockwise from the top, radians. */
export const sectorAngles = (values: readonly number[]): readonly { readonly start: number; readonly end: number }[] =>
  pie<number>()
    .sort(null)([...values])
    .map(({ startAngle, endAngle }) => ({ start: startAngle, end: endAngle }));
