import { afterEach, describe, expect, it } from "vitest";
import conformance from "../../../providers/nav/conformance.js";
import provider from "../../../providers/nav/index.js";
import { readXml } from "../../../providers/nav/xml.js";
import { aCreditNote, aHungarianInvoice, anAbortedInvoice, anInvoiceAt, anOrder } from "./a-hungarian-invoice.js";
import { areSchemasMissing, faultsOf, officialSamples, readOfficial } from "./official-schemas.js";
import { failureOf, openNav, type OpenNav, pollToEnd, referenceOf, submitAccepted } from "./open-nav.js";

let nav: OpenNav;
afterEach(() => nav.close());

const nameOf = (bytes: Uint8Array): string => readXml(bytes).name;

/** Does once everything that the adapter can do, with what goes wrong on the way. */
async function doEverything(): Promise<void> {
  const { call } = nav;
  const orders = [aHungarianInvoice({ number: "A-1" }), anAbortedInvoice({ number: "A-2" }), anInvoiceAt("O")];
  const references = (
    await provider.submitBatch(
      orders.map((each) => anOrder(each)),
      call,
    )
  ).map(referenceOf);
  await provider.polling.fetch(references, call);
  await pollToEnd(references, nav);
  const [first] = references;
  await pollToEnd([await submitAccepted(anOrder(aCreditNote("A-1")), nav)], nav);
  const progress = { id: "S", firstAt: new Date(Date.now() - 60_000).toISOString(), lastAt: new Date().toISOString() };
  await provider.reconcile({ ...anOrder(aHungarianInvoice()), progress: { ...progress, items: "" } }, call);
  await provider.cancel(first!, "Wrong buyer", call);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { cursor } = await provider.feed.list(undefined, call);
  nav.others.deeds?.["approveAnnulment"]?.(first!.id);
  await provider.feed.list(cursor, call);
  nav.others.arrive?.(conformance.inbound("B-1"));
  const { items } = await provider.listReceived(undefined, call);
  await provider.fetchReceived(items[0]!.reference, call);
  await provider.lookUp({ scheme: "HU:TAX", value: "99887764" }, call);
  await provider.lookUp({ scheme: "HU:TAX", value: "20000002" }, call);
  const wrong = { ...call, credentials: { ...call.credentials, password: "wrong" } };
  await failureOf(provider.submit(anOrder(aHungarianInvoice()), wrong));
  await failureOf(provider.submit(anOrder(aHungarianInvoice({ number: "A-1" }), { key: "key-A-1" }), wrong));
}

describe.skipIf(areSchemasMissing)("the official schemas of NAV", () => {
  it("are those that the official samples keep", async () => {
    nav = await openNav();

    for (const name of officialSamples()) expect([name, faultsOf(readOfficial(name))]).toEqual([name, []]);
  });

  it("find nothing wrong with any request of the adapter and any answer of its stand-in", async () => {
    nav = await openNav();

    await doEverything();

    const seen = new Set(nav.exchanges.flatMap(({ request, answer }) => [nameOf(request.body), nameOf(answer)]));
    expect([...seen].toSorted()).toEqual([
      "GeneralErrorResponse",
      "ManageAnnulmentRequest",
      "ManageAnnulmentResponse",
      "ManageInvoiceRequest",
      "ManageInvoiceResponse",
      "QueryInvoiceDataRequest",
      "QueryInvoiceDataResponse",
      "QueryInvoiceDigestRequest",
      "QueryInvoiceDigestResponse",
      "QueryTaxpayerRequest",
      "QueryTaxpayerResponse",
      "QueryTransactionListRequest",
      "QueryTransactionListResponse",
      "QueryTransactionStatusRequest",
      "QueryTransactionStatusResponse",
      "TokenExchangeRequest",
      "TokenExchangeResponse",
    ]);
    for (const { request, answer } of nav.exchanges) {
      expect([request.path, faultsOf(request.body)]).toEqual([request.path, []]);
      expect([request.path, faultsOf(answer)]).toEqual([request.path, []]);
    }
  });

  it("find nothing wrong with what is inside of a report or an annulment", async () => {
    nav = await openNav();

    await doEverything();

    const contents = nav.exchanges.flatMap(({ request }) => {
      const text = Buffer.from(request.body).toString("utf8");
      return [...text.matchAll(/<invoice(?:Data|Annulment)>([^<]+)</g)].map(([, base64 = ""]) => base64);
    });
    expect(contents).toHaveLength(5);
    for (const base64 of contents) expect(faultsOf(Buffer.from(base64, "base64"))).toEqual([]);
  });
});
