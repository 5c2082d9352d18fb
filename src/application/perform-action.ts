import type { OutcomeUnknown, Problem } from "../domain/problem.js";
import type { ProviderFailure } from "../provider-kit/failure.js";
import type { StatusReport } from "../provider-kit/provider.js";
import type { ActionRecord, ActionRequest } from "./actions.js";
import { toFailure } from "./answer.js";
import { applyReport } from "./apply-action.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { Unit } from "./store.js";
import { conflict } from "./idempotency.js";
import type { InvoiceRecord, KeyClaim, SubmissionRecord } from "./records.js";
import { requestHash } from "./request-hash.js";
import { nextQuestionInSeconds } from "./retry-schedule.js";
import { settleAction } from "./settle-action.js";
import { Refused } from "./submit-invoice.js";

/** One thing that a person asks for, and what has to hold before anybody is called. */
export interface ActionPlan {
  readonly operation: Extract<KeyClaim["operation"], "cancelInvoice" | "respondToInvoice">;
  readonly idempotencyKey: string;
  readonly invoiceId: string;
  readonly request: ActionRequest;
  /**
   * The account to call; undefined when nothing is left to be asked of a provider.
   * @throws {Refused}
   */
  admit(unit: Unit, standing: Standing): Promise<Account | undefined>;
  call(account: Account, standing: Asked): Promise<StatusReport>;
}

export interface Standing {
  readonly invoice: InvoiceRecord;
  readonly submission: SubmissionRecord | undefined;
  /** Earlier actions on the invoice. */
  readonly actions: readonly ActionRecord[];
}

interface Asked {
  readonly action: ActionRecord;
  readonly invoice: InvoiceRecord;
}

/** How long one request waits for the end of another one on the same invoice. */
const longestWaitMs = 15_000;

/**
 * Does something at a provider at most once: the key and the intent are committed before the provider is called, and
 * only one action at a time is under way for an invoice. What became of a call whose answer was lost is asked for
 * before anything is said again. Answers why it is not done.
 */
