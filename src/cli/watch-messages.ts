/** Sentences of watching, handing over within the run, and going on after a death, in both languages. */

/** In English. */
export const WATCH_ENGLISH = {
  unattendedAlone: "`--unattended` goes with `--deliver`: it says which pages are handed over without a release",
  sectionNames: "name sections, separated by commas, or `all`",
  otherInterrupted: (edition: string) =>
    `the run that was interrupted is of \`${edition}\`: leave the edition away with \`--resume\`, or leave \`--resume\` away`,
  nightlyResumes: (options: string) => `going on with the run that was interrupted: nightly ${options}`,
  nothingToResume: "no run was interrupted here; this one begins as usual",
  nightlyInterrupted: (tasks: readonly string[]) =>
    `the last run was interrupted${tasks.length > 0 ? ` while it was at ${tasks.join(", ")}` : ""}; what it has made is used`,
  nightlyAlone: (tasks: readonly string[]) =>
    `${tasks.join(", ")}: in progress twice in a row when the program died; done alone in a process`,
  journalDamaged: (known: boolean) =>
    `the journal of the last run is damaged${known ? "; what can be read of it is used" : ": its options are not known, and those that were typed are used"}`,
  nightlyWatching: (files: number) => `watching ${files} files`,
  nightlyChanged: (paths: readonly string[]) => `changed: ${shortList(paths)}`,
  nightlyCancelled: (paths: readonly string[]) => `the run is outdated and was ended: ${shortList(paths)} changed`,
  nightlyDeadline: "time is up: the edition goes out as it is",
  handoverRetry: (place: string, fault: string, seconds: number) =>
    `${place}: ${fault}; tried again in ${Math.ceil(seconds)} s`,
};

/** In Chinese. */
export const WATCH_CHINESE: typeof WATCH_ENGLISH = {
  unattendedAlone: "`--unattended` 要和 `--deliver` 一起用：它说明哪些版面无需签发即可交付",
  sectionNames: "请写版组名，用逗号分隔，或写 `all`",
  otherInterrupted: (edition) => `被中断的制作属于 \`${edition}\`：用 \`--resume\` 时不要写版期，或者不用 \`--resume\``,
  nightlyResumes: (options) => `继续被中断的制作：nightly ${options}`,
  nothingToResume: "这里没有被中断的制作，照常开始",
  nightlyInterrupted: (tasks) =>
    `上一次制作被中断${tasks.length > 0 ? `（当时正在做 ${tasks.join("、")}）` : ""}，已做好的部分继续使用`,
  nightlyAlone: (tasks) => `${tasks.join("、")}：程序接连两次在此中断，改为单独在一个进程里做`,
  journalDamaged: (known) =>
    `上一次制作的日志已损坏${known ? "，只用读得出的部分" : "，原来的选项不得而知，按这次输入的选项进行"}`,
  nightlyWatching: (files) => `等待 ${files} 个文件的变化`,
  nightlyChanged: (paths) => `有变化：${shortList(paths)}`,
  nightlyCancelled: (paths) => `${shortList(paths)} 有变化，这一次制作已过时，就此结束`,
  nightlyDeadline: "截止时刻到，本期按现状交出",
  handoverRetry: (place, fault, seconds) => `${place}：${fault}；${Math.ceil(seconds)} 秒后重试`,
};

/** As many as fit in a line. */
const shortList = (all: readonly string[]): string =>
  all.length <= 5 ? all.join(", ") : `${all.slice(0, 4).join(", ")} … (${all.length})`;
