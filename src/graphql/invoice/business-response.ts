import type { BusinessResponseKind } from "../../domain/business-response.js";
import { publishEnum } from "../published-enum.js";

export const businessResponses = publishEnum<BusinessResponseKind>(
  "BusinessResponse",
  "What a buyer says about an invoice. In brackets the codes of the Peppol Invoice Response.",
  {
    ACKNOWLEDGE: "It has arrived and can be read (AB).",
    IN_PROCESS: "It is being worked on (IP).",
    UNDER_QUERY: "The seller has to answer a question first (UQ).",
    CONDITIONALLY_ACCEPT: "Accepted under the conditions that the reasons state (CA).",
    ACCEPT: "Accepted; what follows is the payment (AP).",
    DISPUTE: "The buyer does not agree, and it is not refused yet (UQ, for Peppol has no word of its own).",
    REJECT: "Refused for good (RE).",
    PAID: "Paid, or a part of it (PD).",
  },
);