export async function performAction(gateway: Gateway, tenantId: string, plan: ActionPlan): Promise<readonly Problem[]> {
  const deadline = Date.now() + longestWaitMs;
  const asked = new Set<string>();
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 250)) {
    const begun = await begin(gateway, tenantId, plan, asked).catch(asStep);
    if ("problems" in begun) return begun.problems;
    if ("call" in begun) return carryOut(gateway, tenantId, plan, begun.call);
    const { action } = begun;
    if (begun.obstacle === "UNKNOWN") {
      if (asked.has(action.id)) return [action.problem ?? unknownOutcome(action)];
      asked.add(action.id);
      await settleAction(gateway, tenantId, action.id, "INTERACTIVE");
    } else if (Date.now() > deadline) {
      return [unknownOutcome(action)];
    } else {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

interface ReadyCall extends Asked {
  readonly account: Account;
}

type Step = { readonly problems: readonly Problem[] } | { readonly call: ReadyCall } | Obstacle;

/** An action on the same invoice that has not come to its end. */
interface Obstacle {
  readonly obstacle: "UNDER_WAY" | "UNKNOWN";
  readonly action: ActionRecord;
}

/** Rolls the transaction back, with the key that it claimed. */
class InTheWay extends Error {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(`Action ${obstacle.action.id} is ${obstacle.obstacle}`);
    this.obstacle = obstacle;
  }
}

function asStep(error: unknown): Step {
  if (error instanceof InTheWay) return error.obstacle;
  if (error instanceof Refused) return { problems: error.problems };
  throw error;
}

function begin(gateway: Gateway, tenantId: string, plan: ActionPlan, asked: ReadonlySet<string>): Promise<Step> {
  const { operation, idempotencyKey: key, invoiceId, request } = plan;
  return gateway.store.transaction(tenantId, async (unit): Promise<Step> => {
    const submission = await unit.findSubmissionOfInvoice(invoiceId);
    const invoice = await unit.lockInvoice(invoiceId);
    if (!invoice) throw new Refused([noInvoice(invoiceId)]);
    const id = gateway.newId();
    const hash = requestHash({ invoiceId, request });
    const claimed = await unit.claimKey({ key, operation, requestHash: hash, subjectId: id });
    if (claimed && (claimed.operation !== operation || claimed.requestHash !== hash)) {
      throw new Refused([conflict(key, claimed)]);
    }
    const actions = await unit.actionsOf(invoiceId);
    const own = actions.find((action) => action.id === claimed?.subjectId);
    if (own?.state === "DONE") return { problems: [] };
    if (own?.state === "REFUSED") return { problems: own.problem ? [own.problem] : [] };
    await checkNothingIsOpen(gateway, unit, { invoice, actions, own, asked });

    const account = await plan.admit(unit, { invoice, submission, actions });
    const now = gateway.now().toISOString();
    const {
      problem: _,
      unknownSince: __,
      endedAt: ___,
      ...first
    } = own ?? {
      id,
      invoiceId,
      idempotencyKey: key,
      request,
      createdAt: now,
    };
    if (!account) {
      await unit.insertAction({ ...first, state: "DONE", endedAt: now });
      gateway.store.letGo([first.id]);
      return { problems: [] };
    }
    const action: ActionRecord = { ...first, state: "UNDER_WAY" };
    await (own ? unit.resumeAction(action) : unit.insertAction(action));
    return { call: { account, invoice, action } };
  });
}

interface Past {
  readonly invoice: InvoiceRecord;
  readonly actions: readonly ActionRecord[];
  /** The action of the same key. */
  readonly own: ActionRecord | undefined;
  /** What the provider was asked about for this request. */
  readonly asked: ReadonlySet<string>;
}

/** @throws {InTheWay} */
async function checkNothingIsOpen(
  gateway: Gateway,
  unit: Unit,
  { invoice: { accountId = "" }, actions, own, asked }: Past,
): Promise<void> {
  const settlesWithinMs = (gateway.accounts.find(accountId)?.provider.settlesWithinSeconds ?? 0) * 1000;
  for (const action of actions) {
    if (action.state === "UNDER_WAY") {
      const obstacle = (await unit.isActionHeld(action.id)) ? "UNDER_WAY" : "UNKNOWN";
      throw new InTheWay({ obstacle, action });
    }
    // Nobody could say what became of it, it can no longer land, and the key is another: it is meant to be said anew.
    const isOld =
      asked.has(action.id) && gateway.now().getTime() >= Date.parse(action.unknownSince ?? "") + settlesWithinMs;
    if (action.state === "UNKNOWN" && (action.id === own?.id || !isOld)) {
      throw new InTheWay({ obstacle: "UNKNOWN", action });
    }
  }
}

async function carryOut(
  gateway: Gateway,
  tenantId: string,
  plan: ActionPlan,
  { account, action, invoice }: ReadyCall,
): Promise<readonly Problem[]> {
  try {
    const answer = await plan.call(account, { action, invoice }).then(
      (report) => ({ report }),
      (error: unknown) => ({ failure: toFailure(gateway, account.provider.id, error) }),
    );
    return await gateway.store.transaction(tenantId, async (unit) => {
      if ("failure" in answer) return endFailed(gateway, unit, tenantId, action, answer.failure);
      await applyReport(gateway, unit, account, action, answer.report);
      await unit.saveAction({ ...action, state: "DONE", endedAt: gateway.now().toISOString() });
      return [];
    });
  } finally {
    gateway.store.letGo([action.id]);
  }
}

async function endFailed(
  gateway: Gateway,
  unit: Unit,
  tenantId: string,
  action: ActionRecord,
  { consequence, problem, rejection, retryAfterSeconds }: ProviderFailure,
): Promise<readonly Problem[]> {
  const now = gateway.now();
  if (consequence === "hold") {
    const unknown: Problem = { ...unknownOutcome(action), cause: problem };
    await unit.saveAction({ ...action, state: "UNKNOWN", problem: unknown, unknownSince: now.toISOString() });
    unit.enqueue({ name: "settle", tenantId, actionId: action.id }, { startAfterSeconds: nextQuestionInSeconds(0) });
    return [unknown];
  }
  const refused: Problem = {
    code: "PROVIDER_REJECTED",
    message: problem.message,
    path: ["invoiceId"],
    retryable: consequence !== "refused",
    problem,
    violations: rejection?.violations ?? [],
  };
  const retryAt = new Date(now.getTime() + (retryAfterSeconds ?? 1) * 1000).toISOString();
  const told: Problem =
    problem.kind === "RATE_LIMITED"
      ? { code: "RATE_LIMITED", message: problem.message, retryable: true, retryAt }
      : refused;
  const state = consequence === "refused" ? "REFUSED" : "NOT_DONE";
  await unit.saveAction({ ...action, state, problem: told, endedAt: now.toISOString() });
  return [told];
}

const deeds: Readonly<Record<ActionRequest["kind"], string>> = { CANCEL: "cancelled", RESPOND: "responded" };

const unknownOutcome = ({ request, idempotencyKey }: ActionRecord): OutcomeUnknown => ({
  code: "OUTCOME_UNKNOWN",
  message: `Nobody knows yet whether the provider has ${deeds[request.kind]} (key ${JSON.stringify(idempotencyKey)}); repeat the request with this key to ask`,
  path: ["invoiceId"],
  retryable: true,
});

export const noInvoice = (id: string): Problem => ({
  code: "NOT_FOUND",
  message: `There is no invoice ${id}`,
  path: ["invoiceId"],
  retryable: false,
});
