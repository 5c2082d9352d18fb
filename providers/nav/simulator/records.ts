/** What the stand-in finds wrong with a report. */
export interface Message {
  readonly severity: "ERROR" | "WARN" | "INFO";
  readonly code: string;
  readonly message: string;
  readonly tag?: string;
  readonly line?: string;
}

export interface Item {
  readonly index: number;
  /** CREATE, MODIFY, STORNO, or ANNUL. */
  readonly operation: string;
  readonly base64: string;
  readonly status: "RECEIVED" | "PROCESSING" | "SAVED" | "DONE" | "ABORTED";
  readonly technical: readonly Message[];
  readonly business: readonly Message[];
}

export interface StoredTransaction {
  readonly id: string;
  readonly taxNumber: string;
  readonly login: string;
  readonly receivedAt: string;
  readonly isAnnulment: boolean;
  readonly isCompressed: boolean;
  readonly items: readonly Item[];
  readonly annulment?: { readonly status: string; readonly decidedAt?: string; readonly decidedBy?: string };
}

/** An invoice that is reported: one that was annulled is not in the archive any more. */
export interface StoredInvoice {
  readonly number: string;
  readonly supplier: string;
  readonly supplierName: string;
  readonly customer?: string;
  readonly customerName?: string;
  readonly operation: string;
  readonly category: string;
  readonly issueDate: string;
  readonly original?: string;
  readonly modificationIndex?: string;
  /** Numbers of its lines in the chain of the original. */
  readonly lineNumbers: readonly string[];
  readonly transaction: string;
  readonly index: number;
  readonly savedAt: string;
  readonly base64: string;
  readonly isCompressed: boolean;
}
