/** What Italy asks for beyond the model; where it comes from is up to the caller. */
export interface FatturaPaDetails {
  readonly document: DocumentDetails;
  readonly seller: PartyDetails;
  readonly buyer: PartyDetails;
  readonly payment: PaymentDetails;
  /** Natura by the index of the VAT breakdown entry (BG-23). */
  readonly natures: readonly (string | undefined)[];
}

export interface DocumentDetails {
  /** TipoDocumento, where BT-3 does not tell it. */
  readonly documentType?: string | undefined;
  /** CausalePagamento of what is withheld. */
  readonly withholdingReason?: string | undefined;
}

export interface PartyDetails {
  /** RegimeFiscale of the seller. */
  readonly taxRegime?: string | undefined;
  readonly fiscalCode?: string | undefined;
  /** Of a natural person, instead of one name. */
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly eori?: string | undefined;
  readonly shareCapital?: string | undefined;
  readonly hasSoleShareholder?: boolean | undefined;
  readonly isInLiquidation?: boolean | undefined;
  /** CodiceDestinatario of the buyer, before BT-49. */
  readonly recipientCode?: string | undefined;
  /** PEC of the buyer, before BT-49. */
  readonly certifiedEmail?: string | undefined;
}

export interface PaymentDetails {
  /** ModalitaPagamento, where BT-81 does not tell it. */
  readonly method?: string | undefined;
}

/** Who hands the file over, and under which number of his: IdTrasmittente and ProgressivoInvio. */
export interface Transmission {
  readonly number: string;
}
