/** One webhook in a trace of system calls: was the log of the database on the disk before it was acknowledged? */
export interface TracedWebhook {
  readonly flushedBefore: boolean;
}

interface Line {
  readonly processId: string;
  readonly text: string;
}

/** The backend has read the statement, or the name of one that it knows; then the commit, where it does not commit itself. */
const isInsert = ({ text }: Line): boolean => text.includes("recvfrom") && text.includes("add_deliveries");
const isCommit = ({ text }: Line): boolean => text.includes("recvfrom") && /"Q[^"]*commit/.test(text);
const isAnswer = ({ text }: Line): boolean =>
  /^(write|writev|sendto|sendmsg)\(/.test(text) && text.includes("HTTP/1.1 202");
const isSync = /^(fdatasync|fsync)\(\d+<[^>]*pg_wal/;

/**
 * Reads what `strace -f -y -o` wrote while webhooks came one after the other: calls in the order in which they were made,
 * each with its process.
 */
export function readTrace(trace: string): TracedWebhook[] {
  const lines = trace.split("\n").map((line): Line => {
    const [, processId = "", text = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return { processId, text };
  });
  const places = (is: (line: Line) => boolean) => lines.flatMap((line, index) => (is(line) ? [index] : []));
  const answers = places(isAnswer);
  const syncs = findSyncs(lines);
  return places(isInsert).map((inserted, webhook) => {
    const { processId } = lines[inserted] ?? {};
    const answered = answers[webhook] ?? -1;
    const commit = lines.findIndex((line, at) => at > inserted && line.processId === processId && isCommit(line));
    const committed = commit > inserted && commit < answered ? commit : inserted;
    return { flushedBefore: syncs.some(({ begun, ended }) => begun > committed && ended < answered) };
  });
}

/** Where each flush of the database's log began and ended. */
function findSyncs(lines: readonly Line[]): { begun: number; ended: number }[] {
  return lines.flatMap(({ processId, text }, begun) => {
    if (!isSync.test(text)) return [];
    if (text.endsWith("= 0")) return [{ begun, ended: begun }];
    const ended = lines.findIndex(
      (line, at) => at > begun && line.processId === processId && /resumed>.*= 0$/.test(line.text),
    );
    return ended < 0 ? [] : [{ begun, ended }];
  });
}
