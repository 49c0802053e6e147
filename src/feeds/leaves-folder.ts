/** Whether a path leads out of the folder that it counts from, on any system. */
export const leavesFolder = (path: string): boolean => /\\|\0|^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(path);
