import type { ProviderProblem } from "../domain/problem.js";
import type { DocumentContent } from "../provider-kit/provider.js";
import { toFailure } from "./answer.js";
import type { Account } from "./account.js";
import type { RenderingOutcome } from "./document-ports.js";
import type { Gateway } from "./gateway.js";
import type { Reader } from "./store.js";
import type { DocumentKind, InvoiceRecord } from "./records.js";
import type { RenderingRequest, RenderInvoiceResult } from "./tenant-gateway.js";
import { verificationUrl } from "./verification-url.js";

/** The provider's own copy where it has one, else ours; ours says why the provider's is missing. */
export async function renderInvoice(
  gateway: Gateway,
  tenantId: string,
  invoice: InvoiceRecord,
  request: RenderingRequest,
): Promise<RenderInvoiceResult> {
  const { renderings } = gateway;
  const language = request.language?.toLowerCase().split("-")[0];
  if (language !== undefined && !renderings.languages.includes(language))
    return { unknownLanguage: request.language ?? "", languages: renderings.languages };
  const accounts = gateway.accounts.ofTenant(tenantId);
  const account = accounts.find(({ id }) => id === invoice.accountId);
  const fetched =
    request.prefer === "PROVIDER" && request.format === "PDF" && account
      ? await fetchPdf(gateway, account, invoice)
      : undefined;
  if (fetched && "document" in fetched)
    return { rendering: { source: "PROVIDER", format: "PDF", document: fetched.document } };

  const made = await renderOurs(gateway, tenantId, invoice, request.format, language);
  if ("unanswered" in made.outcome) return refuse(made.outcome);
  const { bytes } = made.outcome;
  return {
    rendering: {
      source: "GATEWAY",
      format: request.format,
      language: made.language,
      document: { ...fileTypes[request.format], fileName: fileName(invoice, request.format), bytes },
      ...(fetched && { providerProblem: fetched.problem }),
    },
  };
}

const fileTypes = {
  PDF: { format: "PDF", mediaType: "application/pdf" },
  HTML: { format: "OTHER", mediaType: "text/html; charset=utf-8" },
} as const;

const fileName = ({ number }: InvoiceRecord, format: RenderingRequest["format"]): string =>
  `${number.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 100)}.${format.toLowerCase()}`;

/** Undefined when the provider has no copy; a problem when it should have one and did not hand it over. */
async function fetchPdf(
  gateway: Gateway,
  { provider, call }: Account,
  { reference }: InvoiceRecord,
): Promise<{ readonly document: DocumentContent } | { readonly problem: ProviderProblem } | undefined> {
  if (!provider.fetchPdf || !reference) return undefined;
  try {
    const document = await provider.fetchPdf(reference, call);
    if (!document || isPdf(document)) return document && { document };
    const message = `What ${provider.id} gave as PDF (${document.bytes.length} bytes) is none`;
    return { problem: { provider: provider.id, kind: "INVALID_RESPONSE", message } };
  } catch (error) {
    return { problem: toFailure(gateway, provider.id, error).problem };
  }
}

const isPdf = ({ bytes }: DocumentContent): boolean => Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";

async function renderOurs(
  gateway: Gateway,
  tenantId: string,
  invoice: InvoiceRecord,
  format: RenderingRequest["format"],
  wanted: string | undefined,
): Promise<{ readonly language: string; readonly outcome: RenderingOutcome }> {
  const reader = gateway.store.reader(tenantId);
  const [stored] = await reader.contents([invoice.id]);
  if (!stored) throw new Error(`Invoice ${invoice.id} has lost its content`);
  const { content } = stored;
  const language = wanted ?? gateway.renderings.languageOf(content.buyer.address.countryCode);
  const url = verificationUrl(gateway.accounts.ofTenant(tenantId), invoice);
  const source = format === "PDF" ? await findElectronicDocument(reader, invoice.id) : undefined;
  const outcome = await gateway.renderings.render({
    key: JSON.stringify([tenantId, invoice.id, format, language, source?.id, url]),
    invoice: content,
    format,
    language,
    // Of the invoice and not of today: the same copy is the same file whenever it is asked for.
    createdAt: invoice.createdAt,
    ...(source && { document: source.document }),
    ...(url !== undefined && { verificationUrl: url }),
  });
  return { language, outcome };
}

/** The nearest to the law first. */
const kinds: readonly DocumentKind[] = ["CLEARED", "SENT", "RECEIVED", "SUBMITTED"];
const formats: readonly string[] = ["UBL", "CII", "FACTURX"];

async function findElectronicDocument(
  reader: Reader,
  invoiceId: string,
): Promise<{ readonly id: string; readonly document: DocumentContent } | undefined> {
  const documents = (await reader.documentsOf([invoiceId])).filter(({ format }) => formats.includes(format));
  const id = kinds.map((wanted) => documents.find(({ kind }) => kind === wanted)?.id).find((found) => found);
  const document = id === undefined ? undefined : await reader.documentContent(id);
  return id !== undefined && document ? { id, document } : undefined;
}

/** @throws when the thread died: that is a fault of ours */
function refuse({ unanswered, why }: Extract<RenderingOutcome, { unanswered: unknown }>): RenderInvoiceResult {
  if (unanswered === "CRASHED") throw new Error(`The rendering came to nothing: ${why}`);
  return { unanswered: unanswered === "TOO_SLOW" ? "TOO_SLOW" : "BUSY", why };
}
