/** What a worker says when it cannot have the files of a task: no other worker could, and the run has to see to it. */

/** Ends of sentences, after what is lacking. */
export const LACKING = {
  /** a withdrawal has purged the store, or somebody has removed it */
  gone: "is no longer in the store",
  /** the run could not ship what it had read */
  changed: "was changed while the run went on",
  unread: "was not read when the edition was",
};

/** Whether the first line of a fault says so. */
export const isLackingFiles = (fault: string): boolean => {
  const [line = ""] = fault.split("\n");
  return Object.values(LACKING).some((end) => line.endsWith(end));
};
