/** Sentences of nights over several machines, in both languages. */
import type { QueueNews } from "../nightly/run/job-event.ts";

/** In English. */
export const QUEUE_ENGLISH = {
  nightlyQueue: {
    nobody: (who) => `warning: no worker listens at ${who}; waiting (start one with \`broadsheet worker\`)`,
    helping: (who) =>
      `no worker has come to ${who}; this machine's own threads do the tasks, with any worker that comes`,
    "other-program": (who) =>
      `warning: the worker ${who} is of another version of broadsheet, or on another kind of machine; it gets none of these tasks`,
    lost: (who) => `warning: the connection to ${who} is cut; connecting again`,
    back: (who) => `${who} is there again; tasks that it has forgotten are given to it anew`,
    alone: (who) => `warning: ${who} stays away; this machine's own threads do what is left`,
    refuses: (who) => `warning: no tasks can be given to ${who}; this machine's own threads do them`,
  } as Readonly<Record<QueueNews, (who: string) => string>>,
  worker: {
    ready: (threads: number, queue: string, store: string) =>
      `${threads} ${threads === 1 ? "thread" : "threads"} at ${queue}, with the store ${store}; waiting for tasks`,
    begin: (task: string) => `${task}: begun`,
    done: (task: string, seconds: number) => `${task}: done (${seconds.toFixed(1)} s)`,
    fault: (task: string, fault: string, last: boolean) =>
      `${task} went wrong (${fault})${last ? "; it is given up" : "; it is tried again"}`,
    lost: (queue: string) => `warning: the connection to ${queue} is cut; connecting again`,
    back: (queue: string) => `${queue} is there again`,
    otherProgram: (who: string) =>
      `warning: the run ${who} is of another version of broadsheet, or on another kind of machine; its tasks are left to workers of its own version`,
    otherStore: (store: string) =>
      `error: a run keeps its files in another store than ${store}; the task was given back, and this worker stops (mend \`--store\`)`,
    stopping: "stopping: what was begun is ended first",
    stopped: "stopped",
  },
  needed: (option: string) => `\`${option}\` is needed`,
  queueAddress: (variable: string) =>
    `give an address as in redis://host:6379 or rediss://host:6379, with the password in \`${variable}\``,
  storeAddress: "give a folder, or an address as in s3://bucket/prefix",
};

/** In Chinese. */
export const QUEUE_CHINESE: typeof QUEUE_ENGLISH = {
  nightlyQueue: {
    nobody: (who) => `警告：${who} 上没有工作进程，正在等待（用 \`broadsheet worker\` 启动）`,
    helping: (who) => `${who} 上一直没有工作进程，改由本机线程完成任务，后到的工作进程一起分担`,
    "other-program": (who) => `警告：工作进程 ${who} 的程序版本或机器类型不同，不分给它任务`,
    lost: (who) => `警告：与 ${who} 的连接中断，正在重连`,
    back: (who) => `${who} 已恢复，丢失的任务重新加入`,
    alone: (who) => `警告：${who} 一直没有恢复，余下的任务由本机线程完成`,
    refuses: (who) => `警告：${who} 不接受任务，改由本机线程完成`,
  },
  worker: {
    ready: (threads, queue, store) => `${threads} 个线程在 ${queue} 等待任务，成品存储 ${store}`,
    begin: (task) => `${task}：开始`,
    done: (task, seconds) => `${task}：完成（${seconds.toFixed(1)} 秒）`,
    fault: (task, fault, last) => `${task} 出错（${fault}）${last ? "；已放弃" : "；将重试"}`,
    lost: (queue) => `警告：与 ${queue} 的连接中断，正在重连`,
    back: (queue) => `${queue} 已恢复`,
    otherProgram: (who) => `警告：夜班 ${who} 的程序版本或机器类型不同，其任务留给同版本的工作进程`,
    otherStore: (store) => `错误：夜班的文件不在成品存储 ${store} 里；任务已退回，本工作进程停止（请改正 \`--store\`）`,
    stopping: "正在停止：先完成已开始的任务",
    stopped: "已停止",
  },
  needed: (option) => `需要 \`${option}\``,
  queueAddress: (variable) =>
    `请用 redis://主机:6379 或 rediss://主机:6379 这样的地址，密码放在变量 \`${variable}\` 里`,
  storeAddress: "请给出文件夹，或 s3://存储桶/前缀 这样的地址",
};
