import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failingParticipant } from "../../providers/e-invoice-be/simulator.js";
import type { Configuration } from "../../src/config.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import {
  cancelInvoice,
  listEvents,
  reconcileSubmission,
  retrySubmission,
  submitInvoice,
} from "./support/operations.js";
import { until } from "./support/until.js";

const settlesWithinSeconds = 1;

/** e-invoice.be under other names: as a second access point, and as one that cannot be asked. */
const withMoreProviders = (accounts: Configuration["accounts"]): Configuration["accounts"] =>
  accounts.flatMap((account) => {
    if (account.provider.id !== "e-invoice-be") return [account];
    const provider: Provider = { ...account.provider, settlesWithinSeconds };
    const { reconcile: _, ...silent } = provider;
    return [
      { ...account, provider },
      { ...account, id: "mine-second", provider: { ...provider, id: "second", name: "Second" } },
      { ...account, id: "mine-silent", provider: { ...silent, id: "silent", name: "Silent" } },
    ];
  });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ changeAccounts: withMoreProviders });
});
afterAll(() => gateway.stop());

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

let count = 0;
async function submit(routing: object = {}, changes: InvoiceInput = {}, more: object = {}) {
  count += 1;
  const { submitInvoice: sent } = await gateway.client.ask(submitInvoice, {
    input: {
      idempotencyKey: `send-${count}`,
      content: { invoice: anInvoiceInput({ number: `R-${count}`, ...changes }) },
      routing: { provider: "e-invoice-be", ...routing },
      waitMs: 10_000,
      ...more,
    },
  });
  expect(sent.errors).toEqual([]);
  return { number: sent.invoice.number as string, invoiceId: sent.invoice.id, ...sent.submission } as {
    id: string;
    state: string;
    number: string;
    invoiceId: string;
  };
}

const retry = async (submissionId: string, more: object = {}, client = gateway.client) => {
  count += 1;
  const input = { idempotencyKey: `retry-${count}`, submissionId, ...more };
  return (await client.ask(retrySubmission, { input })).retrySubmission;
};

const read = async (id: string) =>
  (
    await gateway.client.ask(
      `query ($id: ID!) { node(id: $id) { ... on Submission {
        state attempts { outcome provider { key } } route { chosen { key } explanation }
        invoice { status { value } provider { key } } } } }`,
      { id },
    )
  ).node;

const untilState = (id: string, state: string) =>
  until(
    () => read(id),
    (submission) => submission.state === state,
  );

const simulator = () => {
  const running = gateway.simulators.get("e-invoice-be");
  if (!running) throw new Error("There is no simulator");
  return running;
};
const countDocuments = (number: string) => openAccount(gateway).countDocuments(number);
const toSend = /^\/api\/documents\/[^/]+\/send$/;

describe("Retrying what waits", () => {
  it("sends it at once", async () => {
    const { id, state } = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });

    const answer = await retry(id);

    expect([state, answer.errors, answer.replayed]).toEqual(["QUEUED", [], false]);
    expect((await untilState(id, "ACCEPTED")).attempts).toMatchObject([{ outcome: "ACCEPTED" }]);
  });

  it("puts it off when asked to", async () => {
    const { id } = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });

    await retry(id, { routing: { scheduleAt: inAnHour() } });
    await setTimeout(1_500);

    expect(await read(id)).toMatchObject({ state: "QUEUED", attempts: [] });
  });

  it("happens once under one key, and never for something else", async () => {
    const [one, other] = [
      await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 }),
      await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 }),
    ];
    const key = { idempotencyKey: "retried" };

    const first = await retry(one.id, { ...key, routing: { scheduleAt: inAnHour() } });
    const again = await retry(one.id, { ...key, routing: { scheduleAt: inAnHour() } });
    const same = await retry(other.id, { idempotencyKey: "same", routing: { provider: "second" } });
    const repeated = await retry(other.id, { idempotencyKey: "same", routing: { provider: "second" } });
    const changed = await retry(other.id, { idempotencyKey: "same" });

    expect([first.replayed, first.errors]).toEqual([false, []]);
    expect(again.errors).toMatchObject([{ __typename: "IdempotencyConflictError" }]);
    expect([same.replayed, same.errors, repeated.replayed, repeated.errors]).toEqual([false, [], true, []]);
    expect(changed.errors).toMatchObject([{ __typename: "IdempotencyConflictError" }]);
    await untilState(other.id, "ACCEPTED");
    expect(await countDocuments(other.number)).toBe(1);
  });

  it("can take another way, which is written down", async () => {
    const { id } = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });

    await retry(id, { routing: { provider: "second" } });

    expect(await untilState(id, "ACCEPTED")).toMatchObject({
      attempts: [{ outcome: "ACCEPTED", provider: { key: "second" } }],
      route: { chosen: { key: "second" } },
      invoice: { provider: { key: "second" } },
    });
  });

  it("says why no other way can be taken, and changes nothing", async () => {
    const { id } = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });

    const nowhere = await retry(id, { routing: { provider: "myinvois" } });

    expect(nowhere).toMatchObject({
      errors: [{ __typename: "NoRouteError", path: ["routing"] }],
      submission: { state: "QUEUED", route: { chosen: { key: "e-invoice-be" } } },
    });
  });
});

