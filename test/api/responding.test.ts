import { afterAll, beforeAll, describe, expect, it } from "vitest";
import eInvoiceBe from "../../providers/e-invoice-be/index.js";
import { anInvoice } from "../builders/an-invoice.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { answeringSimulator, type ToldResponse, withAnsweringProvider } from "./support/answering-provider.js";
import { listEvents, respondToInvoice, submitInvoice } from "./support/operations.js";
import { receiveInvoice } from "./support/receive-document.js";
import { until } from "./support/until.js";

const told: ToldResponse[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ changeAccounts: withAnsweringProvider, changeSimulator: answeringSimulator(told) });
});
afterAll(() => gateway.stop());

let count = 0;
const anInboundInvoice = (): Promise<string> => {
  count += 1;
  return receiveInvoice(gateway, anInvoice({ number: `IN-${count}` }));
};

const respond = async (input: object, client = gateway.client) =>
  (await client.ask(respondToInvoice, { input })).respondToInvoice;

const simulator = () => {
  const running = gateway.simulators.get("e-invoice-be");
  if (!running) throw new Error("There is no simulator");
  return running;
};

/** What the seller of one invoice was told. */
async function toldAbout(invoiceId: string): Promise<ToldResponse[]> {
  const { invoice } = await gateway.client.ask(
    "query ($id: ID!) { invoice(by: { id: $id }) { providerReferences { reference } } }",
    { id: invoiceId },
  );
  return told.filter(({ documentId }) => documentId === invoice.providerReferences[0].reference);
}

const actionsOf = async (invoiceId: string) =>
  (
    await gateway.client.ask("query ($id: ID!) { invoice(by: { id: $id }) { actions { kind response state } } }", {
      id: invoiceId,
    })
  ).invoice.actions;

const toResponses = /\/responses$/;
const toOneResponse = /\/responses\//;

