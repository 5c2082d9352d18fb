import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { attributeOf } from "../../../src/xml/xml-tree.js";
import { toStamp } from "../romanian-time.js";
import { badRequest, sayXml } from "./answers.js";
import { parseDocument } from "./facts.js";
import type { Counters } from "./limits.js";
import type { Registry } from "./registry.js";
import type { Client } from "./taxpayers.js";

const largestFile = 10 * 1024 * 1024;

interface Uploading extends Pick<SimulatorRequest, "path" | "query" | "body"> {
  readonly client: Client;
  readonly registry: Registry;
  readonly counters: Counters;
  readonly now: Date;
  readonly buyerMessagesPerDay: number;
}

/** POST /upload and /uploadb2c */
export function upload({ path, query, body, client, registry, now, ...limits }: Uploading): SimulatorResponse {
  const [standard, cif] = [query.get("standard"), query.get("cif")];
  const dateResponse = toStamp(now);
  const refuse = (sentence: string): SimulatorResponse =>
    sayXml({ kind: "upload", attributes: { dateResponse, ExecutionStatus: "1" }, errors: [sentence] });

  if (body.length === 0) return badRequest("Trebuie sa aveti atasat in request un fisier de tip xml", now);
  if (!standard || !cif) return badRequest("Parametrii standard si cif sunt obligatorii", now);
  if (!["UBL", "CN", "CII", "RASP"].includes(standard)) {
    return refuse("Valorile acceptate pentru parametrul standard sunt UBL, CN, CII sau RASP");
  }
  for (const [name, shown] of Object.entries({
    extern: "extern",
    autofactura: "autofacturare",
    executare: "executare",
  })) {
    const value = query.get(name);
    if (value !== null && value !== "DA") {
      return refuse(`Daca parametrul ${shown} trebuie completat, valoarea acceptata este DA`);
    }
  }
  if (!/^\d+$/.test(cif)) return refuse(`CIF introdus= ${cif} nu este un numar`);
  if (query.get("executare") !== null) {
    return refuse(`CIF introdus= ${cif} nu este inregistrat in Registrul RO e-Factura executari silite`);
  }
  if (!client.rights.includes(cif)) return refuse(`Nu aveti drept in SPV pentru CIF=${cif}`);
  if (body.length > largestFile) return refuse("Marime fisier transmis mai mare de 10 MB.");
  const root = parseDocument(standard, body);
  if (typeof root === "string") return refuse(root);
  if (standard === "RASP") {
    const isComplete = ["index_incarcare", "message"].every((name) => attributeOf(root, name)?.value);
    if (!isComplete) return refuse("Fisierul transmis nu este valid. Lipseste index_incarcare sau message");
    if (!limits.counters.today(`message ${cif}`, limits.buyerMessagesPerDay)) {
      const most = limits.buyerMessagesPerDay;
      return refuse(`S-au incarcat deja ${most} de mesaje de tip RASP pentru cui=${cif} in cursul zilei`);
    }
  }
  const index = registry.take({
    cif,
    standard,
    source: Buffer.from(body).toString("base64"),
    isAbroad: query.get("extern") === "DA",
    isSelfBilled: query.get("autofactura") === "DA",
    isConsumer: path === "/uploadb2c",
  });
  return sayXml({ kind: "upload", attributes: { dateResponse, ExecutionStatus: "0", index_incarcare: index } });
}