describe("Retrying what a provider may have", () => {
  it("asks first, and does not send what the provider has", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "lose" });
    const { id, state, number } = await submit();

    const answer = await retry(id);

    expect(state).toBe("OUTCOME_UNKNOWN");
    expect(answer).toMatchObject({
      errors: [{ __typename: "InvalidTransitionError", allowed: [], path: ["submissionId"] }],
      submission: { state: "ACCEPTED" },
    });
    expect(await countDocuments(number)).toBe(1);
  });

  it("waits until the lost request can no longer land, then sends what the provider does not have", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id, number } = await submit();

    const tooEarly = await retry(id);
    await setTimeout(settlesWithinSeconds * 1_000);
    const inTime = await retry(id);

    expect(tooEarly).toMatchObject({
      errors: [{ __typename: "InvalidTransitionError", from: "OUTCOME_UNKNOWN", retryable: true }],
      submission: { state: "OUTCOME_UNKNOWN" },
    });
    expect(tooEarly.errors[0].message).toContain("may still reach the provider until");
    expect(inTime.errors).toEqual([]);
    await untilState(id, "ACCEPTED");
    expect(await countDocuments(number)).toBe(1);
  });

  it("stays undone while the provider does not answer", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id } = await submit();
    await setTimeout(settlesWithinSeconds * 1_000);
    simulator().fail({ method: "GET", path: /^\/api\/documents\//, times: 1, how: { answer: { status: 503 } } });

    const answer = await retry(id);

    expect(answer).toMatchObject({
      errors: [{ __typename: "InvalidTransitionError", retryable: true }],
      submission: { state: "OUTCOME_UNKNOWN" },
    });
    expect(answer.errors[0].message).toContain("could not be asked");
    await untilState(id, "ACCEPTED");
  });

  it("takes no other way, though it was never accepted", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id } = await submit();
    await setTimeout(settlesWithinSeconds * 1_000);

    const elsewhere = await retry(id, { routing: { provider: "second" } });

    expect(elsewhere.errors).toMatchObject([{ __typename: "InvalidTransitionError" }]);
    expect(elsewhere.errors[0].message).toContain("never answered");
    expect(await untilState(id, "ACCEPTED")).toMatchObject({ route: { chosen: { key: "e-invoice-be" } } });
  });

  it("is for a person to decide where nobody can ask, and only when nothing can land any more", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id, state, number } = await submit({ provider: "silent" });

    const tooEarly = await retry(id);
    await setTimeout(settlesWithinSeconds * 1_000);
    const inTime = await retry(id);

    expect([state, tooEarly.errors[0]?.__typename]).toEqual(["OUTCOME_UNKNOWN", "InvalidTransitionError"]);
    expect(inTime.errors).toEqual([]);
    await untilState(id, "ACCEPTED");
    expect(await countDocuments(number)).toBe(1);
  });
});

