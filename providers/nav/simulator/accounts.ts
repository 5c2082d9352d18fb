import { createHash } from "node:crypto";
import type { Credentials } from "../credentials.js";

/** A technical user of a taxpayer. */
export interface TechnicalUser {
  readonly login: string;
  readonly passwordHash: string;
  readonly taxNumber: string;
  readonly signingKey: string;
  readonly exchangeKey: string;
}

interface Taxpayer {
  readonly taxpayerId: string;
  readonly vatCode: string;
  readonly countyCode: string;
  readonly name: string;
  readonly city: string;
  readonly postalCode: string;
  readonly street: string;
}

export const sellerCredentials: Credentials = {
  login: "feherbutor0017",
  password: "correct horse battery",
  taxNumber: "12345676",
  signingKey: "ce-8f5e-215119fa7dd621DLMRHRLH2S",
  exchangeKey: "4356WEX7YTHU2LK9",
  software: {
    id: "HU12345676-GATE-01",
    name: "E-invoicing gateway",
    operation: "ONLINE_SERVICE",
    mainVersion: "1.0",
    developerName: "Fehér Bútorgyártó Kft.",
    developerContact: "it@feherbutor.example",
    developerCountryCode: "HU",
    developerTaxNumber: "12345676",
  },
};

/** The same with keys of another taxpayer, the known buyer. */
export const buyerCredentials: Credentials = {
  ...sellerCredentials,
  login: "eszakinyomda2",
  password: "staple",
  taxNumber: "99887764",
  signingKey: "ac-ac3a-7f661bff7d342N43CYX4U9FG",
  exchangeKey: "8812KQ34NNUZ77AB",
};

const users: readonly TechnicalUser[] = [sellerCredentials, buyerCredentials].map(({ password, ...user }) => ({
  ...user,
  passwordHash: createHash("sha512").update(password).digest("hex").toUpperCase(),
}));

export const findUser = (login: string): TechnicalUser | undefined => users.find((user) => user.login === login);

const taxpayers: readonly Taxpayer[] = [
  {
    taxpayerId: "12345676",
    vatCode: "2",
    countyCode: "41",
    name: "FEHÉR BÚTORGYÁRTÓ KFT.",
    city: "BUDAPEST",
    postalCode: "1024",
    street: "HÁRMAS",
  },
  {
    taxpayerId: "99887764",
    vatCode: "2",
    countyCode: "02",
    name: "ÉSZAKI NYOMDA ZRT.",
    city: "PÉCS",
    postalCode: "7600",
    street: "ÉSZAKI",
  },
  {
    taxpayerId: "10773381",
    vatCode: "4",
    countyCode: "44",
    name: "PÉLDA TELEKOM NYRT.",
    city: "BUDAPEST",
    postalCode: "1097",
    street: "KÖNYVES",
  },
];

export const findTaxpayer = (taxpayerId: string): Taxpayer | undefined =>
  taxpayers.find((taxpayer) => taxpayer.taxpayerId === taxpayerId);
