import { afterEach, describe, expect, it } from "vitest";
import material from "../../../providers/ksef/conformance.js";
import { readError } from "../../../providers/ksef/errors.js";
import provider from "../../../providers/ksef/index.js";
import { anOrder } from "./a-polish-invoice.js";
import { failureOf, type OpenKsef, openKsef } from "./open-ksef.js";

const answer = (body: unknown, status = 400) => ({ status, headers: {}, body });
const details = { code: 21405, description: "Błąd walidacji danych wejściowych.", details: ["invoiceSize: za duży"] };

describe("an error of KSeF", () => {
  it.each([
    ["as problem details", { title: "Bad Request", errors: [details], traceId: "t-1" }],
    [
      "in the older form",
      {
        exception: {
          referenceNumber: "t-1",
          exceptionDetailList: [
            { exceptionCode: 21405, exceptionDescription: details.description, details: details.details },
          ],
        },
      },
    ],
  ])("is read %s, with its trace", (_case, body) => {
    expect(readError(answer(body))).toMatchObject({
      nativeCode: "21405",
      message: "Błąd walidacji danych wejściowych. invoiceSize: za duży",
      requestId: "t-1",
      rejection: { code: "21405" },
    });
  });

  it("is left to its HTTP status when its body says nothing", () => {
    expect([readError(answer("<html>", 502)), readError(answer({}, 500))]).toEqual([{}, {}]);
  });

  it("of an account's rights says which one is missing", () => {
    const body = { title: "Forbidden", detail: "Brak uprawnień", reasonCode: "missing-permissions" };

    expect(readError(answer(body, 403))).toMatchObject({
      nativeCode: "missing-permissions",
      message: "Brak uprawnień",
    });
  });

  it.each(["21155", "21173", "21180", "21402", "21403", "21470", "21301", "21304"])(
    "%s never refuses the invoice that waits",
    (code) => {
      const reading = readError(answer({ errors: [{ code: Number(code), description: "Powód" }] }));

      expect(reading.consequence).toBe("retry");
      expect(reading.rejection).toBeUndefined();
    },
  );
});

describe("the words of KSeF", () => {
  it("knows every word that has been seen, and none that has not", () => {
    expect(material.statusWords.filter((word) => !Object.hasOwn(provider.statuses, word))).toEqual([]);
    expect(Object.hasOwn(provider.statuses, "999")).toBe(false);
  });
});

describe("an error in the way of sending", () => {
  let ksef: OpenKsef;
  afterEach(() => ksef.close());

  it.each((material.errors ?? []).map((sample) => [sample.name, sample] as const))(
    "leads on as it has to: %s",
    async (_name, { path, method, answer: said, consequence, kind }) => {
      ksef = await openKsef();
      ksef.simulator.fail({ path, ...(method && { method }), times: 1, how: { answer: said } });

      const failure = await failureOf(provider.submit(anOrder(), ksef.call));

      expect(failure.consequence).toBe(consequence);
      if (kind) expect(failure.problem.kind).toBe(kind);
    },
  );

  it("refuses one invoice of several and sends the others", async () => {
    ksef = await openKsef();
    const body = { title: "Bad Request", status: 400, errors: [details] };
    ksef.simulator.fail({ path: /\/invoices$/, method: "POST", times: 1, how: { answer: { status: 400, body } } });

    const receipts = await provider.submitBatch([anOrder(), anOrder()], ksef.call);

    expect(receipts).toMatchObject([{ outcome: "rejected", rejection: { code: "21405" } }, { outcome: "accepted" }]);
  });
});