describe("Retrying what has failed", () => {
  const toFailing = () => {
    const [scheme, value] = failingParticipant.split(":");
    const { buyer } = anInvoiceInput() as { buyer: InvoiceInput };
    return { buyer: { ...buyer, electronicAddress: { scheme, value } } };
  };

  it("sends it once more, and tells so", async () => {
    const { id, invoiceId, number } = await submit({}, toFailing());
    await untilState(id, "FAILED");

    const answer = await retry(id);
    const failedAgain = await until(
      () => read(id),
      ({ state, attempts }) => state === "FAILED" && attempts.length === 2,
    );

    expect(answer).toMatchObject({ errors: [], invoice: { status: { terminal: false } } });
    expect(failedAgain.invoice.status.value).toBe("FAILED");
    expect(await countDocuments(number)).toBe(2);
    const { invoiceEvents } = await gateway.client.ask(listEvents, { filter: { invoiceIds: [invoiceId] } });
    const types = invoiceEvents.edges.map(({ node }: any) => node.type);
    expect(types.filter((type: string) => type === "INVOICE_FAILED")).toHaveLength(2);
    expect(types.slice(types.indexOf("INVOICE_FAILED"))[1]).toBe("INVOICE_STATUS_UPDATED");
  });

  it("is not possible once the same invoice was submitted anew", async () => {
    const invoice = { number: "R-ANEW", ...toFailing() };
    const { id } = await submit({}, invoice);
    await untilState(id, "FAILED");
    const anew = await submit({ scheduleAt: inAnHour() }, invoice, { waitMs: 0 });

    const answer = await retry(id);

    expect(answer).toMatchObject({
      errors: [{ __typename: "DuplicateInvoiceError", existing: { id: anew.invoiceId } }],
      submission: { state: "FAILED" },
    });
  });
});

describe("Retrying is refused", () => {
  it("for what the provider has, and for what was taken back", async () => {
    const accepted = await submit();
    const cancelled = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });
    await gateway.client.ask(cancelInvoice, {
      input: { idempotencyKey: "taken-back", invoiceId: cancelled.invoiceId, reason: "Ordered twice" },
    });

    expect((await retry(accepted.id)).errors).toMatchObject([{ __typename: "InvalidTransitionError" }]);
    expect((await retry(cancelled.id)).errors).toMatchObject([
      { __typename: "InvalidTransitionError", from: "CANCELLED" },
    ]);
  });

  it("for what is not there, or another tenant's, and with a key of nothing", async () => {
    const { id } = await submit({ scheduleAt: inAnHour() }, {}, { waitMs: 0 });
    const missing = [{ __typename: "NotFoundError", path: ["submissionId"] }];

    expect((await retry("nothing")).errors).toMatchObject(missing);
    expect((await retry(id, {}, gateway.stranger)).errors).toMatchObject(missing);
    expect((await retry(id, { idempotencyKey: "" })).errors).toMatchObject([
      { __typename: "ValidationError", path: ["idempotencyKey"] },
    ]);
    expect(await read(id)).toMatchObject({ state: "QUEUED", attempts: [] });
  });
});

describe("Asking what became of a submission", () => {
  const reconcile = async (submissionId: string) =>
    (await gateway.client.ask(reconcileSubmission, { input: { submissionId } })).reconcileSubmission;

  it("answers with the state it has then", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "lose" });
    const { id } = await submit();

    expect(await reconcile(id)).toMatchObject({ errors: [], submission: { state: "ACCEPTED" } });
    expect(await reconcile(id)).toMatchObject({ errors: [], submission: { state: "ACCEPTED" } });
  });

  it("says so when that is still not known", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id } = await submit();
    simulator().fail({ method: "GET", path: /^\/api\/documents\//, times: 1, how: { answer: { status: 503 } } });

    const unanswered = await reconcile(id);
    const tooEarly = await reconcile(id);

    const unknown = { submission: { state: "OUTCOME_UNKNOWN" } };
    expect([unanswered, tooEarly]).toMatchObject([unknown, unknown]);
    expect(unanswered.errors).toMatchObject([
      { __typename: "OutcomeUnknownError", cause: { kind: "UNAVAILABLE" }, retryable: true },
    ]);
    expect(tooEarly.errors).toMatchObject([{ __typename: "OutcomeUnknownError", cause: null, retryable: true }]);
    await untilState(id, "ACCEPTED");
  });

  it("names the capability where nobody can ask", async () => {
    simulator().fail({ method: "POST", path: toSend, times: 1, how: "cut" });
    const { id } = await submit({ provider: "silent" });

    expect((await reconcile(id)).errors).toMatchObject([
      {
        __typename: "UnsupportedByProviderError",
        capability: "LOOKUP_BY_CLIENT_REFERENCE",
        provider: { key: "silent" },
      },
    ]);
  });
});
