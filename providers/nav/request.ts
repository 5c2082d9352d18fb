import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Call } from "../../src/provider-kit/call.js";
import type { ErrorReading } from "../../src/provider-kit/failure.js";
import type { Credentials } from "./credentials.js";
import { readFault } from "./errors.js";
import { hashPassword, signRequest, type SignedOperation } from "./signing.js";
import { apiNamespace, type Branch, branch, leaf, readXml, toPlain, writeXml } from "./xml.js";

export interface Question<Shape> {
  /** The rate limit it counts against. */
  readonly operation: string;
  /** The operation's name in lower camel case: path and root element are made of it. */
  readonly name: string;
  readonly content?: readonly Branch[];
  readonly expect: z.ZodType<Shape>;
  readonly effect?: "read" | "write";
  /** Unique for the taxpayer; at most 30 letters and digits. Left out for questions. */
  readonly requestId?: string;
  readonly operations?: readonly SignedOperation[];
  /** An error that only the content of a good answer shows. */
  failure?(answer: Shape): ErrorReading | undefined;
}

/** A fault can come with HTTP 200: the body decides (interface specification 1.6.4). */
type Said<Shape> = { readonly fault: ErrorReading } | { readonly answer: Shape; readonly bytes: Uint8Array };

/** One signed request. */
export async function ask<Shape>(call: Call<Credentials>, question: Question<Shape>): Promise<Shape> {
  return (await askForBytes(call, question)).answer;
}

/** The same, with the answer as it came. */
export async function askForBytes<Shape>(
  { http, credentials }: Call<Credentials>,
  question: Question<Shape>,
): Promise<{ readonly answer: Shape; readonly bytes: Uint8Array }> {
  const said = await http.send<Said<Shape>>({
    operation: question.operation,
    method: "POST",
    path: `/${question.name}`,
    headers: { accept: "application/xml" },
    body: { bytes: writeRequest(credentials, question), mediaType: "application/xml; charset=UTF-8" },
    expect: { bytes: (bytes) => readAnswer(bytes, question) },
    effect: question.effect ?? "read",
    failure: (said) => ("fault" in said ? said.fault : question.failure?.(said.answer)),
  });
  if ("fault" in said) throw new Error(`${question.name} let a fault through: ${said.fault.message}`);
  return said;
}

function readAnswer<Shape>(bytes: Uint8Array, { name, expect }: Question<Shape>): Said<Shape> {
  const root = readXml(bytes);
  const plain = toPlain(root);
  const fault = readFault(plain);
  if (fault) return { fault };
  const wanted = `${capitalised(name)}Response`;
  if (root.name !== wanted) throw new Error(`the root element is ${root.name}, not ${wanted}`);
  return { answer: expect.parse(plain), bytes };
}

const capitalised = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const newRequestId = (): string => `R${randomBytes(14).toString("hex").toUpperCase()}`;

function writeRequest(
  { login, password, taxNumber, signingKey, software }: Credentials,
  { name, content = [], requestId = newRequestId(), operations }: Question<unknown>,
): Uint8Array {
  const timestamp = new Date().toISOString();
  const signature = signRequest({ requestId, timestamp, signingKey, ...(operations && { operations }) });
  return writeXml(apiNamespace, {
    name: `${capitalised(name)}Request`,
    content: [
      ...branch(
        "common:header",
        leaf("common:requestId", requestId),
        leaf("common:timestamp", timestamp),
        leaf("common:requestVersion", "3.0"),
        leaf("common:headerVersion", "1.0"),
      ),
      ...branch(
        "common:user",
        leaf("common:login", login),
        leaf("common:passwordHash", hashPassword(password), { cryptoType: "SHA-512" }),
        leaf("common:taxNumber", taxNumber),
        leaf("common:requestSignature", signature, { cryptoType: "SHA3-512" }),
      ),
      ...branch(
        "software",
        leaf("softwareId", software.id),
        leaf("softwareName", software.name),
        leaf("softwareOperation", software.operation),
        leaf("softwareMainVersion", software.mainVersion),
        leaf("softwareDevName", software.developerName),
        leaf("softwareDevContact", software.developerContact),
        leaf("softwareDevCountryCode", software.developerCountryCode),
        leaf("softwareDevTaxNumber", software.developerTaxNumber),
      ),
      ...content,
    ],
  });
}
