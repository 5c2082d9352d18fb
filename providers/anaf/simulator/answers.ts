import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { serializeXml } from "../../../src/xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../../src/xml/xml-tree.js";

const namespaces = {
  upload: "mfp:anaf:dgti:spv:respUploadFisier:v1",
  state: "mfp:anaf:dgti:efactura:stareMesajFactura:v1",
  errors: "mfp:anaf:dgti:efactura:mesajEroriFactuta:v1",
  message: "mfp:anaf:dgti:spv:reqMesaj:v1",
} as const;

type Attributes = Readonly<Record<string, string>>;

interface Header {
  readonly kind: keyof typeof namespaces;
  readonly attributes: Attributes;
  readonly errors?: readonly string[];
}

/** What all of ANAF's small XML files look like. */
export function writeHeader({ kind, attributes, errors = [] }: Header): Uint8Array {
  const namespace = namespaces[kind];
  const tree = new XmlTreeBuilder();
  const add = (name: string, values: Attributes) => {
    tree.openElement({ namespace, prefix: "", name });
    for (const [key, value] of Object.entries(values)) {
      tree.addAttribute({ namespace: "", prefix: "", name: key, value, origin: undefined });
    }
  };
  add("header", attributes);
  for (const errorMessage of errors) {
    add(kind === "errors" ? "Error" : "Errors", { errorMessage });
    tree.closeElement();
  }
  tree.closeElement();
  return serializeXml(tree.finish());
}

export const sayXml = (header: Header): SimulatorResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: writeHeader(header),
});

/** An error of the JSON endpoints, with HTTP status 200. */
export const sayError = (eroare: string, titlu: string): SimulatorResponse => ({
  status: 200,
  body: { eroare, titlu },
});

export const badRequest = (message: string, now: Date): SimulatorResponse => ({
  status: 400,
  body: { timestamp: now.toISOString(), status: 400, error: "Bad Request", message },
});
