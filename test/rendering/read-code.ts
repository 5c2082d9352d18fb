import { decodeQR } from "qr/decode.js";

/** A dark rectangle, counted from the upper left corner. */
export interface Dark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a camera makes of the rectangles on paper of that side. */
export const readCode = (dark: readonly Dark[], side: number): string => {
  const scale = 480 / side;
  const image = { width: 480, height: 480, data: new Uint8Array(480 * 480 * 4).fill(255) };
  for (const { x, y, width, height } of dark)
    for (let row = Math.round(y * scale); row < Math.round((y + height) * scale); row += 1)
      for (let column = Math.round(x * scale); column < Math.round((x + width) * scale); column += 1)
        image.data.fill(0, (row * 480 + column) * 4, (row * 480 + column) * 4 + 3);
  return decodeQR(image);
};

/** The code of a page that `renderHtml` made. */
export const readHtmlCode = (page: string): string => {
  const [, side = "0", path = ""] = /viewBox="0 0 (\d+) \d+"[^]*?<path d="([^"]*)"/.exec(page) ?? [];
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)];
  return readCode(
    runs.map(([, x, y, width]) => ({ x: Number(x), y: Number(y), width: Number(width), height: 1 })),
    Number(side),
  );
};
