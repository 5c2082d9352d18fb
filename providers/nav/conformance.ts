import type { Invoice } from "../../src/domain/invoice.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { Consequence } from "../../src/provider-kit/failure.js";
import type { ProviderProblemKind } from "../../src/domain/problem.js";
import { writeReport } from "./osa/write-osa.js";
import { buyerCredentials, sellerCredentials } from "./simulator/accounts.js";
import { apiNamespace, branch, leaf, writeXml } from "./xml.js";
import fixture from "./fixtures/invoice.json" with { type: "json" };

const sample = fixture as Invoice;

const invoice = (number: string): Invoice => ({ ...sample, number });

/** 21 percent is no Hungarian rate: NAV takes the report and aborts it. */
const aborted = (number: string): Invoice => {
  const [line] = sample.lines;
  return {
    ...invoice(number),
    lines: [{ ...line!, vat: { category: "S", rate: "21" } }],
    vatBreakdown: [{ category: "S", rate: "21", taxableAmount: "160000.00", taxAmount: "33600.00" }],
    totals: {
      lineNetTotal: "160000.00",
      taxExclusive: "160000.00",
      vatAmount: "33600.00",
      taxInclusive: "193600.00",
      payable: "193600.00",
    },
  };
};

/** A report about the taxpayer as buyer. */
function inbound(number: string) {
  const { seller, buyer } = sample;
  return documentOf(number, { ...invoice(number), seller: buyer, buyer: seller });
}

function documentOf(number: string, content: Invoice) {
  const written = writeReport(content);
  if (!("bytes" in written)) throw new Error(written.violations[0]?.message);
  return { format: "OSA", mediaType: "application/xml", fileName: `${number}.xml`, bytes: written.bytes } as const;
}

function fault(code: string, message: string): Uint8Array {
  const [root] = branch(
    "GeneralErrorResponse",
    branch(
      "common:header",
      leaf("common:requestId", "RID1"),
      leaf("common:timestamp", "2026-03-02T08:00:00.000Z"),
      leaf("common:requestVersion", "3.0"),
    ),
    branch(
      "common:result",
      leaf("common:funcCode", "ERROR"),
      leaf("common:errorCode", code),
      leaf("common:message", message),
    ),
  );
  return writeXml(apiNamespace, root!);
}

const refusal = (code: string, status: number, consequence: Consequence, kind?: ProviderProblemKind) => ({
  name: `${code} with HTTP ${status}`,
  path: /^\/manageInvoice$/,
  answer: { status, headers: { "content-type": "application/xml" }, body: fault(code, `said of ${code}`) },
  consequence,
  ...(kind && { kind }),
});

export default {
  sending: {
    invoice,
    raw: (number) => documentOf(number, invoice(number)),
    endsAs: "CLEARED",
    refused: (number) => ({ invoice: aborted(number) }),
    inexpressible: (number) => ({
      invoice: { ...invoice(number), currencyCode: "EUR" },
      term: "BT-5",
    }),
  },
  errors: [
    refusal("INVALID_SECURITY_USER", 401, "retry", "AUTHENTICATION"),
    refusal("INVALID_REQUEST_SIGNATURE", 400, "retry", "AUTHENTICATION"),
    refusal("INVALID_EXCHANGE_TOKEN", 200, "retry", "AUTHENTICATION"),
    refusal("INVALID_USER_RELATION", 500, "retry", "AUTHORIZATION"),
    refusal("FORBIDDEN", 500, "retry", "AUTHORIZATION"),
    refusal("MAINTENANCE_MODE", 503, "retry", "UNAVAILABLE"),
    refusal("MAINTENANCE_MODE", 200, "retry", "UNAVAILABLE"),
    refusal("INVALID_REQUEST", 400, "retry", "INVALID_REQUEST"),
    refusal("REQUEST_ID_NOT_UNIQUE", 400, "hold", "DUPLICATE"),
    refusal("OPERATION_FAILED", 500, "hold", "UNAVAILABLE"),
    refusal("SOMETHING_NEW", 200, "hold"),
    refusal("SOMETHING_NEW", 500, "hold"),
    {
      name: "a page of something in between",
      path: /^\/manageInvoice$/,
      answer: { status: 503, headers: { "content-type": "text/html" }, body: "<html><body>Maintenance</body></html>" },
      consequence: "retry",
      kind: "UNAVAILABLE",
    },
    {
      name: "an answer that is no XML",
      path: /^\/manageInvoice$/,
      answer: { status: 200, headers: { "content-type": "text/plain" }, body: "OK" },
      consequence: "hold",
      kind: "INVALID_RESPONSE",
    },
  ],
  wrongCredentials: { ...sellerCredentials, password: "wrong", signingKey: buyerCredentials.signingKey },
  inbound,
  inboundPage: 101,
  statusWords: [
    "RECEIVED",
    "PROCESSING",
    "SAVED",
    "DONE",
    "ABORTED",
    "NOT_VERIFIABLE",
    "VERIFICATION_PENDING",
    "VERIFICATION_DONE",
    "VERIFICATION_REJECTED",
  ],
  sandbox(environment) {
    const names = ["LOGIN", "PASSWORD", "TAX_NUMBER", "SIGNING_KEY", "EXCHANGE_KEY", "SOFTWARE_ID"] as const;
    const [login, password, taxNumber, signingKey, exchangeKey, softwareId] = names.map(
      (name) => environment[`NAV_SANDBOX_${name}`],
    );
    if (!login || !password || !taxNumber || !signingKey || !exchangeKey || !softwareId) return undefined;
    const software = { ...sellerCredentials.software, id: softwareId };
    return { credentials: { login, password, taxNumber, signingKey, exchangeKey, software } };
  },
} satisfies ConformanceMaterial;
