/** Who may sign in: a KSeF token is good for one context. */
export interface Taxpayer {
  readonly nip: string;
  readonly name: string;
  readonly token: string;
  /** Attachments have to be announced to the tax office first. */
  readonly maySendAttachments: boolean;
}

export const seller: Taxpayer = {
  nip: "5265877635",
  name: "Stolarnia Wisła sp. z o.o.",
  token: "20260201-EC-SIMULATOR-SELLER|nip-5265877635|5f3c",
  maySendAttachments: true,
};

export const buyer: Taxpayer = {
  nip: "7811767696",
  name: "Biuro Odra S.A.",
  token: "20260201-EC-SIMULATOR-BUYER|nip-7811767696|9b1e",
  maySendAttachments: false,
};

export const taxpayers: readonly Taxpayer[] = [seller, buyer];

/** Not registered: nobody signs in with it. */
export const unknownNip = "1234563218";