describe("Responding to a received invoice", () => {
  it("tells its seller, and says so of the invoice", async () => {
    const invoiceId = await anInboundInvoice();

    const answer = await respond({
      idempotencyKey: "conditions",
      invoiceId,
      response: "CONDITIONALLY_ACCEPT",
      reasons: [{ code: "PAY", text: "Thirty days were agreed" }, { code: "OTH" }],
      note: "We pay on the 30th",
      effectiveAt: "2026-04-01T10:00:00+02:00",
    });

    expect(answer).toMatchObject({
      errors: [],
      invoice: {
        status: {
          value: "CONDITIONALLY_ACCEPTED",
          business: "CONDITIONALLY_ACCEPTED",
          payment: "NONE",
          reason: { code: "PAY", message: "We pay on the 30th" },
        },
        actions: [{ kind: "RESPOND", response: "CONDITIONALLY_ACCEPT", state: "DONE", problem: null }],
      },
    });
    expect(await toldAbout(invoiceId)).toMatchObject([
      {
        code: "CA",
        reasons: [{ code: "PAY", text: "Thirty days were agreed" }, { code: "OTH" }],
        note: "We pay on the 30th",
        effectiveAt: "2026-04-01T08:00:00.000Z",
      },
    ]);
    const { invoiceEvents } = await gateway.client.ask(listEvents, { filter: { invoiceIds: [invoiceId] } });
    expect(invoiceEvents.edges.map(({ node }: any) => [node.type, node.origin])).toEqual([
      ["INVOICE_RECEIVED", "PROVIDER_WEBHOOK"],
      ["INVOICE_STATUS_UPDATED", "OPERATOR"],
    ]);
  });

  it("happens once under one key, and never for another response", async () => {
    const invoiceId = await anInboundInvoice();
    const input = { idempotencyKey: "once", invoiceId, response: "ACCEPT" };

    const answers = [await respond(input), await respond(input)];

    const approved = { errors: [], invoice: { status: { value: "APPROVED", business: "ACCEPTED" } } };
    expect(answers).toMatchObject([approved, approved]);
    const other = { ...input, response: "REJECT", reasons: [{ code: "QTY" }] };
    expect(await respond(other)).toMatchObject({ errors: [{ __typename: "IdempotencyConflictError" }] });
    expect(await toldAbout(invoiceId)).toMatchObject([{ code: "AP" }]);
  });

  it("happens once when it is asked for many times at once, under one key or several", async () => {
    const [one, other] = [await anInboundInvoice(), await anInboundInvoice()];
    const accept = (idempotencyKey: string, invoiceId: string) =>
      respond({ idempotencyKey, invoiceId, response: "ACCEPT" });

    const same = await Promise.all([1, 2, 3, 4].map(() => accept("at-once", one)));
    const different = await Promise.all([1, 2, 3, 4].map((number) => accept(`at-once-${number}`, other)));

    expect(same.map(({ errors }) => errors)).toEqual([[], [], [], []]);
    const outcomes = different.map(({ errors }): string => errors[0]?.__typename ?? "done");
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "InvalidTransitionError")).toHaveLength(3);
    expect([await toldAbout(one), await toldAbout(other)]).toMatchObject([[{ code: "AP" }], [{ code: "AP" }]]);
  });

  it("goes only where the lifecycle leads, and names what can be said instead", async () => {
    const invoiceId = await anInboundInvoice();
    await respond({ idempotencyKey: "working", invoiceId, response: "IN_PROCESS" });

    const back = await respond({ idempotencyKey: "back", invoiceId, response: "ACKNOWLEDGE" });
    await respond({ idempotencyKey: "no", invoiceId, response: "REJECT", reasons: [{ code: "UNR" }] });
    const changed = await respond({ idempotencyKey: "yes-after-all", invoiceId, response: "ACCEPT" });

    expect(back.errors).toMatchObject([
      {
        __typename: "InvalidTransitionError",
        from: "IN_PROCESS",
        allowed: ["UNDER_QUERY", "CONDITIONALLY_ACCEPT", "ACCEPT", "DISPUTE", "REJECT", "PAID"],
        path: ["invoiceId"],
      },
    ]);
    expect(changed).toMatchObject({
      invoice: { status: { value: "REJECTED", reason: { code: "UNR" } } },
      errors: [{ __typename: "InvalidTransitionError", from: "REJECTED", allowed: [] }],
    });
    expect((await toldAbout(invoiceId)).map(({ code }) => code)).toEqual(["IP", "RE"]);
  });

  it("adds payments up until everything is paid", async () => {
    const invoiceId = await anInboundInvoice();
    const { invoice } = await gateway.client.ask(
      "query ($id: ID!) { invoice(by: { id: $id }) { totals { payable } } }",
      { id: invoiceId },
    );
    const rest = (Number(invoice.totals.payable) - 100).toFixed(2);
    const pay = async (idempotencyKey: string, amount: string) => {
      const answer = await respond({ idempotencyKey, invoiceId, response: "PAID", amount });
      return [answer.invoice.status.payment, answer.invoice.status.value, answer.errors.length];
    };

    expect(await pay("first", "60.00")).toEqual(["PARTIALLY_PAID", "RECEIVED", 0]);
    expect(await pay("second", "40")).toEqual(["PARTIALLY_PAID", "RECEIVED", 0]);
    expect(await pay("third", rest)).toEqual(["PAID", "PAID", 0]);
    expect((await toldAbout(invoiceId)).map(({ code, amount }) => [code, amount])).toEqual([
      ["PD", "60.00"],
      ["PD", "40"],
      ["PD", rest],
    ]);
  });
});

