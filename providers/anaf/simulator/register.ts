import { z } from "zod";
import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { buyer, otherSeller, struckOff, supplier } from "./taxpayers.js";

export const registerPath = "/api/PlatitorTvaRest/v9/tva";

const Questions = z
  .array(z.object({ cui: z.int().min(1), data: z.iso.date() }))
  .min(1)
  .max(100);

interface Entry {
  readonly cif: string;
  readonly name: string;
  /** Who has to send and never joined is not in the register of RO e-Factura. */
  readonly hasOpted: boolean;
  readonly struckOffAt: string;
}

const entries: readonly Entry[] = [
  { ...supplier, hasOpted: true, struckOffAt: "" },
  { ...buyer, hasOpted: true, struckOffAt: "" },
  { ...otherSeller, hasOpted: false, struckOffAt: "" },
  { ...struckOff, hasOpted: false, struckOffAt: "2024-03-29" },
];

/** The public register of taxpayers; once a second, without any sign-in. */
export function openRegister(now: () => Date) {
  let answeredAt = 0;
  return ({ body }: SimulatorRequest): SimulatorResponse => {
    const nowMs = now().getTime();
    if (Math.abs(nowMs - answeredAt) < 1_000) return { status: 429, body: "" };
    answeredAt = nowMs;
    const questions = Questions.safeParse(parse(body));
    if (!questions.success) return { status: 400, body: "" };
    const asked = questions.data.map((question) => ({ ...question, entry: findEntry(question.cui) }));
    const found = asked.flatMap(({ entry, data }) => (entry ? [write(entry, data)] : []));
    const notFound = asked.flatMap(({ entry, cui }) => (entry ? [] : [cui]));
    return { status: found.length > 0 ? 200 : 404, body: { found, notFound } };
  };
}

const findEntry = (cui: number): Entry | undefined => entries.find(({ cif }) => cif === String(cui));

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

function write({ cif, name, hasOpted, struckOffAt }: Entry, day: string): object {
  const state = struckOffAt ? `RADIERE din data ${struckOffAt.split("-").reverse().join(".")}` : "INREGISTRAT";
  return {
    date_generale: {
      cui: Number(cif),
      data: day,
      denumire: name,
      adresa: "JUD. CLUJ, MUN. CLUJ-NAPOCA, STR. FABRICII, NR.1",
      nrRegCom: "J12/1/2010",
      telefon: "",
      fax: "",
      codPostal: "400620",
      act: "",
      stare_inregistrare: state,
      data_inregistrare: "2010-02-01",
      cod_CAEN: "3109",
      iban: "",
      statusRO_e_Factura: hasOpted,
      data_inreg_Reg_RO_e_Factura: hasOpted ? "2022-07-01" : "",
    },
    inregistrare_scop_Tva: { scpTVA: !struckOffAt, perioade_TVA: [] },
    stare_inactiv: { dataRadiere: struckOffAt, statusInactivi: struckOffAt !== "" },
  };
}
