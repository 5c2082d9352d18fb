export type Line =
  /** Without its end; no text when it is not UTF-8. */
  { readonly text: string | undefined; readonly bytes: number } | { readonly exceeded: string };

export interface LineLimits {
  readonly lines: number;
  readonly bytes: number;
  readonly lineBytes: number;
}

const newline = 0x0a;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The lines of a stream as they come, the last with or without an end; the first limit that is exceeded ends them. */
export async function* splitLines(stream: AsyncIterable<Uint8Array>, limits: LineLimits): AsyncGenerator<Line> {
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  let allBytes = 0;
  let count = 0;
  const end = (rest: Uint8Array): Line => {
    const line = Buffer.concat([...begun, rest]);
    begun = [];
    begunBytes = 0;
    count += 1;
    return count > limits.lines
      ? { exceeded: `The upload has more than ${limits.lines} lines` }
      : { text: decode(line), bytes: line.byteLength };
  };

  for await (const part of stream) {
    allBytes += part.byteLength;
    if (allBytes > limits.bytes) {
      yield { exceeded: `The upload has more than ${limits.bytes} bytes` };
      return;
    }
    let start = 0;
    for (let at = part.indexOf(newline); at >= 0; at = part.indexOf(newline, start)) {
      const isTooLong = begunBytes + at - start > limits.lineBytes;
      yield isTooLong ? tooLong(count, limits) : end(part.subarray(start, at));
      if (isTooLong) return;
      start = at + 1;
    }
    const rest = part.subarray(start);
    begunBytes += rest.byteLength;
    if (begunBytes > limits.lineBytes) {
      yield tooLong(count, limits);
      return;
    }
    if (rest.byteLength > 0) begun.push(rest);
  }
  if (begunBytes > 0) yield end(new Uint8Array());
}

const tooLong = (count: number, { lineBytes }: LineLimits): Line => ({
  exceeded: `Line ${count + 1} has more than ${lineBytes} bytes`,
});

function decode(line: Uint8Array): string | undefined {
  try {
    return utf8.decode(line);
  } catch {
    // What cannot be read is told by the number of its line.
    return undefined;
  }
}
