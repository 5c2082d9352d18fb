import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anInvoice } from "../builders/an-invoice.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { relatedInvoices, submitInvoice } from "./support/operations.js";
import { receiveInvoice } from "./support/receive-document.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

async function send(number: string, changes: InvoiceInput = {}): Promise<string> {
  const content = { invoice: anInvoiceInput({ number, ...changes }) };
  const input = { idempotencyKey: `${number}-${JSON.stringify(changes).length}`, content };
  const { submitInvoice: sent } = await gateway.client.ask(submitInvoice, { input });
  expect(sent.errors).toEqual([]);
  return sent.invoice.id;
}

const aCreditNote = { kind: "CREDIT_NOTE", typeCode: "381" } as const;

const naming = (number: string, more: object = {}) => [{ number, ...more }];

const related = async (id: string, variables: object = {}) =>
  (await gateway.client.ask(relatedInvoices, { id, ...variables })).invoice.related;

const kindsOf = async (id: string): Promise<string[]> =>
  (await related(id)).edges.map(({ kind, node }: any) => `${kind} ${node.number}`);

describe("An invoice that names an earlier one (BG-3)", () => {
  it("is related to it both ways: a credit note credits, everything else corrects", async () => {
    const original = await send("A-1");
    const credit = await send("A-2", { ...aCreditNote, precedingInvoices: naming("A-1") });
    const corrective = await send("A-3", { typeCode: "384", precedingInvoices: naming("A-1") });
    const plain = await send("A-4", { precedingInvoices: naming("A-3") });

    expect(await kindsOf(original)).toEqual(["CREDITED_BY A-2", "CORRECTED_BY A-3"]);
    expect(await kindsOf(credit)).toEqual(["CREDITS A-1"]);
    expect(await kindsOf(corrective)).toEqual(["CORRECTS A-1", "CORRECTED_BY A-4"]);
    expect(await kindsOf(plain)).toEqual(["CORRECTS A-3"]);
  });

  it("is related to it whichever comes first", async () => {
    const credit = await send("B-2", { ...aCreditNote, precedingInvoices: naming("B-1") });
    expect(await kindsOf(credit)).toEqual([]);

    const original = await send("B-1");

    expect(await kindsOf(credit)).toEqual(["CREDITS B-1"]);
    expect(await kindsOf(original)).toEqual(["CREDITED_BY B-2"]);
  });

  it("is related to it when both were received, and never to one of ours with the same number", async () => {
    const ours = await send("C-1");
    const received = await receiveInvoice(gateway, anInvoice({ number: "C-1" }));
    const credit = await receiveInvoice(
      gateway,
      anInvoice({ number: "C-2", ...aCreditNote, precedingInvoices: [{ number: "C-1" }] }),
    );

    expect(await kindsOf(received)).toEqual(["CREDITED_BY C-2"]);
    expect(await kindsOf(credit)).toEqual(["CREDITS C-1"]);
    expect(await kindsOf(ours)).toEqual([]);
  });

  it("is not related to the same number of another seller, or of another day than it names", async () => {
    const { seller, issueDate } = anInvoiceInput() as { seller: InvoiceInput; issueDate: string };
    const another = {
      ...seller,
      name: "Somebody else",
      identifiers: [],
      vatIdentifier: "BE0403199702",
      legalRegistration: { scheme: "0208", value: "0403199702" },
      electronicAddress: { scheme: "0208", value: "0403199702" },
    };
    const original = await send("D-1");
    const byAnother = await send("D-2", { seller: another, precedingInvoices: naming("D-1") });
    const ofAnotherDay = await send("D-3", { precedingInvoices: naming("D-1", { issueDate: "2020-01-01" }) });
    const ofItsDay = await send("D-4", { precedingInvoices: naming("D-1", { issueDate }) });

    expect([await kindsOf(byAnother), await kindsOf(ofAnotherDay)]).toEqual([[], []]);
    expect(await kindsOf(ofItsDay)).toEqual(["CORRECTS D-1"]);
    expect(await kindsOf(original)).toEqual(["CORRECTED_BY D-4"]);
  });

  it("has the same seller when one identifier is the same, however it is written", async () => {
    const { seller } = anInvoiceInput() as { seller: InvoiceInput };
    const original = await send("E-1");
    const vatIdentifier = `${seller["vatIdentifier"].slice(0, 2)} ${seller["vatIdentifier"].slice(2)}`.toLowerCase();
    const renamed = {
      ...seller,
      name: "Renamed",
      identifiers: [],
      legalRegistration: { scheme: "0208", value: "0403199702" },
      vatIdentifier: vatIdentifier.toUpperCase(),
    };
    await send("E-2", { seller: renamed, precedingInvoices: naming("E-1") });

    expect(await kindsOf(original)).toEqual(["CORRECTED_BY E-2"]);
  });
});

describe("The list of related invoices", () => {
  it("is read page by page, and by kind", async () => {
    const original = await send("F-1");
    for (const number of ["F-2", "F-3", "F-4"]) await send(number, { precedingInvoices: naming("F-1") });
    await send("F-5", { ...aCreditNote, precedingInvoices: naming("F-1") });

    const first = await related(original, { first: 2 });
    const rest = await related(original, { first: 2, after: first.pageInfo.endCursor });
    const credits = await related(original, { kind: ["CREDITED_BY", "CREDITS"] });

    expect(first).toMatchObject({
      nodes: [{ number: "F-2" }, { number: "F-3" }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(rest).toMatchObject({
      nodes: [{ number: "F-4" }, { number: "F-5" }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    expect(credits.nodes).toEqual([{ number: "F-5" }]);
  });

  it("takes no cursor of another list", async () => {
    const [one, other] = [await send("G-1"), await send("G-2", { precedingInvoices: naming("G-1") })];
    const { pageInfo } = await related(one);

    const answer = await gateway.client.send(relatedInvoices, { id: other, after: pageInfo.endCursor });

    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });
});
