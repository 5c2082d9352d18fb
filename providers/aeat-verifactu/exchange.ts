import type { z } from "zod";
import type { Call } from "../../src/provider-kit/call.js";
import type { ErrorReading } from "../../src/provider-kit/failure.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";
import type { Credentials } from "./credentials.js";
import { readFault } from "./errors.js";
import { isNamed, type Part, readBody, toEnvelope, toPlain } from "./soap.js";
import { Fault } from "./wire.js";

const path = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP";

export interface Operation<Shape> {
  readonly operation: "submit" | "status";
  readonly request: Part;
  /** The element that answers. */
  readonly answer: string;
  readonly shape: z.ZodType<Shape>;
  readonly effect: "read" | "write";
  failure?(answer: Shape): ErrorReading | undefined;
  pauseSeconds?(answer: Shape): number | undefined;
}

export interface Answered<Shape> {
  readonly answer: Shape;
  readonly element: XmlElement;
}

/**
 * One operation of the WSDL, there and back.
 * @throws {ProviderFailure} for a fault, too
 */
export async function exchange<Shape>(
  { operation, request, answer: name, shape, effect, ...reading }: Operation<Shape>,
  call: Call<Credentials>,
): Promise<Answered<Shape>> {
  const answered = await call.http.send<Answered<Shape> | { readonly fault: Fault }>({
    operation,
    method: "POST",
    path,
    headers: { accept: "text/xml", soapaction: '""' },
    body: { bytes: toEnvelope(request), mediaType: "text/xml; charset=utf-8" },
    expect: {
      bytes(bytes) {
        const element = readBody(bytes);
        if (isNamed(element, "soapenv:Fault")) return { fault: Fault.parse(toPlain(element)) };
        if (!isNamed(element, name)) throw new Error(`${element.name} is not ${name}`);
        return { answer: shape.parse(toPlain(element)), element };
      },
    },
    effect,
    failure: (said) => ("fault" in said ? readFault(said.fault) : reading.failure?.(said.answer)),
    pauseSeconds: (said) => ("fault" in said ? undefined : reading.pauseSeconds?.(said.answer)),
  });
  // A fault is a failure, which has been thrown.
  return answered as Answered<Shape>;
}
