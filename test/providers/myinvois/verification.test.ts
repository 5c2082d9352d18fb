import { afterEach, describe, expect, it } from "vitest";
import type { NetworkReference } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/myinvois/index.js";
import { aMalaysianInvoice, anInvalidInvoice, anOrder } from "./a-malaysian-invoice.js";
import { type OpenMyInvois, openMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

let myInvois: OpenMyInvois;
afterEach(() => myInvois.close());

const portal = "https://portal.example";
const urlOf = (references: readonly NetworkReference[] | undefined, at = portal) =>
  provider.verification?.url(at, references ?? []);

async function referencesAfterValidation(invoice = aMalaysianInvoice()) {
  myInvois = await openMyInvois();
  const receipt = await provider.submit(anOrder(invoice), myInvois.call);
  if (receipt.outcome !== "accepted") throw new Error(receipt.rejection.message);
  const [report] = await pollToEnd([receipt.reference], myInvois);
  return { submitted: receipt.networkReferences, validated: report?.networkReferences, id: receipt.reference.id };
}

describe("verifying at MyInvois", () => {
  it("leads to the shared page of a valid document, which anyone can read", async () => {
    const { validated, id } = await referencesAfterValidation();

    expect(urlOf(validated)).toMatch(new RegExp(`^${portal}/${id}/share/\\w{40,}$`));
    const answer = await fetch(urlOf(validated, myInvois.simulator.url) ?? "");
    expect([answer.status, await answer.text()]).toEqual([200, `${aMalaysianInvoice().number}: Valid`]);
  });

  it("leads nowhere before a document is valid, nor when it is not", async () => {
    const { submitted, validated } = await referencesAfterValidation(anInvalidInvoice());

    expect(submitted).toHaveLength(1);
    expect([urlOf(submitted), urlOf(validated), urlOf([])]).toEqual([undefined, undefined, undefined]);
  });

  it("shows nothing to whoever guesses", async () => {
    myInvois = await openMyInvois();
    const { id } = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    for (const path of [`/${id}/share/ABC`, `/${id}/share/undefined`, "/ABC/share/ABC"])
      expect((await fetch(`${myInvois.simulator.url}${path}`)).status).toBe(404);
  });
});
