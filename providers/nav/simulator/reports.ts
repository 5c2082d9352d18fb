import { randomUUID } from "node:crypto";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { encryptToken } from "../signing.js";
import { leaf } from "../xml.js";
import type { TechnicalUser } from "./accounts.js";
import { type Outcome, refuse } from "./answers.js";
import type { Archive } from "./archive.js";
import type { Processing } from "./processing.js";
import type { Item } from "./records.js";
import { all, textAt } from "./tree.js";

const tokenMs = 5 * 60_000;

interface StoredToken {
  readonly taxNumber: string;
  readonly expiresAt: string;
}

export function exchangeToken(user: TechnicalUser, { ledger, now }: SimulatorContext): Outcome {
  const token = `${randomUUID()}${user.login.slice(0, 12).toUpperCase()}`;
  const from = now();
  const expiresAt = new Date(from.getTime() + tokenMs).toISOString();
  ledger.put("tokens", token, { taxNumber: user.taxNumber, expiresAt } satisfies StoredToken);
  return {
    content: [
      ...leaf("encodedExchangeToken", encryptToken(token, user.exchangeKey)),
      ...leaf("tokenValidityFrom", from.toISOString()),
      ...leaf("tokenValidityTo", expiresAt),
    ],
  };
}

/** Reports and annulments: taken as they are, and looked at later. */
export function takeReports(
  request: XmlElement,
  user: TechnicalUser,
  { archive, processing }: { readonly archive: Archive; readonly processing: Processing },
  { ledger, now }: SimulatorContext,
): Outcome {
  const isAnnulment = request.name === "ManageAnnulmentRequest";
  const [list, name, data] = isAnnulment
    ? ["annulmentOperations", "annulmentOperation", "invoiceAnnulment"]
    : ["invoiceOperations", "invoiceOperation", "invoiceData"];
  const operations = all(request, list, name);
  if (operations.length > 100)
    return refuse(400, "INVALID_REQUEST", "Request violates the schema", [`there are ${operations.length} operations`]);
  if (!operations.every((each, position) => textAt(each, "index") === String(position + 1)))
    return refuse(400, "INDEX_NOT_SEQUENTIAL", "the indices do not count from 1");
  const given = textAt(request, "exchangeToken") ?? "";
  const token = ledger.get<StoredToken>("tokens", given);
  if (token?.taxNumber !== user.taxNumber || Date.parse(token.expiresAt) < now().getTime())
    return refuse(400, "INVALID_EXCHANGE_TOKEN", "the token is unknown, used or expired");
  ledger.put("tokens", given, null);
  const id = archive.newTransactionId();
  processing.accept({
    id,
    taxNumber: user.taxNumber,
    login: user.login,
    receivedAt: now().toISOString(),
    isAnnulment,
    isCompressed: textAt(request, "invoiceOperations", "compressedContent") === "true",
    items: operations.map((each, position): Item => ({
      index: position + 1,
      operation: textAt(each, name) ?? "",
      base64: textAt(each, data) ?? "",
      status: "RECEIVED",
      technical: [],
      business: [],
    })),
  });
  return { content: leaf("transactionId", id) };
}
