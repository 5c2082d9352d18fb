import { expect } from "vitest";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import type { Credentials } from "../../../providers/aeat-verifactu/credentials.js";
import provider from "../../../providers/aeat-verifactu/index.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/aeat-verifactu/simulator.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

export type OpenVerifactu = OpenProvider<Credentials>;

export const service = /VerifactuSOAP$/;

/** Answers ask for no pause unless told to. */
export const openVerifactu = (
  options: SimulatorOptions = {},
  settings: SimulatorSettings = {},
): Promise<OpenVerifactu> => openProvider(provider, declareSimulator({ waitSeconds: 0, ...options }), settings);

export type Accepted = Extract<Receipt, { outcome: "accepted" }>;

export function needAccepted(receipt: Receipt | undefined): Accepted {
  if (receipt?.outcome !== "accepted") throw new Error(receipt?.rejection.message ?? "there is no receipt");
  return receipt;
}

export const submitAccepted = async (order: SubmitOrder, { call }: OpenVerifactu): Promise<Accepted> =>
  needAccepted(await provider.submit(order, call));

export async function failureOf(promise: Promise<unknown>): Promise<ProviderFailure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderFailure);
  return error as ProviderFailure;
}

export const countRequests = ({ simulator }: OpenVerifactu): number => simulator.requests.length;

export function readTree(bytes: Uint8Array): XmlElement {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return parsed.root;
}

/** Text of the first element of this local name, at any depth. */
export function textOf(element: XmlElement, name: string): string | undefined {
  if (element.name === name) return element.text;
  for (const child of element.children) {
    const found = textOf(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The record as it was really sent. */
export const recordOf = ({ evidence }: Accepted): XmlElement => readTree(evidence?.[0]?.bytes ?? new Uint8Array());
