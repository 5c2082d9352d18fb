import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/phoss-ap/index.js";
import { participants } from "../../../providers/phoss-ap/simulator/outbound.js";
import { accepted, anInvoice, anOrder, openPhossAp, participant, until } from "./open-phoss-ap.js";

let open: Awaited<ReturnType<typeof openPhossAp>>;

beforeEach(async () => {
  open = await openPhossAp();
});
afterEach(() => open.close());

const taken = () => open.simulator.simulator.taken?.();
const reportOn = async (id: string) => (await provider.polling.fetch([{ id }], open.call))[0];
const word = (id: string, status: string) =>
  until(async () => {
    const report = await reportOn(id);
    return report?.status === status ? report : undefined;
  });

describe("an invoice sent through phoss AP", () => {
  it("is delivered with the receipt, and finally with the message level status", async () => {
    const receipt = accepted(await provider.submit(anOrder(), open.call));

    expect(receipt).toMatchObject({ status: "sent", reference: { id: "order-1" } });
    expect(await word("order-1", "received_ap")).not.toHaveProperty("rejection");
    expect(provider.statuses).toMatchObject({
      sent: { transport: "DELIVERED" },
      received_ap: { transport: "DELIVERED", final: true },
      received_re: { transport: "FAILED", final: true },
    });
  });

  it("is named in the path by all that the envelope needs", async () => {
    await provider.submit(anOrder({ receiver: participant(participants.slow) }), open.call);

    const path = open.simulator.requests
      .find(({ method }) => method === "POST")
      ?.path.split("/")
      .slice(4);
    expect(path?.map(decodeURIComponent)).toEqual([
      "iso6523-actorid-upis::0208:0777777771",
      `iso6523-actorid-upis::${participants.slow}`,
      "busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1",
      "cenbii-procid-ubl::urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
      "BE",
    ]);
  });

  it("is undone by a message level status that refuses it, and the buyer has said nothing", async () => {
    await provider.submit(anOrder({ receiver: participant(participants.refusing) }), open.call);

    const { status } = await word("order-1", "received_re");
    expect(provider.statuses[status as "received_re"]).not.toHaveProperty("business");
  });

  it("is under way while the access point tries again by itself", async () => {
    const receipt = accepted(await provider.submit(anOrder({ receiver: participant(participants.slow) }), open.call));

    expect(receipt.status).toBe("failed");
    expect(provider.statuses.failed).toEqual({ transport: "ACCEPTED_BY_PROVIDER" });
    await word("order-1", "received_ap");
    expect(taken()).toEqual(["order-1"]);
  });

  it("is refused when nobody in Peppol is the receiver", async () => {
    const receipt = await provider.submit(anOrder({ receiver: participant(participants.unknown) }), open.call);

    expect(receipt).toMatchObject({ outcome: "rejected", rejection: { code: "permanently_failed" } });
    expect(receipt).toHaveProperty("rejection.message", expect.stringContaining("is not registered"));
  });

  it("has failed, and was not refused, when the receiver's access point stays away", async () => {
    const order = anOrder({ receiver: participant(participants.away) });
    await provider.submit(order, open.call);

    const report = await word("order-1", "permanently_failed");

    expect(report.rejection).toMatchObject({ message: "Timeout" });
    expect(provider.statuses.permanently_failed).toEqual({ transport: "FAILED", final: true });
    expect(accepted(await provider.reconcile(order, open.call)).status).toBe("failed");
  });

  it("is not sent twice under one key, whatever became of the first answer", async () => {
    open.simulator.fail({ method: "POST", path: /submit/, times: 1, how: "lose" });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence: "hold" });
    const found = await provider.reconcile(anOrder(), open.call);
    const again = await provider.submit(anOrder(), open.call);

    expect(accepted(found).reference).toEqual({ id: "order-1" });
    expect(accepted(again).reference).toEqual({ id: "order-1" });
    expect(taken()).toEqual(["order-1"]);
  });

  it("is not sent while nobody can say whether it was sent before", async () => {
    open.simulator.fail({ method: "GET", path: /status/, times: 1, how: { answer: { status: 500, body: "" } } });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence: "retry" });
    expect(taken()).toEqual([]);
  });

  it("is held when a report is about something else", async () => {
    const answer = { status: 200, body: { sbdhInstanceIdentifier: "another", overallSuccess: true } };
    open.simulator.fail({ method: "POST", path: /submit/, times: 1, how: { answer } });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence: "hold" });
  });

  it("is not there when it never came", async () => {
    expect(await provider.reconcile(anOrder(), open.call)).toBeUndefined();
    expect(await provider.polling.fetch([{ id: "order-1" }], open.call)).toEqual([]);
  });
});

describe("what the envelope needs and the invoice lacks", () => {
  const termsOf = (changes: object) => {
    const prepared = provider.prepare({ invoice: { ...anInvoice(), ...changes } });
    return "violations" in prepared ? prepared.violations.map(({ message, path }) => [message, path]) : [];
  };

  it("is named by its term and path", () => {
    const { electronicAddress: _, ...seller } = anInvoice().seller;

    expect(termsOf({ seller })).toEqual([[expect.stringContaining("(BT-34)"), ["seller", "electronicAddress"]]]);
    expect(termsOf({ process: { specification: "urn:x" } })).toEqual([
      [expect.stringContaining("(BT-23)"), ["process", "businessProcess"]],
    ]);
    expect(termsOf({})).toEqual([]);
  });

  it("is a format that is not UBL", () => {
    const raw = { format: "PDF", mediaType: "application/pdf", fileName: "a.pdf", bytes: Buffer.from("%PDF") } as const;

    expect(provider.prepare({ invoice: anInvoice(), raw })).toMatchObject({
      violations: [{ rule: "DOCUMENT-FORMAT" }],
    });
  });
});
