/** Nights during which something is killed again and again, until it really was so many times. */

/** A night that has begun. */
export interface DoomedNight {
  /** when it has come to its end, whatever was killed meanwhile; rejects when what came of it is not right */
  readonly over: Promise<unknown>;
  /** Kills something; false when there was nothing left to kill. `n` counts kills, from 0. */
  kill(n: number): Promise<boolean>;
}

/** How it is killed. */
export interface Killing {
  readonly kills: number;
  /** milliseconds before the next kill */
  readonly pause: () => number;
  /** Begins a night of which nothing was made before. */
  readonly begin: () => Promise<DoomedNight>;
}

/** What was done. */
export interface Killed {
  readonly kills: number;
  readonly nights: number;
}

/** Begins one night after the other; a night that ends before all kills are made is followed by the next. */
export const killNights = async ({ kills, pause, begin }: Killing): Promise<Killed> => {
  let done = 0;
  let nights = 0;
  while (done < kills) {
    const night = await begin();
    nights++;
    let isOver = false;
    const over = night.over.finally(() => {
      isOver = true;
    });
    while (done < kills) {
      await Promise.race([sleep(pause()), over]);
      if (isOver) break;
      if (await night.kill(done)) done++;
    }
    await over;
  }
  return { kills: done, nights };
};

/** So many milliseconds. */
export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Numbers from 0 to 1, the same in every run (a linear congruential generator, Numerical Recipes). */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};