describe("A response whose answer is lost", () => {
  it("leaves the invoice as it was and says so; its key asks what became of it", async () => {
    const invoiceId = await anInboundInvoice();
    const input = { idempotencyKey: "lost", invoiceId, response: "DISPUTE", reasons: [{ code: "PRI" }] };
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "lose" });
    // Nobody asks before the client does.
    simulator().fail({ method: "GET", path: toOneResponse, times: 1, how: { answer: { status: 503 } } });

    const first = await respond(input);
    const unanswered = await respond(input);
    const asked = await respond(input);

    for (const answer of [first, unanswered]) {
      expect(answer).toMatchObject({
        invoice: {
          status: { value: "RECEIVED", business: "NONE" },
          actions: [{ response: "DISPUTE", state: "UNKNOWN", endedAt: null }],
        },
        errors: [{ __typename: "OutcomeUnknownError", code: "OUTCOME_UNKNOWN", retryable: true }],
      });
    }
    expect(first.errors[0].cause.kind).toBe("NETWORK");
    expect(asked).toMatchObject({
      invoice: { status: { value: "DISPUTED" }, actions: [{ state: "DONE" }] },
      errors: [],
    });
    expect(await toldAbout(invoiceId)).toHaveLength(1);
  });

  it("is asked about without anybody's doing", async () => {
    const invoiceId = await anInboundInvoice();
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "lose" });

    await respond({ idempotencyKey: "left-alone", invoiceId, response: "ACCEPT" });

    await until(
      () => actionsOf(invoiceId),
      ([action]) => action.state === "DONE",
    );
    expect(await toldAbout(invoiceId)).toHaveLength(1);
  });

  it("that never arrived is said once more under its key, and under no other before it is known", async () => {
    const invoiceId = await anInboundInvoice();
    const input = { idempotencyKey: "never-arrived", invoiceId, response: "ACCEPT" };
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "cut" });

    const first = await respond(input);
    const tooEarly = await respond(input);
    const other = await respond({ idempotencyKey: "impatient", invoiceId, response: "IN_PROCESS" });
    const settled = await until(
      () => respond(input),
      ({ errors }) => errors.length === 0,
    );

    expect([first, tooEarly, other].map(({ errors }) => errors[0]?.__typename)).toEqual([
      "OutcomeUnknownError",
      "OutcomeUnknownError",
      "OutcomeUnknownError",
    ]);
    expect(other.errors[0].message).toContain('"never-arrived"');
    expect(settled.invoice.status.value).toBe("APPROVED");
    expect(await toldAbout(invoiceId)).toMatchObject([{ code: "AP" }]);
  });

  it("is asked about before anything else is said, however old it is", async () => {
    const invoiceId = await anInboundInvoice();
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "lose" });
    await respond({ idempotencyKey: "old", invoiceId, response: "ACCEPT" });
    await gateway.database.query("delete from jobs.job where name = 'settle'");
    await gateway.database.query(
      "update invoice_action set unknown_since = now() - interval '1 day' where idempotency_key = 'old'",
    );

    const reasons = [{ code: "QTY" }];
    const answer = await respond({ idempotencyKey: "new", invoiceId, response: "REJECT", reasons });

    expect(answer).toMatchObject({
      invoice: { status: { value: "APPROVED" } },
      errors: [{ __typename: "InvalidTransitionError", allowed: ["PAID"] }],
    });
    expect(await toldAbout(invoiceId)).toMatchObject([{ code: "AP" }]);
  });

  it("of which nobody can say what became is not in the way for ever", async () => {
    const invoiceId = await anInboundInvoice();
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "lose" });
    simulator().fail({ method: "GET", path: toOneResponse, times: 1, how: { answer: { status: 503 } } });
    await respond({ idempotencyKey: "in-the-dark", invoiceId, response: "IN_PROCESS" });
    await gateway.database.query("delete from jobs.job where name = 'settle'");
    await gateway.database.query(
      "update invoice_action set unknown_since = now() - interval '1 day' where idempotency_key = 'in-the-dark'",
    );

    const answer = await respond({ idempotencyKey: "anew", invoiceId, response: "ACCEPT" });

    expect(answer).toMatchObject({ errors: [], invoice: { status: { value: "APPROVED" } } });
    expect((await toldAbout(invoiceId)).map(({ code }) => code)).toEqual(["IP", "AP"]);
  });

  it("because the gateway died is found and asked about by another one", async () => {
    const invoiceId = await anInboundInvoice();
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: "lose" });
    await respond({ idempotencyKey: "died", invoiceId, response: "ACCEPT" });
    await gateway.database.query("delete from jobs.job where name = 'settle'");
    await gateway.database.query(
      `update invoice_action set state = 'UNDER_WAY', unknown_since = null, held_by = gen_random_uuid()
       where idempotency_key = 'died'`,
    );

    await until(
      () => actionsOf(invoiceId),
      ([action]) => action.state === "DONE",
    );

    expect(await toldAbout(invoiceId)).toHaveLength(1);
  });
});

