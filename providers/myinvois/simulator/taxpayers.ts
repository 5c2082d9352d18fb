/** The register the simulator knows: everybody else has no TIN. */
export interface Taxpayer {
  readonly tin: string;
  readonly name: string;
  /** "BRN", "NRIC", "PASSPORT" or "ARMY" with its number. */
  readonly registration: { readonly type: string; readonly value: string };
}

export const supplier: Taxpayer = {
  tin: "C20880050010",
  name: "Bintang Maju Sdn. Bhd.",
  registration: { type: "BRN", value: "202001234567" },
};

export const buyer: Taxpayer = {
  tin: "C11361879050",
  name: "Teluk Cahaya Trading Sdn. Bhd.",
  registration: { type: "BRN", value: "201901234567" },
};

/** TINs for those who have none of their own: the public, foreign buyers and suppliers, the government. */
const generalTins = ["EI00000000010", "EI00000000020", "EI00000000030", "EI00000000040"];

const taxpayers: readonly Taxpayer[] = [supplier, buyer];

export const findTaxpayer = (tin: string): Taxpayer | undefined => taxpayers.find((each) => each.tin === tin);

export const isKnownTin = (tin: string): boolean => findTaxpayer(tin) !== undefined || generalTins.includes(tin);

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tin: string;
  /** TINs an intermediary may act for. */
  readonly represents: readonly string[];
}

export const supplierClient: Client = {
  clientId: "7f8e5b1e-supplier",
  clientSecret: "supplier-secret",
  tin: supplier.tin,
  represents: [],
};

export const buyerClient: Client = {
  clientId: "31c6a9d0-buyer",
  clientSecret: "buyer-secret",
  tin: buyer.tin,
  represents: [],
};

export const intermediaryClient: Client = {
  clientId: "90d2c4aa-intermediary",
  clientSecret: "intermediary-secret",
  tin: "C30770012345",
  represents: [supplier.tin],
};

const clients = [supplierClient, buyerClient, intermediaryClient];

export const findClient = (clientId: string, clientSecret: string): Client | undefined =>
  clients.find((each) => each.clientId === clientId && each.clientSecret === clientSecret);
