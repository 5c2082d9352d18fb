import { inflateSync } from "node:zlib";
import { isKind, isList, PdfRefusal } from "./pdf-values.js";
import type { PdfDictionary, PdfValue } from "./pdf-values.js";

/** What is left of the bytes that all streams of one file may decode to. */
export interface ByteBudget {
  left: number;
}

type Resolve = (value: PdfValue | undefined) => PdfValue;

const maximumFilters = 3;
const maximumRowLength = 65_536;

/**
 * Undoes the filters of a stream. Compressed data is inflated no further than the budget, so a bomb costs no more than
 * an honest file.
 */
export const decodeStream = (
  bytes: Uint8Array,
  dictionary: PdfDictionary,
  resolve: Resolve,
  budget: ByteBudget,
): Uint8Array => {
  const filters = listOf(resolve(dictionary.entries.get("Filter")));
  const parameters = listOf(resolve(dictionary.entries.get("DecodeParms")));
  if (filters.length > maximumFilters) throw new PdfRefusal("PDF-UNSUPPORTED", "A stream has too many filters");
  return filters.reduce<Uint8Array>((data, filter, index) => {
    const name = resolve(filter);
    if (!isKind(name, "name") || name.name !== "FlateDecode") {
      const shown = isKind(name, "name") ? name.name : "unnamed";
      throw new PdfRefusal("PDF-UNSUPPORTED", `Streams with the filter ${shown} are not read, only FlateDecode`);
    }
    return withoutPredictor(inflate(data, budget), resolve(parameters[index]), resolve);
  }, bytes);
};

const listOf = (value: PdfValue): readonly PdfValue[] => (value === null ? [] : isList(value) ? value : [value]);

function inflate(data: Uint8Array, budget: ByteBudget): Uint8Array {
  if (budget.left <= 0) throw tooLarge();
  try {
    const inflated = inflateSync(data, { maxOutputLength: budget.left });
    budget.left -= inflated.length;
    return inflated;
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw new PdfRefusal("PDF-DAMAGED", "The PDF is damaged: a compressed stream cannot be inflated");
  }
}

const tooLarge = (): PdfRefusal =>
  new PdfRefusal("PDF-TOO-LARGE", "The PDF holds more data than is read when inflated");

/** The PNG predictors, in which cross-reference streams are usually written. */
function withoutPredictor(data: Uint8Array, parameters: PdfValue, resolve: Resolve): Uint8Array {
  const numberAt = (key: string, otherwise: number): number => {
    const value = isKind(parameters, "dictionary") ? resolve(parameters.entries.get(key)) : null;
    return typeof value === "number" ? value : otherwise;
  };
  const predictor = numberAt("Predictor", 1);
  if (predictor === 1) return data;
  const bits = numberAt("Colors", 1) * numberAt("BitsPerComponent", 8);
  const rowLength = Math.ceil((bits * numberAt("Columns", 1)) / 8);
  if (predictor < 10 || !(bits > 0) || !(rowLength > 0) || rowLength > maximumRowLength) {
    throw new PdfRefusal("PDF-UNSUPPORTED", `Streams with the predictor ${predictor} are not read as they are here`);
  }
  return undoPng(data, rowLength, Math.ceil(bits / 8));
}

/** Each row has a byte before it that names its filter (PNG, 9.2): none, the byte to the left, the byte above. */
function undoPng(data: Uint8Array, rowLength: number, pixelLength: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowLength + 1));
  const result = new Uint8Array(rows * rowLength);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowLength + 1);
    const to = row * rowLength;
    const filter = data[from]!;
    if (filter > 2) throw new PdfRefusal("PDF-UNSUPPORTED", `Rows with the PNG filter ${filter} are not read`);
    for (let column = 0; column < rowLength; column++) {
      const distance = [undefined, pixelLength, rowLength][filter];
      const isInside = distance !== undefined && (filter === 2 ? row > 0 : column >= pixelLength);
      const predicted = isInside ? result[to + column - distance]! : 0;
      result[to + column] = (data[from + 1 + column] ?? 0) + predicted;
    }
  }
  return result;
}