describe("A response that the provider does not carry", () => {
  it("is refused for good when the provider says no, and not asked for again", async () => {
    const invoiceId = await anInboundInvoice();
    const input = { idempotencyKey: "refused", invoiceId, response: "ACCEPT" };
    const body = { detail: "The seller takes no answers" };
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: { answer: { status: 422, body } } });

    const answers = [await respond(input), await respond(input)];

    const refused = {
      invoice: { status: { business: "NONE" }, actions: [{ state: "REFUSED" }] },
      errors: [{ __typename: "ProviderRejectedError", retryable: false, message: body.detail }],
    };
    expect(answers).toMatchObject([refused, refused]);
    expect(await toldAbout(invoiceId)).toEqual([]);
  });

  it("can be tried again under the same key when nothing has happened", async () => {
    const invoiceId = await anInboundInvoice();
    const input = { idempotencyKey: "again", invoiceId, response: "ACCEPT" };
    const answer = (status: number) => ({ answer: { status, body: { detail: "Not now" } } });
    simulator().fail({ method: "POST", path: toResponses, times: 1, how: answer(503) });

    const unavailable = await respond(input);
    const done = await respond(input);

    expect(unavailable).toMatchObject({
      invoice: { actions: [{ state: "NOT_DONE" }] },
      errors: [{ __typename: "ProviderRejectedError", retryable: true }],
    });
    expect(done).toMatchObject({ errors: [], invoice: { actions: [{ state: "DONE" }] } });
    expect(await toldAbout(invoiceId)).toHaveLength(1);
  });

  it("is not sent at all where the provider cannot", async () => {
    const invoiceId = await anInboundInvoice();
    const accounts = gateway.configuration.accounts.map((account) =>
      account.provider.id === "e-invoice-be" ? { ...account, provider: eInvoiceBe } : account,
    );
    const { publicUrl: _, ...configuration } = gateway.configuration;
    const plain = await gateway.openTwin({ ...configuration, port: 0, accounts });

    const answer = await respond({ idempotencyKey: "unable", invoiceId, response: "ACCEPT" }, plain.client);
    const ask = "{ providers { key capabilities } }";
    const providers = [await gateway.client.ask(ask), await plain.client.ask(ask)];
    await plain.stop();

    expect(answer.errors).toMatchObject([
      {
        __typename: "UnsupportedByProviderError",
        capability: "RESPOND",
        provider: { key: "e-invoice-be" },
        path: ["invoiceId"],
      },
    ]);
    const canRespond = providers.map(
      ({ providers: all }) =>
        all.find(({ key }: { key: string }) => key === "e-invoice-be").capabilities.includes("RESPOND") as boolean,
    );
    expect(canRespond).toEqual([true, false]);
  });
});

describe("A response is refused", () => {
  it("to an invoice of one's own", async () => {
    const input = { idempotencyKey: "own", content: { invoice: anInvoiceInput({ number: "OWN" }) } };
    const { submitInvoice: own } = await gateway.client.ask(submitInvoice, { input });

    const answer = await respond({ idempotencyKey: "to-own", invoiceId: own.invoice.id, response: "ACCEPT" });

    expect(answer.errors).toMatchObject([{ __typename: "InvalidTransitionError", allowed: [] }]);
  });

  it("to an invoice that is not there, or another tenant's", async () => {
    const invoiceId = await anInboundInvoice();
    const missing = [{ __typename: "NotFoundError", path: ["invoiceId"] }];
    const input = { idempotencyKey: "nowhere", response: "ACCEPT" };

    expect((await respond({ ...input, invoiceId: "nothing" })).errors).toMatchObject(missing);
    expect((await respond({ ...input, invoiceId }, gateway.stranger)).errors).toMatchObject(missing);
    expect(await toldAbout(invoiceId)).toEqual([]);
  });

  it.each([
    ["no reason where the seller must know why", { response: "REJECT" }, ["reasons"]],
    ["no issue for a reason", { response: "DISPUTE", reasons: [{ code: "NON" }] }, ["reasons"]],
    ["a reason that is no code", { reasons: [{ code: "OTH" }, { code: "BAD" }] }, ["reasons", "1", "code"]],
    ["too long a reason", { reasons: [{ code: "OTH", text: "x".repeat(1_001) }] }, ["reasons", "0", "text"]],
    ["too many reasons", { reasons: Array.from({ length: 21 }, () => ({ code: "OTH" })) }, ["reasons"]],
    ["too long a note", { note: "x".repeat(1_001) }, ["note"]],
    ["a note that cannot be stored", { note: "a\u0000b" }, ["note"]],
    ["an amount that is not paid", { amount: "1.00" }, ["amount"]],
    ["a payment of nothing", { response: "PAID", amount: "0.00" }, ["amount"]],
    ["a payment of less than nothing", { response: "PAID", amount: "-5" }, ["amount"]],
    ["a key of nothing", { idempotencyKey: "" }, ["idempotencyKey"]],
  ])("with %s", async (_, changes, path) => {
    const invoiceId = await anInboundInvoice();

    const answer = await respond({ idempotencyKey: `bad-${count}`, invoiceId, response: "ACCEPT", ...changes });

    expect(answer).toMatchObject({ invoice: null, errors: [{ __typename: "ValidationError", path }] });
    expect([await toldAbout(invoiceId), await actionsOf(invoiceId)]).toEqual([[], []]);
  });
});
