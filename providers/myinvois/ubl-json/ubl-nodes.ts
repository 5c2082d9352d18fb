import type { Decimal } from "../../../src/domain/decimal.js";
import { ExactNumber, type JsonObject } from "./json-text.js";

/** UBL 2.1 in JSON: every element is a list; a value stands under "_", its attributes beside it. */
export const text = (value: string | undefined, attributes: JsonObject = {}): readonly [JsonObject] | undefined =>
  value === undefined ? undefined : [{ _: value, ...attributes }];

export const flag = (value: boolean): readonly [JsonObject] => [{ _: value }];

export const number = (value: Decimal | undefined, attributes: JsonObject = {}): readonly [JsonObject] | undefined =>
  value === undefined ? undefined : [{ _: new ExactNumber(value), ...attributes }];
