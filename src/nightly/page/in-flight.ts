/** Several tasks at once, results in the order of the tasks. */

/** `work` on every one of `items`, at most `most` at a time. The first failure is thrown once those in flight have ended. */
export const inFlight = async <T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  const faults: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && faults.length === 0) {
      const at = next++;
      try {
        results[at] = await work(items[at]!);
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (faults.length > 0) throw faults[0];
  return results;
};
