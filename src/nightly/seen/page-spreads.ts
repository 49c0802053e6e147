/** The pages of an edition as a reader turns them: the first alone, then two by two. */
import { facingPages, foldOf, isSpread } from "../../model/facing-pages.ts";

/** What lies open at one time; a panorama takes both sides. */
export interface Spread<P> {
  readonly left?: P;
  readonly right?: P;
  readonly across?: P;
}

/** Pairs pages that follow one another and face each other; every page is in one spread. */
export const spreadsOf = <P extends { readonly page: string }>(
  pages: readonly P[],
  binding: "left" | "right",
): readonly Spread<P>[] => {
  const spreads: Spread<P>[] = [];
  for (let at = 0; at < pages.length; at++) {
    const [page, next] = [pages[at]!, pages[at + 1]];
    if (facingPages(page.page, binding)) spreads.push({ across: page });
    else if (next && Number.isFinite(order(page, next)) && isSpread(page.page, next.page)) {
      spreads.push(
        order(page, next) > 0 === (binding === "left") ? { left: page, right: next } : { left: next, right: page },
      );
      at++;
    } else spreads.push(foldOf(page.page, binding) === "left" ? { right: page } : { left: page });
  }
  return spreads;
};

const order = (one: { readonly page: string }, other: { readonly page: string }): number =>
  numberOf(other.page) - numberOf(one.page);

const numberOf = (id: string): number => Number(/\d+/.exec(id)?.[0]);
