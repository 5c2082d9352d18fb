import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { type Part, toBytes, toEnvelope } from "../soap.js";

const headers = { "content-type": "text/xml; charset=utf-8" };

/** Why a whole request is refused; SOAP 1.1 says so with status 500. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const toFault = ({ code, message }: Refusal): SimulatorResponse => ({
  status: 500,
  headers,
  body: toBytes([
    "soapenv:Envelope",
    [
      [
        "soapenv:Body",
        [
          [
            "soapenv:Fault",
            [
              ["faultcode", "soapenv:Client"],
              ["faultstring", `Codigo[${code}].${message}`],
              ["detail", [["callstack", "WSExcepcion [faultcode=null, detailMap=null]"]]],
            ],
          ],
        ],
      ],
    ],
  ]),
});

export const toAnswer = (body: Part): SimulatorResponse => ({ status: 200, headers, body: toEnvelope(body) });
