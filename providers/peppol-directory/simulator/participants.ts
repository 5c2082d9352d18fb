import {
  accessPoint,
  formerAccessPoint,
  formerPublisher,
  impostor,
  publisher,
  type SigningIdentity,
} from "./identities.js";

export interface Registration {
  readonly id: string;
  readonly card?: { readonly name: string; readonly country: string };
  readonly documentTypes: readonly string[];
  readonly signer: SigningIdentity;
  readonly certificate: string;
  readonly activation?: string;
  readonly expiration?: string;
  readonly transportProfile?: string;
  /** What becomes of the answers after they were signed. */
  readonly trick?: "altered" | "of somebody else" | "redirected" | "not published" | "nameless";
  readonly isExclusive?: boolean;
}

const ubl = "busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd";
const billing = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const invoice = `${ubl}:Invoice-2::Invoice##${billing}::2.1`;
const creditNote = `${ubl}:CreditNote-2::CreditNote##${billing}::2.1`;
const response = `${ubl}:ApplicationResponse-2::ApplicationResponse##urn:fdc:peppol.eu:poacc:trns:invoice_response:3::2.1`;

const usual = { documentTypes: [invoice, creditNote], signer: publisher, certificate: accessPoint } as const;

/** Who is registered; each one that is not as it should be is so in one way. */
export const registrations = {
  known: {
    ...usual,
    id: "0208:0887290276",
    card: { name: "Atelier Lumière SRL", country: "BE" },
    documentTypes: [invoice, creditNote, response],
    activation: "2025-01-01T00:00:00Z",
    expiration: "2099-01-01T00:00:00Z",
  },
  seller: { ...usual, id: "0208:0777777771", card: { name: "Koffiebranderij De Molen BV", country: "BE" } },
  withoutCard: { ...usual, id: "0208:0100000048", isExclusive: true },
  redirected: { ...usual, id: "0208:0100000147", trick: "redirected" },
  withoutDocuments: { ...usual, id: "0208:0100000246", documentTypes: [] },
  notPublished: { ...usual, id: "0208:0100000345", trick: "not published" },
  expired: { ...usual, id: "0208:0100000444", expiration: "2024-01-01T00:00:00Z" },
  notYet: { ...usual, id: "0208:0100000543", activation: "2098-01-01T00:00:00Z" },
  otherTransport: { ...usual, id: "0208:0100000642", transportProfile: "busdox-transport-as2-ver1p0" },
  formerAccessPoint: { ...usual, id: "0208:0100000741", certificate: formerAccessPoint },
  altered: { ...usual, id: "0208:0100000840", trick: "altered" },
  impostor: { ...usual, id: "0208:0100000939", signer: impostor },
  formerPublisher: { ...usual, id: "0208:0100001038", signer: formerPublisher },
  ofSomebodyElse: { ...usual, id: "0208:0100001137", trick: "of somebody else" },
  nameless: { ...usual, id: "0208:0100001236", trick: "nameless" },
} as const satisfies Readonly<Record<string, Registration>>;

export const unknown = "0208:0999999922";

export const all: readonly Registration[] = Object.values(registrations);
