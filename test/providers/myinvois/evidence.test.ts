import { afterEach, describe, expect, it } from "vitest";
import type { ClearanceState } from "../../../src/domain/lifecycle.js";
import provider from "../../../providers/myinvois/index.js";
import { aMalaysianInvoice, anInvalidInvoice, anOrder } from "./a-malaysian-invoice.js";
import { countRequests, type OpenMyInvois, openMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

let myInvois: OpenMyInvois;
afterEach(() => myInvois.close());

const evidenceOf = async (reference: { id: string }, clearance: ClearanceState = "CLEARED") => {
  const pieces = await provider.fetchEvidence(reference, myInvois.call, clearance);
  return pieces.map(({ fileName, mediaType, bytes }) => ({
    fileName,
    mediaType,
    content: JSON.parse(Buffer.from(bytes).toString("utf8")),
  }));
};

describe("evidence of MyInvois", () => {
  it("is the document as it was found valid, with who, when and under which id", async () => {
    myInvois = await openMyInvois();
    const order = anOrder(aMalaysianInvoice());
    const reference = await submitAccepted(order, myInvois);
    await pollToEnd([reference], myInvois);

    const evidence = await evidenceOf(reference);

    expect(evidence).toEqual([
      {
        fileName: `${reference.id}-raw.json`,
        mediaType: "application/json",
        content: expect.objectContaining({
          uuid: reference.id,
          status: "Valid",
          longId: expect.stringMatching(/^\w{50,}$/),
          dateTimeValidated: expect.any(String),
          document: Buffer.from(order.document.bytes).toString("utf8"),
        }),
      },
    ]);
  });

  it("is another one once the document is cancelled", async () => {
    myInvois = await openMyInvois();
    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);
    await pollToEnd([reference], myInvois);
    await provider.cancel(reference, "Wrong invoice details", myInvois.call);

    expect(await evidenceOf(reference, "CANCELLED")).toMatchObject([
      { content: { status: "Cancelled", documentStatusReason: "Wrong invoice details" } },
    ]);
  });

  it("is the steps that an invalid document failed, which itself is never asked for", async () => {
    myInvois = await openMyInvois();
    const reference = await submitAccepted(anOrder(anInvalidInvoice()), myInvois);
    await pollToEnd([reference], myInvois);

    const [details] = await evidenceOf(reference, "REJECTED");

    expect(details).toMatchObject({
      fileName: `${reference.id}-details.json`,
      content: { uuid: reference.id, status: "Invalid", validationResults: { status: "Invalid" } },
    });
    expect(details?.content.validationResults.validationSteps).toContainEqual(
      expect.objectContaining({ name: "Step02-Core Fields Validator", status: "Invalid" }),
    );
    expect(countRequests(myInvois, "GET", /\/raw$/)).toBe(0);
  });

  it("is not there before the document was looked at", async () => {
    myInvois = await openMyInvois({}, { stepMs: 60_000 });
    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    expect(await evidenceOf(reference, "PENDING")).toEqual([]);
    expect(countRequests(myInvois, "GET", /documents/)).toBe(0);
  });

  it("is none that is about another document", async () => {
    myInvois = await openMyInvois();
    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);
    await pollToEnd([reference], myInvois);
    const another = { uuid: "ANOTHER", submissionUid: "S", internalId: "1", status: "Valid", document: "{}" };
    myInvois.simulator.fail({ path: /\/raw$/, times: 1, how: { answer: { status: 200, body: another } } });

    await expect(evidenceOf(reference)).rejects.toMatchObject({ problem: { kind: "INVALID_RESPONSE" } });
  });
});
