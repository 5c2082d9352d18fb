import { createSocket } from "node:dgram";

export interface DnsServer {
  /** "127.0.0.1:port". */
  readonly address: string;
  close(): Promise<void>;
}

/** The address that a name stands for; undefined where there is no such name, null where nobody can say. */
export type FindAddress = (name: string) => string | null | undefined;

const naptrType = 35;
const serverFailure = 2;
const notThere = 3;

/** A name server that knows NAPTR records (RFC 1035 §4, RFC 3403 §4) and nothing else. */
export async function openDnsServer(find: FindAddress): Promise<DnsServer> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    const found = find(name.toLowerCase());
    const record = typeof found === "string" && type === naptrType ? naptrRecord(found) : undefined;
    const question = query.subarray(12, end);
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    // An authoritative answer; recursion as it was desired, and available.
    header.writeUInt16BE(
      0x8480 | (query.readUInt16BE(2) & 0x0100) | (found === undefined ? notThere : found === null ? serverFailure : 0),
      2,
    );
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(record ? 1 : 0, 6);
    socket.send(Buffer.concat([header, question, ...(record ? [record] : [])]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function naptrRecord(address: string): Buffer {
  const data = Buffer.concat([
    uint16(100),
    uint16(10),
    ...["U", "Meta:SMP", `!^.*$!${address}!`].map((text) => Buffer.concat([Buffer.of(text.length), Buffer.from(text)])),
    // The replacement is the root: there is none.
    Buffer.of(0),
  ]);
  const askedName = uint16(0xc00c);
  return Buffer.concat([askedName, uint16(naptrType), uint16(1), uint16(0), uint16(60), uint16(data.length), data]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
