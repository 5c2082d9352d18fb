import { existsSync, readFileSync } from "node:fs";
import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import simulator from "../../../providers/peppol-directory/simulator.js";
import { registrations } from "../../../providers/peppol-directory/simulator/participants.js";
import { servicePath } from "../../../providers/peppol-directory/simulator/signed-metadata.js";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";

const official = new URL("../../../../shared/specs/peppol/peppol-smp-types-v1-ext.xsd", import.meta.url);
const isThere = existsSync(official);
if (!isThere)
  console.warn("SKIPPED: publishers' answers against Peppol's schema, because it is not at ../shared/specs.");

/** The schemas that Peppol's own imports are not beside it: of these only the names are checked. */
const imported = {
  identifiers: [
    "http://busdox.org/transport/identifiers/1.0/",
    "ParticipantIdentifier",
    "DocumentIdentifier",
    "ProcessIdentifier",
  ],
  addressing: ["http://www.w3.org/2005/08/addressing", "EndpointReference"],
  signature: ["http://www.w3.org/2000/09/xmldsig#", "Signature"],
} as const;

function openValidator(): XsdValidator {
  const known = new XmlBufferInputProvider({});
  xmlRegisterInputProvider(known);
  const schema = (attributes: string, content: string) =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${attributes}>${content}</xs:schema>`;
  known.addBuffer("smp:///metadata.xsd", readFileSync(official));
  let imports = "";
  for (const [file, [namespace, ...names]] of Object.entries(imported)) {
    const elements = names.map((name) => `<xs:element name="${name}" type="xs:anyType"/>`).join("");
    known.addBuffer(`smp:///${file}.xsd`, Buffer.from(schema(` targetNamespace="${namespace}"`, elements)));
    imports += `<xs:import namespace="${namespace}" schemaLocation="${file}.xsd"/>`;
  }
  imports += '<xs:import namespace="http://busdox.org/serviceMetadata/publishing/1.0/" schemaLocation="metadata.xsd"/>';
  const driver = XmlDocument.fromString(schema("", imports), { url: "smp:///driver.xsd" });
  const validator = XsdValidator.fromDoc(driver);
  driver.dispose();
  return validator;
}

describe.skipIf(!isThere)("beside Peppol's schema for publishers", () => {
  let running: RunningSimulator;
  let validator: XsdValidator;

  beforeAll(async () => {
    running = await serveSimulator(simulator);
    validator = openValidator();
  });
  afterAll(async () => {
    validator.dispose();
    await running.stop();
  });

  async function faultsOf(path: string, change = (text: string) => text): Promise<string[]> {
    const document = XmlDocument.fromString(change(await (await fetch(running.url + path)).text()));
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error;
      return error.details.map(({ message }) => message);
    } finally {
      document.dispose();
    }
  }

  for (const name of ["known", "withoutCard", "redirected", "withoutDocuments", "expired"] as const) {
    it(`every answer about ${name} is valid`, async () => {
      const { id, documentTypes } = registrations[name];

      expect(await faultsOf(`/${encodeURIComponent(`iso6523-actorid-upis::${id}`)}`)).toEqual([]);
      for (const type of documentTypes) expect(await faultsOf(servicePath(id, type))).toEqual([]);
    });
  }

  it("an answer with a part in the wrong place is not", async () => {
    const { id, documentTypes } = registrations.known;
    const moved = (text: string) => text.replace("<ServiceDescription>", "<Redirect/><ServiceDescription>");

    expect(await faultsOf(servicePath(id, documentTypes[0]), moved)).not.toEqual([]);
  });
});
