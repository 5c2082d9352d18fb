import { describe, expect, it } from "vitest";
import { toCanonicalJson } from "../../../providers/e-invoice-be/canonical-json.js";
import { signature, webhook } from "../../../providers/e-invoice-be/webhook.js";

/** Examples of https://docs.e-invoice.be/essentials/webhooks (an older and a newer edition), with the secret "secret". */
const published = [
  {
    event: {
      document: {
        id: "doc-1",
        name: "test.xml",
        type: "application/xml",
        size: 100,
        url: "https://example.com/test.xml",
      },
    },
    digest: "6722b498bf28ce7ca5a6f21c0fca9166e24dea480978b276725ff46e503dd70f",
  },
  {
    event: {
      id: "evt-e7wyc7gtpqx4z73x2wqmwhebhbb3r8n3ovfhcsdbulxr3s2awf49de76yglrnri3",
      tenant_id: "ten-abc123",
      created_at: 1762780249,
      type: "document.sent",
      data: { document_id: "doc-1" },
      text: '⚡️ New webhook event: document.sent\n\n{\n  "document_id": "doc-1"\n}',
    },
    digest: "2f8ec8fab5adedd8f82a2b4064f559c40b14aed0c6da27ed394e51176b10bd1b",
  },
] as const;

const [{ event, digest }] = published;
const body = Buffer.from(JSON.stringify(event));

const verify = (bytes: Uint8Array, header: string | undefined, secrets = ["secret"]) =>
  signature.verify(
    { headers: header === undefined ? {} : { "x-signature": header }, body: bytes, receivedAtMs: 0 },
    secrets,
  );

describe("the signature of a delivery", () => {
  it.each(published)("is the published one: $digest", ({ event: example, digest: expected }) => {
    const bytes = Buffer.from(JSON.stringify(example));

    expect(signature.sign(bytes, "secret", 0)).toEqual({ "x-signature": `sha256=${expected}` });
    expect(verify(bytes, `sha256=${expected}`)).toBe("valid");
  });

  it("holds whatever the order of keys and the white space of the bytes", () => {
    const reordered = { document: Object.fromEntries(Object.entries(event.document).reverse()) };

    expect(verify(Buffer.from(JSON.stringify(reordered, null, 4)), `sha256=${digest}`)).toBe("valid");
  });

  it("may come from any of several secrets", () => {
    expect(verify(body, `sha256=${digest}`, ["newer", "secret"])).toBe("valid");
    expect(verify(body, `sha256=${digest}`, ["newer", "older"])).toBe("wrong signature");
    expect(verify(body, `sha256=${digest}`, [])).toBe("wrong signature");
  });

  it.each([
    [
      "altered in the body",
      Buffer.from(JSON.stringify(event).replace("100", "101")),
      `sha256=${digest}`,
      "wrong signature",
    ],
    ["altered in the header", body, `sha256=${digest.replace(/.$/, "0")}`, "wrong signature"],
    ["missing", body, undefined, "missing signature"],
    ["without its scheme", body, digest, "malformed signature"],
    ["cut short", body, `sha256=${digest.slice(2)}`, "malformed signature"],
    ["over something that is no JSON", Buffer.from("{"), `sha256=${digest}`, "unreadable body"],
    ["over something that is no UTF-8", Buffer.from([0x22, 0xff, 0x22]), `sha256=${digest}`, "unreadable body"],
    [
      "over absurdly nested JSON",
      Buffer.from("[".repeat(200_000) + "]".repeat(200_000)),
      `sha256=${digest}`,
      "unreadable body",
    ],
  ] as const)("is told apart when it is %s", (_how, bytes, header, verdict) => {
    expect(verify(bytes, header)).toBe(verdict);
  });
});

describe("canonical JSON", () => {
  it("is what Python's json.dumps(sort_keys=True) writes", () => {
    const text = String.raw`{"😀": 1.50, "${"\ue000"}": [1, 2.0, 1e+22, -0.0, true, null], "a${"\u007f\u2028"}\"\\/\n\b\u0001": "zé", "10": {}, "9": [], "amount": 1234567890123456789012}`;

    expect(toCanonicalJson(text)).toBe(
      String.raw`{"10": {}, "9": [], "amount": 1234567890123456789012, "a\u007f\u2028\"\\/\n\b\u0001": "z\u00e9", "\ue000": [1, 2.0, 1e+22, -0.0, true, null], "\ud83d\ude00": 1.50}`,
    );
  });

  it("keeps a key that JavaScript treats specially", () => {
    expect(toCanonicalJson('{"b":1,"__proto__":{"a":2}}')).toBe('{"__proto__": {"a": 2}, "b": 1}');
  });
});

describe("what a delivery says", () => {
  const read = (type: string, more: object = { data: { document_id: "doc-1" } }) =>
    webhook.read(webhook.body.parse({ id: "evt-1", type, created_at: 1762780249, ...more }));

  it("is news of a status, at the provider's time", () => {
    const reading = read("document.sent");

    expect(reading).toMatchObject({
      eventId: "evt-1",
      news: { kind: "status", report: { reference: { id: "doc-1" }, status: "SENT", at: "2025-11-10T13:10:49.000Z" } },
    });
    expect(read("document.sent.failed").news).toMatchObject({ report: { status: "FAILED" } });
  });

  it("is a document that waits to be fetched", () => {
    expect(read("document.received").news).toEqual({ kind: "received", reference: { id: "doc-1" } });
  });

  it("is nothing to act on when the event is of another kind or names no document", () => {
    expect(read("document.archived").news).toEqual({ kind: "other", name: "document.archived" });
    expect(read("document.sent", { data: {} }).news).toEqual({ kind: "other", name: "document.sent" });
  });
});
