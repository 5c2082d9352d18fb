import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../../setup/connect-to.js";
import type { Credentials } from "../../../providers/aeat-verifactu/credentials.js";
import provider from "../../../providers/aeat-verifactu/index.js";
import {
  otherCertificate,
  otherKey,
  strangerCertificate,
  strangerKey,
} from "../../../providers/aeat-verifactu/simulator/certificates.js";
import { aSpanishInvoice, anOrder } from "./a-spanish-invoice.js";
import { countRequests, failureOf, openVerifactu, type OpenVerifactu, submitAccepted } from "./open-verifactu.js";

let verifactu: OpenVerifactu;
afterEach(() => verifactu.close());

/** Sends under other credentials than the account's own. */
async function submitWith(changes: Partial<Credentials>) {
  const credentials = { ...verifactu.call.credentials, ...changes };
  const connection = connectTo(provider, { baseUrl: verifactu.simulator.url, credentials });
  try {
    return await failureOf(provider.submit(anOrder(aSpanishInvoice()), connection.call));
  } finally {
    await connection.close();
  }
}

describe("the certificate that VERI*FACTU asks for", () => {
  it("lets its holder in", async () => {
    verifactu = await openVerifactu();

    const { status } = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);

    expect(status).toBe("Correcto");
  });

  it("is refused when no known authority has signed it", async () => {
    verifactu = await openVerifactu();

    const failure = await submitWith({ certificate: strangerCertificate, privateKey: strangerKey });

    // TLS 1.3 refuses a caller only after it may have spoken: for all it knows, it was heard.
    expect(failure).toMatchObject({ consequence: "hold", problem: { kind: "NETWORK" } });
    expect(countRequests(verifactu)).toBe(0);
  });

  it("is missed when it is not shown", async () => {
    verifactu = await openVerifactu();
    const bare = { ...provider, tls: () => ({ ca: verifactu.call.credentials.trustedAuthority! }) };
    const connection = connectTo(bare, { baseUrl: verifactu.simulator.url, credentials: verifactu.call.credentials });

    const failure = await failureOf(provider.submit(anOrder(aSpanishInvoice()), connection.call));
    await connection.close();

    expect(failure.problem.kind).toBe("NETWORK");
    expect(countRequests(verifactu)).toBe(0);
  });

  it("of another taxpayer may not act for this one, which says nothing about the invoice", async () => {
    verifactu = await openVerifactu();

    const failure = await submitWith({ certificate: otherCertificate, privateKey: otherKey });

    expect(failure).toMatchObject({
      consequence: "retry",
      problem: { kind: "AUTHORIZATION", nativeCode: "4112", httpStatus: 500 },
    });
  });

  it("of a representative may act for the taxpayer whom the request names", async () => {
    verifactu = await openVerifactu();
    const credentials = {
      ...verifactu.call.credentials,
      certificate: otherCertificate,
      privateKey: otherKey,
      representative: { nif: "B65432106", name: "PAPELERIA EBRO SL" },
    };
    const connection = connectTo(provider, { baseUrl: verifactu.simulator.url, credentials });

    const receipt = await provider.submit(anOrder(aSpanishInvoice()), connection.call);
    await connection.close();

    expect(receipt).toMatchObject({ outcome: "accepted", status: "Correcto" });
  });

  it("is shown to nobody whom no trusted authority vouches for", async () => {
    verifactu = await openVerifactu();
    const { trustedAuthority: _, ...credentials } = verifactu.call.credentials;
    const connection = connectTo(provider, { baseUrl: verifactu.simulator.url, credentials });

    const failure = await failureOf(provider.submit(anOrder(aSpanishInvoice()), connection.call));
    await connection.close();

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "NETWORK" } });
    expect(countRequests(verifactu)).toBe(0);
  });

  it("has to be PEM, as the account is configured", () => {
    const parsed = provider.credentials.safeParse({ nif: "B1", name: "X", certificate: "MII…", privateKey: "" });

    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(["nif", "certificate", "privateKey", "system"]);
  });
});
