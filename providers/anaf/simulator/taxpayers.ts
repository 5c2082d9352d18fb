/** Companies the stand-in knows, all invented; the numbers pass the check of Romanian fiscal codes. */
export const supplier = { cif: "8000000000", name: "Atelierul de Mobila SRL" };
export const buyer = { cif: "80000017", name: "Tipografia Dambovita SA" };
export const otherSeller = { cif: "80000025", name: "Papetaria Centrala SRL" };
/** Struck off: it is in the register, and nobody is there any more. */
export const struckOff = { cif: "80000041", name: "Fabrica Inchisa SRL" };
/** Its check digit is right, and nobody has it. */
export const unknownCif = "80000033";

export const isKnown = (cif: string): boolean => [supplier, buyer, otherSeller].some((each) => each.cif === cif);

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whom the person who signed in may act for. */
  readonly rights: readonly string[];
}

export const supplierClient: Client = {
  clientId: "f1d2c3b4a5968778695a4b3c2d1e0f00",
  clientSecret: "2b7e151628aed2a6abf7158809cf4f3c",
  rights: [supplier.cif],
};

/** The buyer's own software. */
export const buyerClient: Client = {
  clientId: "00f1e2d3c4b5a6978869788796a5b4c3",
  clientSecret: "603deb1015ca71be2b73aef0857d7781",
  rights: [buyer.cif],
};

export const clients: readonly Client[] = [supplierClient, buyerClient];
