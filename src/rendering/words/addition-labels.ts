/** Labels of what national systems add to EN 16931, as `en | de | fr | nl | it | es | pl | ar`. */
export const additionLabels = {
  installments: "Instalments | Raten | Échéances | Termijnen | Rate | Plazos de pago | Raty | الأقساط",
  prepayments:
    "Prepayments | Anzahlungen | Acomptes | Vooruitbetalingen | Acconti | Anticipos | Przedpłaty | الدفعات المقدمة",
  paidOn: "Paid on | Gezahlt am | Payé le | Betaald op | Pagato il | Pagado el | Zapłacono dnia | تاريخ الدفع",
  otherTaxes:
    "Other taxes and deductions | Weitere Steuern und Abzüge | Autres taxes et retenues | Andere belastingen en inhoudingen | Altre imposte e ritenute | Otros impuestos y retenciones | Inne podatki i potrącenia | ضرائب واستقطاعات أخرى",
  tax: "Tax | Steuer | Taxe | Belasting | Imposta | Impuesto | Podatek | الضريبة",
  role: "Role | Rolle | Rôle | Rol | Ruolo | Función | Rola | الدور",
  share: "Share | Anteil | Quote-part | Aandeel | Quota | Participación | Udział | الحصة",
  postBox:
    "P.O. box | Postfach | Boîte postale | Postbus | Casella postale | Apartado de correos | Skrytka pocztowa | صندوق البريد",
  additionalNumber:
    "Additional number | Zusatznummer | Numéro complémentaire | Aanvullend nummer | Numero aggiuntivo | Número adicional | Numer dodatkowy | الرقم الإضافي",
  correction: "Correction | Berichtigung | Rectification | Correctie | Rettifica | Rectificación | Korekta | التصحيح",
  correctionMethod:
    "What the lines state | Angaben der Positionen | Contenu des lignes | Inhoud van de regels | Contenuto delle righe | Contenido de las líneas | Treść pozycji | محتوى البنود",
  correctionEffect:
    "Takes effect in | Wirkt in | Prend effet dans | Werkt in | Ha effetto in | Surte efecto en | Skutek w | يسري في",
  linesBefore:
    "Lines before the correction | Positionen vor der Berichtigung | Lignes avant rectification | Regels vóór de correctie | Righe prima della rettifica | Líneas antes de la rectificación | Pozycje przed korektą | البنود قبل التصحيح",
  additionalData:
    "Additional data | Zusätzliche Angaben | Données complémentaires | Aanvullende gegevens | Dati aggiuntivi | Datos adicionales | Dane dodatkowe | بيانات إضافية",
  key: "Name | Bezeichnung | Nom | Naam | Nome | Nombre | Nazwa | الاسم",
  extension:
    "Data of the system | Angaben des Systems | Données du système | Gegevens van het systeem | Dati del sistema | Datos del sistema | Dane systemu | بيانات النظام",
} as const;
