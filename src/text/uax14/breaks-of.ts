/** Where a text may be broken into lines: UAX #14, revision 17.0, with tailorings. */
import { type Breaker, breakerOf, TRAITS } from "./breaker.ts";
import { CELLS } from "./cell-set.ts";
import { slotOf } from "./line-break-class.ts";
import { FIRST_LINK } from "./pair-table.ts";
import type { Surroundings } from "./parse-rule.ts";
import type { Tailoring } from "./tailoring.ts";

/** What the scan knows of a place when a rule asks for more than its two neighbours. */
interface Place {
  readonly text: string;
  readonly breaker: Breaker;
  /** cell of what stands before the left neighbour */
  prior: number;
  /** whether the left neighbour ends a number, and whether it ends an odd run of regional indicators */
  number: boolean;
  odd: boolean;
  /** offset after the right neighbour's first character */
  after: number;
}

const { mark, joiner, space, bare, number, infix, closer, regional } = TRAITS;

/**
 * For each UTF-16 offset of a text, its end included: 0 where no line may end, 1 where one may, 2 where one must (LB4, LB5, and at
 * the end of the text, LB3). Spaces belong to the line they end. An empty text has one offset, with 0 (LB2).
 *
 * One pass, in time linear in the text: what rules look ahead to is at most two clusters away. Characters of scripts that need
 * a dictionary (Thai, Lao, Khmer, Myanmar) stay together as LB1 has it.
 */
export const breaksOf = (text: string, tailoring?: Tailoring): Uint8Array => {
  const breaker = breakerOf(tailoring);
  const { cells, traits, touching, apart, named } = breaker;
  const breaks = new Uint8Array(text.length + 1);
  const place: Place = { text, breaker, prior: named.start, number: false, odd: false, after: 0 };
  let before = named.start;
  let spaced = false;
  let joined = false;
  for (let at = 0; at < text.length; ) {
    const code = codeAt(text, at);
    const next = at + (code > 0xffff ? 2 : 1);
    let cell = cells[slotOf(code)]!;
    const joins = (traits[cell]! & joiner) !== 0;
    if ((traits[cell]! & mark) !== 0) {
      if (!spaced && (traits[before]! & bare) === 0) {
        joined = joins; // LB9: the cluster goes on
        at = next;
        continue;
      }
      cell = named.letter; // LB10
    }
    let verdict = (spaced ? apart : touching)[before * CELLS + cell]!;
    if (verdict >= FIRST_LINK) {
      place.after = next;
      verdict = decide(verdict, place);
    }
    if (!joined) breaks[at] = verdict; // LB8a
    joined = joins;
    if ((traits[cell]! & space) !== 0) {
      spaced = true;
    } else {
      place.prior = spaced ? named.space : before;
      place.number = endsNumber(traits[cell]!, place.number && !spaced && (traits[before]! & closer) === 0);
      place.odd = (traits[cell]! & regional) !== 0 && (spaced || !place.odd);
      before = cell;
      spaced = false;
    }
    at = next;
  }
  breaks[0] = 0;
  if (text.length > 0) breaks[text.length] = 2;
  return breaks;
};

/** The code point at an offset; a lone surrogate stands for itself. */
const codeAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  if ((unit & 0xfc00) !== 0xd800 || at + 1 === text.length) return unit;
  const low = text.charCodeAt(at + 1);
  return (low & 0xfc00) === 0xdc00 ? (unit << 10) + low - 0x35fdc00 : unit;
};

/** Whether a character ends a number (LB25); `open` tells that one before it may go on. */
const endsNumber = (trait: number, open: boolean): boolean =>
  (trait & number) !== 0 || (open && (trait & (infix | closer)) !== 0);

/** Follows links to the first rule that holds. */
const decide = (entry: number, place: Place): number => {
  let verdict = entry;
  while (verdict >= FIRST_LINK) {
    const { surroundings, outcome, otherwise } = place.breaker.links[verdict - FIRST_LINK]!;
    verdict = holds(surroundings, place) ? outcome : otherwise;
  }
  return verdict;
};

const holds = ({ run, prior, next, second }: Surroundings, place: Place): boolean => {
  if (run !== undefined && !place[run]) return false;
  if (prior !== undefined && prior[place.prior] === 0) return false;
  if (next === undefined) return true;
  const at = pastMarks(place, place.after);
  if (next[cellAt(place, at)] === 0) return false;
  if (second === undefined) return true;
  const width = codeAt(place.text, at) > 0xffff ? 2 : 1;
  return second[cellAt(place, pastMarks(place, at + width))] === 1;
};

/** The next offset at which no combining mark stands: marks belong to the cluster before them (LB9). */
const pastMarks = ({ text, breaker }: Place, from: number): number => {
  const { cells, traits } = breaker;
  let at = from;
  while (at < text.length) {
    const code = codeAt(text, at);
    if ((traits[cells[slotOf(code)]!]! & mark) === 0) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
};

const cellAt = ({ text, breaker }: Place, at: number): number =>
  at < text.length ? breaker.cells[slotOf(codeAt(text, at))]! : breaker.named.end;
