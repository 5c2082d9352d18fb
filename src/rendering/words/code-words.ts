import type { Language } from "./language.js";
import { wordIn } from "./language.js";
import { ownWords } from "./own-words.js";

type CodeTable = Readonly<Record<string, string>>;

const creditTransfer =
  "Credit transfer | Überweisung | Virement | Overschrijving | Bonifico | Transferencia | Przelew | تحويل مصرفي";
const directDebit =
  "Direct debit | Lastschrift | Prélèvement | Automatische incasso | Addebito diretto | Adeudo directo | Polecenie zapłaty | خصم مباشر";
const piece = "piece | Stück | pièce | stuk | pezzo | pieza | szt. | قطعة";

/** Plain words for the codes met most, as `en | de | fr | nl | it | es | pl | ar`; other codes are shown as they are. */
const codeWords = {
  /** BT-3, UNTDID 1001. */
  invoiceType: {
    "326":
      "Partial invoice | Teilrechnung | Facture partielle | Deelfactuur | Fattura parziale | Factura parcial | Faktura częściowa | فاتورة جزئية",
    "380":
      "Commercial invoice | Handelsrechnung | Facture commerciale | Handelsfactuur | Fattura commerciale | Factura comercial | Faktura handlowa | فاتورة تجارية",
    "381":
      "Credit note | Gutschrift | Avoir | Creditnota | Nota di credito | Nota de crédito | Nota kredytowa | إشعار دائن",
    "383":
      "Debit note | Belastungsanzeige | Note de débit | Debetnota | Nota di debito | Nota de débito | Nota debetowa | إشعار مدين",
    "384":
      "Corrected invoice | Korrigierte Rechnung | Facture rectificative | Gecorrigeerde factuur | Fattura rettificativa | Factura rectificativa | Faktura korygująca | فاتورة مصححة",
    "386":
      "Prepayment invoice | Vorauszahlungsrechnung | Facture d'acompte | Voorschotfactuur | Fattura di acconto | Factura de anticipo | Faktura zaliczkowa | فاتورة دفع مسبق",
    "389":
      "Self-billed invoice | Selbstfakturierte Rechnung | Facture autofacturée | Self-billingfactuur | Autofattura | Autofactura | Samofakturowanie | فاتورة ذاتية",
  },
  /** BT-95, BT-102, BT-118, BT-151, UNTDID 5305. */
  vatCategory: {
    S: "Standard rate | Regelsatz | Taux normal | Standaardtarief | Aliquota ordinaria | Tipo general | Stawka podstawowa | النسبة الأساسية",
    Z: "Zero rated | Nullsatz | Taux zéro | Nultarief | Aliquota zero | Tipo cero | Stawka 0 | نسبة الصفر",
    E: "Exempt | Steuerbefreit | Exonéré | Vrijgesteld | Esente | Exento | Zwolnione | معفى",
    AE: "Reverse charge | Umkehrung der Steuerschuld | Autoliquidation | Verlegging van heffing | Inversione contabile | Inversión del sujeto pasivo | Odwrotne obciążenie | احتساب عكسي",
    K: "Intra-community supply | Innergemeinschaftliche Lieferung | Livraison intracommunautaire | Intracommunautaire levering | Cessione intracomunitaria | Entrega intracomunitaria | Dostawa wewnątrzwspólnotowa | توريد داخل الاتحاد الأوروبي",
    G: "Export | Ausfuhr | Exportation | Uitvoer | Esportazione | Exportación | Eksport | تصدير",
    O: "Outside scope of VAT | Nicht steuerbar | Hors champ de la TVA | Buiten de btw | Fuori campo IVA | No sujeto a IVA | Poza zakresem VAT | خارج نطاق الضريبة",
    L: "Canary Islands tax | Steuer der Kanaren | Taxe des Canaries | Belasting Canarische Eilanden | Imposta delle Canarie | IGIC | Podatek kanaryjski | ضريبة جزر الكناري",
    M: "Ceuta and Melilla tax | Steuer von Ceuta und Melilla | Taxe de Ceuta et Melilla | Belasting Ceuta en Melilla | Imposta di Ceuta e Melilla | IPSI | Podatek Ceuty i Melilli | ضريبة سبتة ومليلية",
    B: "Split payment | Getrennte Zahlung | Paiement scindé | Gesplitste betaling | Scissione dei pagamenti | Pago desdoblado | Podzielona płatność | الدفع المجزأ",
  },
  /** BT-81, UNTDID 4461. */
  paymentMeans: {
    "1": "Not defined | Nicht festgelegt | Non défini | Niet bepaald | Non definito | No definido | Nieokreślony | غير محدد",
    "10": "Cash | Barzahlung | Espèces | Contant | Contanti | Efectivo | Gotówka | نقدا",
    "20": "Cheque | Scheck | Chèque | Cheque | Assegno | Cheque | Czek | شيك",
    "30": creditTransfer,
    "42": "Payment to bank account | Zahlung auf Bankkonto | Paiement sur compte bancaire | Betaling op bankrekening | Pagamento su conto bancario | Pago a cuenta bancaria | Wpłata na rachunek bankowy | دفع إلى حساب مصرفي",
    "48": "Bank card | Bankkarte | Carte bancaire | Bankkaart | Carta bancaria | Tarjeta bancaria | Karta płatnicza | بطاقة مصرفية",
    "49": directDebit,
    "54": "Credit card | Kreditkarte | Carte de crédit | Kredietkaart | Carta di credito | Tarjeta de crédito | Karta kredytowa | بطاقة ائتمان",
    "55": "Debit card | Debitkarte | Carte de débit | Debetkaart | Carta di debito | Tarjeta de débito | Karta debetowa | بطاقة خصم",
    "57": "Standing agreement | Dauerauftrag | Accord permanent | Doorlopende afspraak | Accordo permanente | Acuerdo permanente | Stała umowa | اتفاق دائم",
    "58": "SEPA credit transfer | SEPA-Überweisung | Virement SEPA | SEPA-overschrijving | Bonifico SEPA | Transferencia SEPA | Przelew SEPA | تحويل SEPA",
    "59": "SEPA direct debit | SEPA-Lastschrift | Prélèvement SEPA | SEPA-incasso | Addebito SEPA | Adeudo SEPA | Polecenie zapłaty SEPA | خصم مباشر SEPA",
    "97": "Clearing between partners | Verrechnung | Compensation | Verrekening | Compensazione | Compensación | Kompensata | مقاصة بين الشركاء",
  },
  /** BT-8, UNTDID 2005. */
  taxPoint: {
    "3": "Invoice date | Rechnungsdatum | Date de facture | Factuurdatum | Data della fattura | Fecha de factura | Data faktury | تاريخ الفاتورة",
    "35": "Delivery date | Lieferdatum | Date de livraison | Leveringsdatum | Data di consegna | Fecha de entrega | Data dostawy | تاريخ التسليم",
    "432":
      "Payment date | Zahlungsdatum | Date de paiement | Betaaldatum | Data di pagamento | Fecha de pago | Data płatności | تاريخ الدفع",
  },
  /** BT-130, BT-150, UN/ECE Recommendation 20. */
  unit: {
    C62: piece,
    EA: piece,
    H87: piece,
    HUR: "hour | Stunde | heure | uur | ora | hora | godz. | ساعة",
    MIN: "minute | Minute | minute | minuut | minuto | minuto | min | دقيقة",
    DAY: "day | Tag | jour | dag | giorno | día | dzień | يوم",
    MON: "month | Monat | mois | maand | mese | mes | miesiąc | شهر",
    ANN: "year | Jahr | an | jaar | anno | año | rok | سنة",
    GRM: "g | g | g | g | g | g | g | غرام",
    KGM: "kg | kg | kg | kg | kg | kg | kg | كغ",
    TNE: "tonne | Tonne | tonne | ton | tonnellata | tonelada | tona | طن",
    MTR: "m | m | m | m | m | m | m | متر",
    KMT: "km | km | km | km | km | km | km | كم",
    MTK: "m² | m² | m² | m² | m² | m² | m² | م²",
    MTQ: "m³ | m³ | m³ | m³ | m³ | m³ | m³ | م³",
    LTR: "litre | Liter | litre | liter | litro | litro | litr | لتر",
    KWH: "kWh | kWh | kWh | kWh | kWh | kWh | kWh | كيلوواط ساعة",
    LS: "lump sum | pauschal | forfait | forfait | forfait | suma global | ryczałt | مبلغ إجمالي",
    SET: "set | Satz | jeu | set | set | juego | zestaw | طقم",
    XPK: "package | Paket | colis | pak | collo | paquete | paczka | طرد",
  },
  ...ownWords,
} as const satisfies Record<string, CodeTable>;

export type WordedList = keyof typeof codeWords;

/** The plain word for a code, absent when the list has none. */
export const wordForCode = (language: Language, list: WordedList, code: string): string | undefined => {
  const table: CodeTable = codeWords[list];
  const row = Object.hasOwn(table, code) ? table[code] : undefined;
  return row === undefined ? undefined : wordIn(row, language);
};

const regionNames = new Map<Language, Intl.DisplayNames>();

/** The country's name, absent for a code that stands for no country. */
export const countryName = (language: Language, code: string): string | undefined => {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const names = regionNames.get(language) ?? new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  regionNames.set(language, names);
  return names.of(code);
};

/** Every row of every table, for the promise that every language has every word. */
export const codeWordRows: readonly string[] = Object.values(codeWords).flatMap((table: CodeTable) =>
  Object.values(table),
);
