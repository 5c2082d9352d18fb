import { allowedResponses, checkResponse } from "../domain/business-response.js";
import type { Problem } from "../domain/problem.js";
import type { RuleViolation } from "../domain/validation.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import { checkIdempotencyKey } from "./idempotency.js";
import { noInvoice, performAction, type Standing } from "./perform-action.js";
import { Refused } from "./submit-invoice.js";
import type { InvoiceResult, RespondToInvoiceCommand } from "./tenant-gateway.js";
import { findUnstorable } from "./unstorable.js";

/** Tells the seller of a received invoice what becomes of it, through the provider that it came from. */
export async function respondToInvoice(
  gateway: Gateway,
  tenantId: string,
  { idempotencyKey, invoiceId, response }: RespondToInvoiceCommand,
): Promise<InvoiceResult> {
  const problem = checkIdempotencyKey(idempotencyKey) ?? invalid([...checkText(response), ...checkResponse(response)]);
  if (problem) return { problems: [problem] };
  const problems = await performAction(gateway, tenantId, {
    operation: "respondToInvoice",
    idempotencyKey,
    invoiceId,
    request: { kind: "RESPOND", response },
    admit: (_, standing) => Promise.resolve(findCarrier(gateway, standing, response.kind)),
    call({ provider, call }, { invoice, action }) {
      if (!provider.respond || !invoice.reference) throw new Error(`Invoice ${invoice.id} was let through by mistake`);
      return provider.respond(invoice.reference, { ...response, key: action.id }, call);
    },
  });
  const [invoice] = await gateway.store.reader(tenantId).invoices([invoiceId]);
  return { problems, ...(invoice && { invoice }) };
}

/** @throws {Refused} */
function findCarrier(
  gateway: Gateway,
  { invoice }: Standing,
  kind: RespondToInvoiceCommand["response"]["kind"],
): Account {
  const { number, state } = invoice;
  const account = gateway.accounts.find(invoice.accountId ?? "");
  const carried = account?.provider.responses;
  const allowed = (invoice.direction === "INBOUND" ? allowedResponses(state) : []).filter(
    (each) => carried?.includes(each) ?? true,
  );
  const refuse = (message: string) =>
    new Refused([
      { code: "INVALID_TRANSITION", message, path: ["invoiceId"], retryable: false, from: state.value, allowed },
    ]);
  if (invoice.direction === "OUTBOUND") throw refuse(`Invoice ${number} was sent by you: its buyer responds to it`);
  if (!account || !invoice.reference) throw new Refused([noInvoice(invoice.id)]);
  if (!account.provider.respond) throw new Refused([unsupported(account.provider, "no answers of buyers")]);
  if (carried && !carried.includes(kind)) {
    throw new Refused([unsupported(account.provider, `${carried.join(", ")} of a buyer's answers and no ${kind}`)]);
  }
  if (!allowed.includes(kind)) {
    const said = `its buyer has said ${state.business}, its payment is ${state.payment}`;
    const possible = allowed.length > 0 ? allowed.join(", ") : "nothing";
    throw refuse(`Invoice ${number} is ${state.value} (${said}): ${possible} can be said now, ${kind} cannot`);
  }
  return account;
}

const unsupported = ({ id, name }: Account["provider"], what: string): Problem => ({
  code: "UNSUPPORTED_BY_PROVIDER",
  message: `${name} carries ${what}: tell the seller by other means`,
  path: ["invoiceId"],
  retryable: false,
  capability: "RESPOND",
  provider: id,
});

function checkText(response: RespondToInvoiceCommand["response"]): RuleViolation[] {
  const path = findUnstorable(response);
  if (!path) return [];
  const message = `${path.join(".")} holds a character that cannot be stored`;
  return [{ rule: "GW-TEXT-01", ruleset: "GATEWAY", severity: "FATAL", message, path }];
}

function invalid(violations: readonly RuleViolation[]): Problem | undefined {
  const [first] = violations;
  if (!first) return undefined;
  return {
    code: "VALIDATION_FAILED",
    message: violations.length > 1 ? `${first.message} (and ${violations.length - 1} more)` : first.message,
    retryable: false,
    violations,
    ...(first.path && { path: first.path }),
  };
}
