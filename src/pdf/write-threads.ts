/** Article threads (ISO 32000-1, 12.4.3): a reader goes down one leg of a story after another. */
import type { PdfBox } from "./page-space.ts";
import type { PdfObjects, PdfRef } from "./pdf-objects.ts";

/** A story of more than one leg. */
export interface Thread {
  readonly title: string;
  /** its legs in the order of reading */
  readonly beads: readonly { readonly page: PdfRef; readonly box: PdfBox }[];
}

/** What was written: the threads, and for each page its beads. */
export interface WrittenThreads {
  readonly threads: readonly PdfRef[];
  beadsOf(page: PdfRef): readonly PdfRef[];
}

/** Writes `threads`; the beads of each are a ring. */
export const writeThreads = (file: PdfObjects, threads: readonly Thread[]): WrittenThreads => {
  const onPages = new Map<PdfRef, PdfRef[]>();
  const refs = threads.map(({ title, beads }) => {
    const thread = file.reserve();
    const ring = beads.map(() => file.reserve());
    beads.forEach(({ page, box }, n) => {
      onPages.set(page, [...(onPages.get(page) ?? []), ring[n]!]);
      file.fill(ring[n]!, {
        Type: "Bead",
        ...(n === 0 && { T: thread }),
        N: ring[(n + 1) % ring.length]!,
        V: ring.at(n - 1)!,
        P: page,
        R: box,
      });
    });
    file.fill(thread, { Type: "Thread", F: ring[0]!, I: { Title: { text: title } } });
    return thread;
  });
  return { threads: refs, beadsOf: (page) => onPages.get(page) ?? [] };
};
