import { additionLabels } from "./addition-labels.js";
import type { Language } from "./language.js";
import { wordIn } from "./language.js";

/** Every label as `en | de | fr | nl | it | es | pl | ar`. */
const labels = {
  invoice: "Invoice | Rechnung | Facture | Factuur | Fattura | Factura | Faktura | فاتورة",
  creditNote:
    "Credit note | Gutschrift | Avoir | Creditnota | Nota di credito | Nota de crédito | Faktura korygująca | إشعار دائن",
  notOriginal:
    "Not the legal original | Nicht das rechtliche Original | Sans valeur d'original légal | Niet het wettelijke origineel | Non è l'originale legale | No es el original legal | To nie jest oryginał dokumentu | ليست النسخة القانونية الأصلية",
  notOriginalReason:
    "This is a readable view of an electronic invoice; only the electronic document counts. | Dies ist eine lesbare Ansicht einer elektronischen Rechnung; maßgeblich ist allein das elektronische Dokument. | Ceci est une vue lisible d'une facture électronique ; seul le document électronique fait foi. | Dit is een leesbare weergave van een elektronische factuur; alleen het elektronische document telt. | Questa è una vista leggibile di una fattura elettronica; fa fede solo il documento elettronico. | Esta es una vista legible de una factura electrónica; solo el documento electrónico es válido. | To czytelny widok faktury elektronicznej; wiążący jest tylko dokument elektroniczny. | هذا عرض مقروء لفاتورة إلكترونية، والمستند الإلكتروني وحده هو المعتمد.",
  unprintable:
    "Characters shown as □ are missing from the typeface of this file. | Als □ gezeigte Zeichen fehlen in der Schrift dieser Datei. | Les caractères affichés □ manquent dans la police de ce fichier. | Tekens die als □ verschijnen, ontbreken in het lettertype van dit bestand. | I caratteri mostrati come □ mancano nel font di questo file. | Los caracteres mostrados como □ faltan en la fuente de este archivo. | Znaków pokazanych jako □ brakuje w kroju pisma tego pliku. | الأحرف المعروضة على شكل □ غير موجودة في خط هذا الملف.",
  verification: "Verification | Prüfung | Vérification | Verificatie | Verifica | Verificación | Weryfikacja | التحقق",
  verificationReason:
    "Scan the code to see what the authority says about this document. | Der Code führt zu dem, was die Behörde über dieses Dokument sagt. | Scannez le code pour voir ce que l'administration dit de ce document. | Scan de code om te zien wat de overheid over dit document zegt. | Scansionate il codice per vedere cosa dice l'autorità di questo documento. | Escanee el código para ver qué dice la administración de este documento. | Zeskanuj kod, aby zobaczyć, co urząd mówi o tym dokumencie. | امسح الرمز لمعرفة ما تقوله السلطة المختصة عن هذا المستند.",
  source: "Source | Quelle | Source | Bron | Fonte | Origen | Źródło | المصدر",
  number: "Number | Nummer | Numéro | Nummer | Numero | Número | Numer | الرقم",
  issueDate:
    "Issue date | Ausstellungsdatum | Date d'émission | Factuurdatum | Data di emissione | Fecha de emisión | Data wystawienia | تاريخ الإصدار",
  issueTime:
    "Issue time | Ausstellungszeit | Heure d'émission | Tijdstip | Ora di emissione | Hora de emisión | Godzina wystawienia | وقت الإصدار",
  dueDate:
    "Due date | Fällig am | Échéance | Vervaldatum | Scadenza | Vencimiento | Termin płatności | تاريخ الاستحقاق",
  documentType:
    "Document type | Belegart | Type de document | Documentsoort | Tipo di documento | Tipo de documento | Rodzaj dokumentu | نوع المستند",
  currency: "Currency | Währung | Devise | Valuta | Valuta | Moneda | Waluta | العملة",
  accountingCurrency:
    "VAT accounting currency | Währung der Umsatzsteuer | Devise de comptabilisation de la TVA | Valuta voor de btw | Valuta contabile IVA | Moneda contable del IVA | Waluta rozliczenia VAT | عملة محاسبة الضريبة",
  taxPointDate:
    "Tax point date | Steuerzeitpunkt | Date d'exigibilité de la TVA | Btw-datum | Data di esigibilità IVA | Fecha de devengo del IVA | Data obowiązku podatkowego | تاريخ استحقاق الضريبة",
  taxPointCode:
    "Tax point | Steuerzeitpunkt (Code) | Exigibilité de la TVA | Btw-moment | Esigibilità IVA | Devengo del IVA | Moment podatkowy | نقطة استحقاق الضريبة",
  buyerReference:
    "Buyer reference | Käuferreferenz | Référence de l'acheteur | Referentie koper | Riferimento acquirente | Referencia del comprador | Referencja nabywcy | مرجع المشتري",
  project: "Project | Projekt | Projet | Project | Progetto | Proyecto | Projekt | المشروع",
  contract: "Contract | Vertrag | Contrat | Contract | Contratto | Contrato | Umowa | العقد",
  order:
    "Purchase order | Bestellung | Bon de commande | Inkooporder | Ordine d'acquisto | Pedido | Zamówienie | أمر الشراء",
  salesOrder:
    "Sales order | Auftrag | Commande du vendeur | Verkooporder | Ordine di vendita | Orden de venta | Zlecenie sprzedaży | أمر البيع",
  receivingAdvice:
    "Receiving advice | Wareneingangsmeldung | Avis de réception | Ontvangstbericht | Avviso di ricezione | Aviso de recepción | Potwierdzenie odbioru | إشعار الاستلام",
  despatchAdvice:
    "Despatch advice | Lieferavis | Avis d'expédition | Verzendbericht | Avviso di spedizione | Aviso de expedición | Awizo wysyłki | إشعار الشحن",
  tenderOrLot:
    "Tender or lot | Ausschreibung oder Los | Marché ou lot | Aanbesteding of perceel | Gara o lotto | Licitación o lote | Przetarg lub część | المناقصة أو الحصة",
  object:
    "Invoiced object | Abgerechnetes Objekt | Objet facturé | Gefactureerd object | Oggetto fatturato | Objeto facturado | Przedmiot faktury | الشيء المفوتر",
  accounting:
    "Buyer accounting | Kontierung des Käufers | Imputation comptable | Boekhoudreferentie koper | Riferimento contabile | Referencia contable | Dekretacja nabywcy | المرجع المحاسبي للمشتري",
  forLines: "lines | Positionen | lignes | regels | righe | líneas | pozycje | البنود",
  precedingInvoice:
    "Preceding invoice | Vorausgehende Rechnung | Facture antérieure | Voorgaande factuur | Fattura precedente | Factura anterior | Poprzednia faktura | الفاتورة السابقة",
  invoicingPeriod:
    "Invoicing period | Abrechnungszeitraum | Période de facturation | Factuurperiode | Periodo di fatturazione | Período de facturación | Okres rozliczeniowy | فترة الفوترة",
  details: "References | Referenzen | Références | Referenties | Riferimenti | Referencias | Odniesienia | المراجع",
  notes: "Notes | Hinweise | Remarques | Opmerkingen | Note | Notas | Uwagi | ملاحظات",
  technical:
    "Electronic document | Elektronisches Dokument | Document électronique | Elektronisch document | Documento elettronico | Documento electrónico | Dokument elektroniczny | المستند الإلكتروني",
  businessProcess:
    "Business process | Geschäftsprozess | Processus métier | Bedrijfsproces | Processo aziendale | Proceso de negocio | Proces biznesowy | إجراء الأعمال",
  specification:
    "Specification | Spezifikation | Spécification | Specificatie | Specifica | Especificación | Specyfikacja | المواصفة",
  seller: "Seller | Verkäufer | Vendeur | Verkoper | Venditore | Vendedor | Sprzedawca | البائع",
  buyer: "Buyer | Käufer | Acheteur | Koper | Acquirente | Comprador | Nabywca | المشتري",
  payee:
    "Payee | Zahlungsempfänger | Bénéficiaire | Begunstigde | Beneficiario | Beneficiario | Odbiorca płatności | المستفيد",
  taxRepresentative:
    "Tax representative | Steuervertreter | Représentant fiscal | Fiscaal vertegenwoordiger | Rappresentante fiscale | Representante fiscal | Przedstawiciel podatkowy | الممثل الضريبي",
  delivery: "Delivery | Lieferung | Livraison | Levering | Consegna | Entrega | Dostawa | التسليم",
  deliveryDate:
    "Delivered on | Geliefert am | Livré le | Geleverd op | Consegnato il | Entregado el | Data dostawy | تاريخ التسليم",
  location: "Location | Ort | Lieu | Locatie | Luogo | Ubicación | Miejsce | الموقع",
  tradingName:
    "Trading as | Firmierend als | Nom commercial | Handelsnaam | Nome commerciale | Nombre comercial | Nazwa handlowa | الاسم التجاري",
  identifier:
    "Identifier | Kennung | Identifiant | Identificatie | Identificativo | Identificador | Identyfikator | المعرف",
  legalRegistration:
    "Registration | Registernummer | Immatriculation | Registratie | Registrazione | Registro legal | Rejestracja | رقم التسجيل",
  vatIdentifier: "VAT number | USt-IdNr. | N° TVA | Btw-nummer | Partita IVA | N.º IVA | Numer VAT | الرقم الضريبي",
  taxRegistration:
    "Tax number | Steuernummer | N° fiscal | Fiscaal nummer | Codice fiscale | N.º fiscal | Numer podatkowy | رقم التسجيل الضريبي",
  legalInformation:
    "Legal information | Rechtliche Angaben | Mentions légales | Juridische gegevens | Informazioni legali | Información legal | Informacje prawne | معلومات قانونية",
  electronicAddress:
    "Electronic address | Elektronische Adresse | Adresse électronique | Elektronisch adres | Indirizzo elettronico | Dirección electrónica | Adres elektroniczny | العنوان الإلكتروني",
  contact: "Contact | Kontakt | Contact | Contact | Contatto | Contacto | Kontakt | جهة الاتصال",
  telephone: "Telephone | Telefon | Téléphone | Telefoon | Telefono | Teléfono | Telefon | الهاتف",
  email: "E-mail | E-Mail | E-mail | E-mail | E-mail | Correo electrónico | E-mail | البريد الإلكتروني",
  payment: "Payment | Zahlung | Paiement | Betaling | Pagamento | Pago | Płatność | الدفع",
  paymentTerms:
    "Payment terms | Zahlungsbedingungen | Conditions de paiement | Betalingsvoorwaarden | Condizioni di pagamento | Condiciones de pago | Warunki płatności | شروط الدفع",
  paymentMeans:
    "Means of payment | Zahlungsart | Moyen de paiement | Betaalwijze | Modalità di pagamento | Medio de pago | Sposób zapłaty | وسيلة الدفع",
  remittance:
    "Payment reference | Verwendungszweck | Référence de paiement | Betalingskenmerk | Causale del versamento | Concepto de pago | Tytuł płatności | مرجع الدفع",
  account: "Account | Konto | Compte | Rekening | Conto | Cuenta | Rachunek | الحساب",
  card: "Card | Karte | Carte | Kaart | Carta | Tarjeta | Karta | البطاقة",
  mandate: "Mandate | Mandat | Mandat | Machtiging | Mandato | Mandato | Zgoda na polecenie zapłaty | التفويض",
  creditor:
    "Creditor identifier | Gläubiger-ID | Identifiant du créancier | Incassant-ID | Identificativo del creditore | Identificador del acreedor | Identyfikator wierzyciela | معرف الدائن",
  debitedAccount:
    "Debited account | Belastetes Konto | Compte débité | Te debiteren rekening | Conto addebitato | Cuenta de cargo | Obciążany rachunek | الحساب المدين",
  allowancesAndCharges:
    "Allowances and charges | Nachlässe und Zuschläge | Remises et frais | Kortingen en toeslagen | Sconti e maggiorazioni | Descuentos y cargos | Rabaty i opłaty | الخصومات والرسوم",
  allowance: "Allowance | Nachlass | Remise | Korting | Sconto | Descuento | Rabat | خصم",
  charge: "Charge | Zuschlag | Frais | Toeslag | Maggiorazione | Cargo | Opłata | رسم",
  reason: "Reason | Grund | Motif | Reden | Motivo | Motivo | Powód | السبب",
  base: "Base | Basis | Base | Grondslag | Base | Base | Podstawa | الأساس",
  amount: "Amount | Betrag | Montant | Bedrag | Importo | Importe | Kwota | المبلغ",
  totals: "Totals | Summen | Totaux | Totalen | Totali | Totales | Podsumowanie | الإجماليات",
  lineTotal:
    "Sum of lines | Summe der Positionen | Total des lignes | Som van de regels | Totale righe | Suma de líneas | Suma pozycji | مجموع البنود",
  allowanceTotal: "Allowances | Nachlässe | Remises | Kortingen | Sconti | Descuentos | Rabaty | الخصومات",
  chargeTotal: "Charges | Zuschläge | Frais | Toeslagen | Maggiorazioni | Cargos | Opłaty | الرسوم",
  taxExclusive:
    "Total without VAT | Summe ohne USt | Total hors TVA | Totaal excl. btw | Totale senza IVA | Total sin IVA | Razem netto | الإجمالي دون الضريبة",
  vatTotal: "VAT | Umsatzsteuer | TVA | Btw | IVA | IVA | VAT | الضريبة",
  taxInclusive:
    "Total with VAT | Summe mit USt | Total TVA comprise | Totaal incl. btw | Totale con IVA | Total con IVA | Razem brutto | الإجمالي مع الضريبة",
  paid: "Paid | Gezahlt | Payé | Betaald | Pagato | Pagado | Zapłacono | المدفوع",
  rounding: "Rounding | Rundung | Arrondi | Afronding | Arrotondamento | Redondeo | Zaokrąglenie | التقريب",
  payable:
    "Amount due | Zahlbetrag | Net à payer | Te betalen | Importo dovuto | Importe a pagar | Do zapłaty | المبلغ المستحق",
  vatBreakdown:
    "VAT breakdown | Umsatzsteuer nach Sätzen | Ventilation de la TVA | Btw-specificatie | Riepilogo IVA | Desglose del IVA | Zestawienie VAT | تفصيل الضريبة",
  category: "Category | Kategorie | Catégorie | Categorie | Categoria | Categoría | Kategoria | الفئة",
  rate: "Rate | Satz | Taux | Tarief | Aliquota | Tipo | Stawka | النسبة",
  taxable:
    "Taxable amount | Bemessungsgrundlage | Base imposable | Maatstaf van heffing | Imponibile | Base imponible | Podstawa opodatkowania | المبلغ الخاضع",
  exemption: "Exemption | Befreiung | Exonération | Vrijstelling | Esenzione | Exención | Zwolnienie | الإعفاء",
  attachments:
    "Supporting documents | Begleitdokumente | Pièces jointes | Bijlagen | Documenti allegati | Documentos adjuntos | Załączniki | المستندات المرفقة",
  reference: "Reference | Referenz | Référence | Referentie | Riferimento | Referencia | Odniesienie | المرجع",
  description: "Description | Beschreibung | Description | Omschrijving | Descrizione | Descripción | Opis | الوصف",
  file: "File | Datei | Fichier | Bestand | File | Archivo | Plik | الملف",
  bytes: "bytes | Byte | octets | bytes | byte | bytes | bajtów | بايت",
  lines: "Lines | Positionen | Lignes | Regels | Righe | Líneas | Pozycje | البنود",
  line: "No. | Pos. | N° | Nr. | N. | N.º | Lp. | رقم",
  item: "Item | Artikel | Article | Artikel | Articolo | Artículo | Towar lub usługa | الصنف",
  quantity: "Quantity | Menge | Quantité | Aantal | Quantità | Cantidad | Ilość | الكمية",
  unitPrice: "Net price | Nettopreis | Prix net | Nettoprijs | Prezzo netto | Precio neto | Cena netto | السعر الصافي",
  netAmount:
    "Net amount | Nettobetrag | Montant net | Nettobedrag | Importo netto | Importe neto | Wartość netto | المبلغ الصافي",
  note: "Note | Hinweis | Remarque | Opmerking | Nota | Nota | Uwaga | ملاحظة",
  orderLine:
    "Order line | Bestellposition | Ligne de commande | Orderregel | Riga d'ordine | Línea de pedido | Pozycja zamówienia | بند أمر الشراء",
  period: "Period | Zeitraum | Période | Periode | Periodo | Período | Okres | الفترة",
  discount:
    "Price discount | Preisnachlass | Remise sur prix | Prijskorting | Sconto sul prezzo | Descuento en precio | Rabat od ceny | خصم السعر",
  grossPrice:
    "Gross price | Bruttopreis | Prix brut | Brutoprijs | Prezzo lordo | Precio bruto | Cena katalogowa | السعر الإجمالي",
  per: "per | je | par | per | per | por | za | لكل",
  sellerItem:
    "Seller's item | Artikelnr. des Verkäufers | Réf. vendeur | Artikelnr. verkoper | Cod. venditore | Ref. vendedor | Nr sprzedawcy | رمز البائع",
  buyerItem:
    "Buyer's item | Artikelnr. des Käufers | Réf. acheteur | Artikelnr. koper | Cod. acquirente | Ref. comprador | Nr nabywcy | رمز المشتري",
  standardItem:
    "Standard item | Standardkennung | Réf. standard | Standaardnr. | Cod. standard | Ref. estándar | Nr standardowy | الرمز القياسي",
  classification:
    "Classification | Klassifizierung | Classification | Classificatie | Classificazione | Clasificación | Klasyfikacja | التصنيف",
  origin:
    "Country of origin | Ursprungsland | Pays d'origine | Land van oorsprong | Paese d'origine | País de origen | Kraj pochodzenia | بلد المنشأ",
  exchangeRate:
    "Exchange rate | Wechselkurs | Taux de change | Wisselkoers | Tasso di cambio | Tipo de cambio | Kurs wymiany | سعر الصرف",
  unmapped:
    "Further values of the document | Weitere Werte des Dokuments | Autres valeurs du document | Overige waarden van het document | Altri valori del documento | Otros valores del documento | Inne wartości dokumentu | قيم أخرى في المستند",
  place: "Place | Stelle | Emplacement | Plaats | Posizione | Posición | Miejsce | الموضع",
  value: "Value | Wert | Valeur | Waarde | Valore | Valor | Wartość | القيمة",
  ...additionLabels,
} as const;

export type LabelName = keyof typeof labels;

export const labelIn = (language: Language, name: LabelName): string => wordIn(labels[name], language);

/** All rows of the table, for the promise that every language has every label. */
export const labelRows: Readonly<Record<LabelName, string>> = labels;
