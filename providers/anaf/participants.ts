import type { ParticipantId } from "../../src/domain/participant.js";
import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { ParticipantFinding } from "../../src/provider-kit/provider.js";
import { ask, readJson } from "./answers.js";
import type { Credentials } from "./credentials.js";
import { notInRegister } from "./errors.js";
import { toStamp } from "./romanian-time.js";
import { type Taxpayer, TaxpayerAnswer } from "./wire.js";

/** RO:CIF is the fiscal code, 9947 the same as a VAT number in Peppol. */
const schemes: readonly string[] = ["RO:CIF", "9947"];

const unreachable: ParticipantFinding = { reachable: false, network: "ro-efactura", country: "RO", documents: [] };

/**
 * In the public register of taxpayers, which asks nobody to sign in. Whoever is in it and was not struck off is handed
 * what is invoiced to its fiscal code; who opted for the register of RO e-Factura beside that, the label tells.
 */
export async function lookUp(
  { scheme, value }: ParticipantId,
  call: Call<Credentials>,
): Promise<ParticipantFinding | undefined> {
  const cif = /^(?:RO)?([1-9]\d{1,9})$/i.exec(value)?.[1];
  if (!schemes.includes(scheme) || cif === undefined) return undefined;
  const taxpayer = await findTaxpayer(cif, call);
  if (!taxpayer) return unreachable;
  const { denumire, statusRO_e_Factura: hasOpted } = taxpayer.date_generale;
  const named = denumire ? { name: denumire } : {};
  if (isStruckOff(taxpayer)) return { ...unreachable, ...named };
  const label = hasOpted ? "CIUS-RO document, in the register of RO e-Factura" : "CIUS-RO document";
  const documents = documentTypes.map((documentType) => ({ documentType, label, supportsResponses: true }));
  return { ...unreachable, reachable: true, ...named, documents };
}

/** A hundred could be asked for at once; one is, for the answer is kept. */
async function findTaxpayer(cif: string, call: Call<Credentials>): Promise<Taxpayer | undefined> {
  try {
    const { found } = await ask(
      {
        operation: "lookUp",
        method: "POST",
        path: call.credentials.registerUrl,
        body: { json: [{ cui: Number(cif), data: toDay(new Date()) }] },
        read: readJson(TaxpayerAnswer),
        effect: "read",
      },
      call,
    );
    return found.find(({ date_generale: { cui } }) => cui === cif);
  } catch (error) {
    // It is said with 404 where none of those who were asked for is there.
    if (error instanceof ProviderFailure && error.problem.nativeCode === notInRegister) return undefined;
    throw error;
  }
}

const isStruckOff = ({ date_generale: { stare_inregistrare: state }, stare_inactiv: inactive }: Taxpayer): boolean =>
  /^RADIERE/i.test(state) || Boolean(inactive?.dataRadiere);

/** The register is asked as of a day, which is over in Romania before it is elsewhere. */
const toDay = (moment: Date): string => toStamp(moment).replace(/^(\d{4})(\d{2})(\d{2}).*$/, "$1-$2-$3");

const documentTypes: readonly string[] = [
  "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
  "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
];
