import type { Call } from "../../src/provider-kit/call.js";
import type { ParticipantId } from "../../src/domain/participant.js";
import type { ParticipantFinding } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { parseTaxNumber } from "./osa/tax-numbers.js";
import { ask } from "./request.js";
import { TaxpayerAnswer } from "./wire.js";
import { leaf } from "./xml.js";

/** Whether a Hungarian tax number is valid. Nothing is delivered through NAV: it tells who exists. */
export async function findTaxpayer(
  { scheme, value }: ParticipantId,
  call: Call<Credentials>,
): Promise<ParticipantFinding | undefined> {
  const number = scheme === "HU:TAX" || scheme === "9910" ? parseTaxNumber(value) : undefined;
  if (!number) return undefined;
  const { taxpayerValidity = false, taxpayerData } = await ask(call, {
    operation: "lookUp",
    name: "queryTaxpayer",
    content: leaf("taxNumber", number.taxpayerId),
    expect: TaxpayerAnswer,
  });
  return {
    reachable: taxpayerValidity,
    network: "nav",
    ...(taxpayerData && { name: taxpayerData.taxpayerName }),
    country: "HU",
    documents: taxpayerValidity ? [reportCapability] : [],
  };
}

const reportCapability = {
  documentType: "http://schemas.nav.gov.hu/OSA/3.0/data",
  label: "Invoice report of NAV Online Számla 3.0",
  supportsResponses: false,
};
