import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";

/** https://sdk.myinvois.hasil.gov.my/standard-error-response/ */
export interface ErrorNode {
  readonly propertyName: string | null;
  readonly propertyPath: string | null;
  readonly errorCode: string;
  readonly error: string;
  readonly errorMS: string;
  readonly target: string | null;
  readonly innerError: readonly ErrorNode[] | null;
}

export const toError = (
  errorCode: string,
  error: string,
  { path = null, inner = null }: { path?: string | null; inner?: readonly ErrorNode[] | null } = {},
): ErrorNode => ({
  propertyName: path?.split(".").at(-1) ?? null,
  propertyPath: path,
  errorCode,
  error,
  errorMS: `MS-${error}`,
  target: path,
  innerError: inner,
});

export const refuse = (
  status: number,
  errorCode: string,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): SimulatorResponse => ({ status, headers, body: { error: toError(errorCode, error) } });

export const badArgument = (name: string, message: string): SimulatorResponse => ({
  status: 400,
  body: { error: toError("BadArgument", message, { path: name }) },
});

export const notFound = (what: string): SimulatorResponse => refuse(404, "NotFound", `${what} cannot be found`);
