import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../../src/graphql/global-id.js";
import material from "../../providers/nav/conformance.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    providerIds: ["nav"],
    // NAV is asked every five minutes, and answers once a second.
    changeAccounts: (accounts) =>
      accounts.map(({ provider, ...account }) => ({
        ...account,
        provider: { ...provider, limits: { ...provider.limits, rates: {}, receiveEverySeconds: 1 } },
      })),
  });
}, 60_000);
afterAll(() => gateway.stop());

function authority() {
  const running = gateway.simulators.get("nav");
  if (!running) throw new Error("there is no authority");
  return running;
}

const readInvoice = /* GraphQL */ `
  query Read($by: InvoiceBy!) {
    invoice(by: $by) {
      number
      typeCode
      direction
      status {
        value
      }
      seller {
        name
        vatIdentifier
        taxRegistration
      }
      totals {
        taxInclusive
      }
      vatBreakdown {
        category
        extensions {
          onlineSzamla {
            case
          }
        }
      }
      lines {
        item {
          name
        }
        extensions {
          onlineSzamla {
            nature
          }
        }
      }
      unmapped {
        path
      }
      validation {
        violations {
          rule
        }
      }
      documents {
        kind
        format
        base64
      }
      events {
        nodes {
          type
          origin
        }
      }
    }
  }
`;

/** What the gateway says of the report as soon as it has it. */
async function receivedAs(number: string) {
  const { rows } = await until(
    () => gateway.database.query("select id from invoice where direction = 'INBOUND' and number = $1", [number]),
    (found) => found.rows.length === 1,
  );
  const by = { id: toGlobalId("Invoice", rows[0]?.id as string) };
  const { invoice } = await gateway.client.ask(readInvoice, { by });
  return invoice;
}

describe("Reports about the taxpayer as buyer", () => {
  it("become invoices, and are kept as they came", async () => {
    const document = material.inbound("HU-7");

    authority().simulator.arrive?.(document);

    const { documents, ...invoice } = await receivedAs("HU-7");
    expect(invoice).toEqual({
      number: "HU-7",
      typeCode: "380",
      direction: "INBOUND",
      status: { value: "RECEIVED" },
      seller: { name: "Északi Nyomda Zrt.", vatIdentifier: "HU99887764", taxRegistration: "99887764-2-02" },
      totals: { taxInclusive: "229350.00" },
      vatBreakdown: [
        { category: "S", extensions: null },
        { category: "S", extensions: null },
        { category: "E", extensions: { onlineSzamla: { case: "TAM" } } },
      ],
      lines: [
        { item: { name: "Irodai szék" }, extensions: { onlineSzamla: { nature: "PRODUCT" } } },
        { item: { name: "Kávé" }, extensions: null },
        { item: { name: "Oktatás" }, extensions: { onlineSzamla: { nature: "SERVICE" } } },
      ],
      unmapped: [],
      validation: { violations: [] },
      events: { nodes: [{ type: "INVOICE_RECEIVED", origin: "PROVIDER_POLL" }] },
    });
    expect(documents).toMatchObject([{ kind: "RECEIVED", format: "OSA" }]);
    expect(Buffer.from(documents[0].base64, "base64").equals(document.bytes)).toBe(true);
  });

  it("are told once, however often they are listed, and leave no dead letter", async () => {
    authority().simulator.arrive?.(material.inbound("HU-8"));
    authority().simulator.arrive?.(material.inbound("HU-9"));

    const { events } = await receivedAs("HU-8");
    await receivedAs("HU-9");
    const listed = () => authority().requests.filter(({ path }) => path === "/queryInvoiceDigest").length;
    const before = listed();
    await until(
      () => Promise.resolve(listed()),
      (now) => now >= before + 2,
    );

    expect(events.nodes).toHaveLength(1);
    const { rows } = await gateway.database.query("select number from invoice where direction = 'INBOUND'");
    expect(new Set(rows.map(({ number }) => number as string)).size).toBe(rows.length);
    expect((await gateway.database.query("select 1 from dead_letter")).rows).toEqual([]);
  });

  it("show what their modifications take back", async () => {
    const { bytes, ...rest } = material.inbound("HU-10");
    const reference =
      "<invoiceReference><originalInvoiceNumber>HU-7</originalInvoiceNumber>" +
      "<modifyWithoutMaster>false</modifyWithoutMaster><modificationIndex>1</modificationIndex></invoiceReference>";
    const text = Buffer.from(bytes).toString("utf8").replace("<invoiceHead>", `${reference}<invoiceHead>`);

    authority().simulator.arrive?.({ ...rest, bytes: Buffer.from(text, "utf8") });

    expect(await receivedAs("HU-10")).toMatchObject({ typeCode: "384", unmapped: [] });
  });
});
