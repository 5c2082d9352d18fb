import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { attributeOf, type XmlElement } from "../../../src/xml/xml-tree.js";
import { signRequest } from "../signing.js";
import { findTaxpayer, findUser, type TechnicalUser } from "./accounts.js";
import { type Outcome, refuse } from "./answers.js";
import { all, one, textAt } from "./tree.js";

const dayMs = 24 * 60 * 60_000;

export interface Admitted {
  readonly user: TechnicalUser;
  readonly requestId: string;
}

/** Who asks, and whether they signed what they ask. */
export function admit(request: XmlElement, { ledger, now }: SimulatorContext): Admitted | Outcome {
  const [header, sender] = [one(request, "header"), one(request, "user")];
  if (textAt(header, "requestVersion") !== "3.0")
    return refuse(400, "INVALID_REQUEST_VERSION", "the request version is not 3.0");
  if ((textAt(header, "headerVersion") ?? "1.0") !== "1.0")
    return refuse(400, "INVALID_HEADER_VERSION", "the header version is not 1.0");
  const [passwordHash, signature] = [one(sender, "passwordHash"), one(sender, "requestSignature")];
  if (cryptoTypeOf(passwordHash) !== "SHA-512")
    return refuse(400, "INVALID_PASSWORD_HASH_CRYPTO", "the password hash is not SHA-512");
  if (cryptoTypeOf(signature) !== "SHA3-512")
    return refuse(400, "INVALID_REQUEST_SIGNATURE_HASH_CRYPTO", "the signature is not SHA3-512");

  const user = findUser(textAt(sender, "login") ?? "");
  if (!user || passwordHash?.text !== user.passwordHash)
    return refuse(401, "INVALID_SECURITY_USER", "login and password do not match");
  const taxNumber = textAt(sender, "taxNumber") ?? "";
  if (!findTaxpayer(taxNumber)) return refuse(500, "NOT_REGISTERED_CUSTOMER", `${taxNumber} is not registered`);
  if (taxNumber !== user.taxNumber)
    return refuse(500, "INVALID_USER_RELATION", `${user.login} is no technical user of ${taxNumber}`);

  const timestamp = textAt(header, "timestamp") ?? "";
  if (Math.abs(Date.parse(timestamp) - now().getTime()) > dayMs)
    return refuse(400, "INVALID_TIMESTAMP", `${timestamp} is more than a day away`);
  const requestId = textAt(header, "requestId") ?? "";
  const expected = signRequest({
    requestId,
    timestamp,
    signingKey: user.signingKey,
    operations: operationsOf(request),
  });
  if (signature?.text !== expected)
    return refuse(400, "INVALID_REQUEST_SIGNATURE", "the signature is not that of this request");
  if (ledger.get("requestIds", `${taxNumber} ${requestId}`))
    return refuse(400, "REQUEST_ID_NOT_UNIQUE", `${requestId} was used before`);
  return { user, requestId };
}

const cryptoTypeOf = (element: XmlElement | undefined): string | undefined =>
  element && attributeOf(element, "cryptoType")?.value;

const operationsOf = (request: XmlElement) => [
  ...all(request, "invoiceOperations", "invoiceOperation").map((each) => ({
    operation: textAt(each, "invoiceOperation") ?? "",
    base64: textAt(each, "invoiceData") ?? "",
  })),
  ...all(request, "annulmentOperations", "annulmentOperation").map((each) => ({
    operation: textAt(each, "annulmentOperation") ?? "",
    base64: textAt(each, "invoiceAnnulment") ?? "",
  })),
];
