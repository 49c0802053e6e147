/** A line on the terminal that says how far the work is; nothing where nobody is watching. */

import type { Session } from "./session.ts";
import { padded } from "./text-width.ts";

/** How far the work is. */
export interface Progress {
  /** a stage begins, of a page or of the whole */
  at(stage: keyof Session["says"]["stage"], page?: string): void;
  /** one more page is done */
  pageDone(): void;
  /** clears the line; once is enough, twice does no harm */
  end(): void;
}

const BAR = 20;

/** A progress line for `total` pages on standard error. */
export const showProgress = (total: number, { terminal, says, json }: Session): Progress => {
  if (!terminal.watched || json) return { at: () => undefined, pageDone: () => undefined, end: () => undefined };
  let done = 0;
  let shown = false;
  const show = (words: string): void => {
    shown = true;
    const full = total === 0 ? 0 : Math.round((done / total) * BAR);
    terminal.err(`\r[${"#".repeat(full)}${" ".repeat(BAR - full)}] ${padded(words, 40)}`);
  };
  return {
    at: (stage, page) => show([says.stage[stage], page === undefined ? "" : says.page(page)].join(" ")),
    pageDone: () => void done++,
    end: () => {
      if (shown) terminal.err(`\r${" ".repeat(BAR + 43)}\r`);
      shown = false;
    },
  };
};
