/** `broadsheet nightly`: the whole edition, unattended. */
import { exitCode } from "./exit-code.ts";
import { optionsAsTyped } from "./interrupted-run.ts";
import { type NightlyNews, tellNightly } from "./nightly-news.ts";
import { type Night, openNight } from "./open-night.ts";
import { openSeen, type Seen } from "./open-seen.ts";
import type { CommandInput } from "./session.ts";

/** Runs; 0 when every page is clean and where it is to be, 1 when one is not, 2 when the edition cannot be read. */
export const nightly = async (input: CommandInput): Promise<number> => {
  const seen = await openSeen(input);
  try {
    return await oneNight(input, seen);
  } finally {
    await seen.close();
  }
};

const oneNight = async (input: CommandInput, seen: Seen): Promise<number> => {
  const night = await openNight(input);
  const news = tellNightly({ explain: night.asked.explain, session: input.session });
  try {
    seen.announce(news.tell);
    tellBeginning(night, news, input);
    const listeners = [news.tell, ...seen.listeners];
    if (night.asked.watch) {
      const { watchNight } = await import("./watch-night.ts");
      return await watchNight(night, { news, listeners, session: input.session });
    }
    const outcome = await night.run(listeners);
    // what goes wrong with it is told before the last word
    await seen.close();
    news.end(outcome);
    return exitCode(outcome);
  } finally {
    news.clear();
    await night.close();
  }
};

const tellBeginning = ({ beginning }: Night, news: NightlyNews, { options, session }: CommandInput): void => {
  const { interruption, resumed } = beginning;
  if (interruption) news.tell(interruption);
  if (session.json) return;
  if (resumed) session.terminal.err(`${session.says.nightlyResumes(optionsAsTyped(resumed))}\n`);
  else if (options.resume && !interruption) session.terminal.err(`${session.says.nothingToResume}\n`);
};
