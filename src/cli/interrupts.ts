/** Ctrl-C and its kin: clean up, then die of the same signal as if nobody had listened. */

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Calls `cleanUp` before the process is ended by a signal. Returns what takes the listeners away again. */
export const onInterrupt = (cleanUp: () => void): (() => void) => {
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      stop();
      cleanUp();
      process.kill(process.pid, signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  const stop = (): void => {
    for (const { signal, listener } of listeners) process.removeListener(signal, listener);
  };
  return stop;
};
