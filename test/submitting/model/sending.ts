import { createMemoryChain } from "../../../src/infrastructure/memory/chain.js";
import { acceptWebhook } from "../../../src/application/accept-webhook.js";
import { applyStatuses } from "../../../src/application/apply-statuses.js";
import { applyWebhook } from "../../../src/application/apply-webhook.js";
import { cancelInvoice } from "../../../src/application/cancel-invoice.js";
import type { Account } from "../../../src/application/account.js";
import type { Gateway } from "../../../src/application/gateway.js";
import type { Job } from "../../../src/application/jobs.js";
import { reconcileSubmission, reconcileWhenDue } from "../../../src/application/reconcile-submission.js";
import { sortDeliveries } from "../../../src/application/open-delivery.js";
import type { SubmissionRecord } from "../../../src/application/records.js";
import { createRetryBudget, type RetryBudget } from "../../../src/application/retry-budget.js";
import { sendQueued } from "../../../src/application/send-queued.js";
import { submitInvoice } from "../../../src/application/submit-invoice.js";
import type { InvoiceState } from "../../../src/domain/lifecycle.js";
import { type SubmissionState, submissionTransitions } from "../../../src/domain/submission.js";
import { aCommand, type House, type Instance } from "../open-house.js";
import { holdJobs, type JobsInHand } from "./jobs-in-hand.js";
import { type Fate, openOutside, type Outside, type Word } from "./outside.js";

/** A moment long ago, so that everything its clock says lies in the database's past. */
const beginningMs = Date.now() - 365 * 86_400_000;

/** One tenant with one account, the instances that work for it one after the other, and what they must keep to. */
export class Sending {
  readonly outside: Outside;
  /** Submissions that a client knows of, by idempotency key. */
  readonly acknowledged = new Map<string, string>();
  readonly seen = new Set<SubmissionState>();
  readonly #house: House;
  readonly #tenantId: string;
  readonly #jobs: JobsInHand;
  readonly #now: () => Date;
  readonly #slow: Promise<number>[] = [];
  #nowMs = beginningMs;
  #instance: Instance;
  #budget: RetryBudget;
  #steps = 0;

  constructor(house: House, tenantId: string) {
    this.#house = house;
    this.#tenantId = tenantId;
    this.#now = () => new Date(this.#nowMs);
    this.outside = openOutside(`provider-${tenantId}`, this.#now);
    this.#jobs = holdJobs(this.#now);
    this.#instance = this.#open();
    this.#budget = createRetryBudget(this.#now);
  }

  async begin(): Promise<void> {
    await this.#gateway.store.keys.saveTenant({ id: this.#tenantId, name: this.#tenantId });
    await this.#gateway.store.schedule.beat();
  }

  async submit(number: string): Promise<void> {
    const { submission, replayed } = await submitInvoice(this.#gateway, this.#tenantId, aCommand(number));
    if (!submission) throw new Error(`${number} was not taken`);
    const known = this.acknowledged.get(number);
    if (replayed !== (known !== undefined) || (known ?? submission.id) !== submission.id) {
      throw new Error(`${number} led to ${submission.id} and before to ${known ?? "nothing"}`);
    }
    this.acknowledged.set(number, submission.id);
  }

  /** One try to send. When the gateway does not live to hear its end, another one takes over. */
  async send(fate: Fate): Promise<number> {
    this.outside.fate = fate;
    const sending = sendQueued(this.#gateway, this.#account(), { budget: this.#budget, onlyUrgent: false });
    if (!fate.startsWith("gateway")) return sending;
    const ended = await Promise.race([sending, this.outside.deserted().then(() => "deserted" as const)]);
    if (ended !== "deserted") return ended;
    if (fate === "gateway too slow for the answer") this.#slow.push(sending);
    await this.#takeOver();
    return 1;
  }

  async hearSlowAnswers(): Promise<void> {
    this.outside.answerSlowOnes();
    await Promise.all(this.#slow.splice(0));
  }

  async pass(seconds: number): Promise<void> {
    this.#nowMs += seconds * 1_000;
    this.outside.land();
    await this.#gateway.store.schedule.sweep();
    await this.#jobs.runDue((job) => this.#run(job));
    await this.#applyDue();
  }

  /** The queue forgets everything; what the sweep takes for recent grows old. */
  async loseJobs(): Promise<void> {
    this.#jobs.lose();
    await this.#house.database.query(
      `update submission set updated_at = updated_at - interval '1 hour' where tenant_id = $1`,
      [this.#tenantId],
    );
    await this.#house.database.query(
      `update delivery set received_at = received_at - interval '1 day' where tenant_id = $1`,
      [this.#tenantId],
    );
  }

  /** Somebody asks for it, due or not. */
  async reconcile(number: string): Promise<void> {
    const submissionId = this.acknowledged.get(number);
    if (submissionId !== undefined) await reconcileSubmission(this.#gateway, this.#tenantId, submissionId);
  }

  /** The provider tells of a document that it has, whether its answer has arrived or not. */
  async tell(number: string, word: Word): Promise<void> {
    const key = this.acknowledged.get(number);
    if (key === undefined || !this.outside.created.has(key)) return;
    await acceptWebhook(this.#gateway, {
      accountId: this.#account().id,
      headers: {},
      body: Buffer.from(JSON.stringify({ reference: `ref-${key}`, status: word })),
      receivedAtMs: this.#nowMs,
    });
    await this.#jobs.runDue((job) => this.#run(job));
    await this.#applyDue();
  }

  async stateOf(number: string): Promise<InvoiceState | undefined> {
    const submission = (await this.#submissions()).find(({ id }) => id === this.acknowledged.get(number));
    const reader = this.#gateway.store.reader(this.#tenantId);
    return (await reader.invoices(submission ? [submission.invoiceId] : []))[0]?.state;
  }

  async cancel(number: string): Promise<void> {
    const submission = (await this.#submissions()).find(({ id }) => id === this.acknowledged.get(number));
    if (!submission) return;
    await cancelInvoice(this.#gateway, this.#tenantId, {
      idempotencyKey: `cancel-${number}-${(this.#steps += 1)}`,
      invoiceId: submission.invoiceId,
      reason: "A slip",
    });
  }

  /** Nothing is disturbed any more and time goes by. */
  async drain(): Promise<void> {
    this.outside.answersQuestions = true;
    const open: readonly SubmissionState[] = ["QUEUED", "IN_FLIGHT", "OUTCOME_UNKNOWN"];
    for (let round = 0; round < 60; round += 1) {
      await this.loseJobs();
      await this.pass(400);
      while ((await this.send("accepted")) > 0);
      const submissions = await this.#submissions();
      const untold = (await this.#deliveries()).some(({ state }) => state === "RECEIVED");
      if (!untold && !submissions.some(({ state }) => open.includes(state))) return;
    }
  }

  /** @throws when something happened that never may */
  async check(): Promise<void> {
    for (const [number, key] of this.acknowledged) {
      const times = this.outside.created.get(key) ?? 0;
      if (times > 1) throw new Error(`${number} was created ${times} times`);
    }
    const { rows } = await this.#house.database.query("delete from state_log where tenant_id = $1 returning *", [
      this.#tenantId,
    ]);
    for (const { from_state: from, to_state: to } of rows as readonly Record<
      "from_state" | "to_state",
      SubmissionState
    >[]) {
      this.seen.add(to);
      if (!submissionTransitions[from].includes(to)) throw new Error(`A submission went from ${from} to ${to}`);
    }
  }

  /** @throws when something acknowledged is not where it belongs, once nothing is under way */
  async checkDrained(): Promise<void> {
    const states = new Map((await this.#submissions()).map(({ id, state }) => [id, state]));
    for (const [number, key] of this.acknowledged) {
      const state = states.get(key) ?? "lost";
      const isThere = this.outside.created.has(key);
      const isRight: Readonly<Record<string, boolean>> = {
        ACCEPTED: isThere,
        FAILED: isThere,
        REJECTED: !isThere,
        CANCELLED: !isThere,
      };
      if (!isRight[state])
        throw new Error(`${number} is ${state}; the provider ${isThere ? "has it" : "never got it"}`);
    }
    for (const { state, reference, status } of await this.#deliveries()) {
      const key = reference.replace("ref-", "");
      if (state === "RECEIVED") throw new Error(`What was said about ${reference} was never applied`);
      if (state === "APPLIED" && status === "FAILED" && states.get(key) !== "FAILED") {
        throw new Error(`${reference} has failed and is ${states.get(key)}`);
      }
    }
  }

  async #deliveries(): Promise<readonly { state: string; reference: string; status: string }[]> {
    const { rows } = await this.#house.database.query(
      "select state, convert_from(body, 'utf8')::jsonb as said from delivery where tenant_id = $1",
      [this.#tenantId],
    );
    return rows.map(({ state, said }) => ({ state, ...said }));
  }

  #submissions(): Promise<SubmissionRecord[]> {
    return this.#gateway.store.reader(this.#tenantId).submissions([...this.acknowledged.values()]);
  }

  get #gateway(): Gateway {
    return this.#instance.gateway;
  }

  #account(): Account {
    const account = this.#gateway.accounts.all()[0];
    if (!account) throw new Error("There is an account");
    return account;
  }

  async #takeOver(): Promise<void> {
    const { id } = this.#instance;
    this.#instance = this.#open();
    this.#budget = createRetryBudget(this.#now);
    await this.#house.database.query("delete from instance where id = $1", [id]);
    await this.#gateway.store.schedule.beat();
  }

  #open(): Instance {
    const { provider } = this.outside;
    const call: Account["call"] = {
      http: { send: () => Promise.reject(new Error("The adapter of this test calls nobody")) },
      credentials: undefined,
      names: { findNaptr: () => Promise.resolve([]) },
      chain: createMemoryChain(),
    };
    const account: Account = {
      id: `account-${this.#tenantId}`,
      tenantId: this.#tenantId,
      provider,
      environment: "SIMULATED",
      validation: "off",
      call,
      callUntil: () => call,
      backgroundCall: call,
      pace: {
        permit: () => Promise.resolve({ urgentMs: 0, otherMs: 0 }),
        circuit: () => ({ state: "CLOSED", since: "" }),
        reset: () => undefined,
      },
      vitals: () => Promise.resolve({ calls: 0 }),
    };
    return this.#house.openInstance({
      accounts: {
        ofTenant: () => [account],
        rulesOf: () => [],
        find: (id) => (id === account.id ? account : undefined),
        all: () => [account],
      },
      jobs: this.#jobs,
      now: this.#now,
    });
  }

  async #applyDue(): Promise<void> {
    // The database is shared with the tenants of other runs, whose accounts this gateway does not know.
    const { rows } = await this.#house.database.query(
      "select distinct account_id from delivery where tenant_id <> $1",
      [this.#tenantId],
    );
    const exceptAccounts: string[] = rows.map(({ account_id }) => account_id);
    for (;;) {
      const claimed = await this.#gateway.store.inbox.claim({ now: this.#now(), limit: 20, exceptAccounts });
      const { statuses, others } = sortDeliveries(this.#gateway, claimed);
      for (const [tenantId, deliveries] of statuses) await applyStatuses(this.#gateway, tenantId, deliveries);
      for (const other of others) await applyWebhook(this.#gateway, other);
      if (claimed.length === 0) return;
    }
  }

  async #run(job: Job): Promise<void> {
    if (job.name === "reconcile") await reconcileWhenDue(this.#gateway, job.tenantId, job.submissionId);
  }
}
