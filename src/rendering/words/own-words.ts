/** Plain words for what the model itself has names for, as `en | de | fr | nl | it | es | pl | ar`. */
export const ownWords = {
  partyRole: {
    FACTOR: "Factor | Factor | Affactureur | Factor | Factor | Factor | Faktor | شركة التخصيم",
    RECIPIENT: "Recipient | Empfänger | Destinataire | Ontvanger | Destinatario | Destinatario | Odbiorca | المتلقي",
    ORIGINAL_PARTY:
      "Original party | Ursprüngliche Partei | Partie d'origine | Oorspronkelijke partij | Soggetto originario | Parte original | Podmiot pierwotny | الطرف الأصلي",
    ADDITIONAL_BUYER:
      "Additional buyer | Weiterer Käufer | Acheteur supplémentaire | Bijkomende koper | Ulteriore acquirente | Comprador adicional | Dodatkowy nabywca | مشتر إضافي",
    INVOICER:
      "Issuer of the invoice | Rechnungsaussteller | Émetteur de la facture | Uitreiker van de factuur | Emittente della fattura | Emisor de la factura | Wystawca faktury | مصدر الفاتورة",
    INVOICEE:
      "Addressee of the invoice | Rechnungsempfänger | Destinataire de la facture | Geadresseerde van de factuur | Destinatario della fattura | Destinatario de la factura | Adresat faktury | متلقي الفاتورة",
    PAYER: "Payer | Zahler | Payeur | Betaler | Pagatore | Pagador | Płatnik | الدافع",
    SELLER_AGENT:
      "Seller's agent | Vertreter des Verkäufers | Agent du vendeur | Agent van de verkoper | Agente del venditore | Agente del vendedor | Agent sprzedawcy | وكيل البائع",
    BUYER_AGENT:
      "Buyer's agent | Vertreter des Käufers | Agent de l'acheteur | Agent van de koper | Agente dell'acquirente | Agente del comprador | Agent nabywcy | وكيل المشتري",
    CARRIER: "Carrier | Frachtführer | Transporteur | Vervoerder | Vettore | Transportista | Przewoźnik | الناقل",
    SELLER_UNIT:
      "Seller's unit | Einheit des Verkäufers | Entité du vendeur | Eenheid van de verkoper | Unità del venditore | Unidad del vendedor | Jednostka sprzedawcy | وحدة البائع",
    BUYER_UNIT:
      "Buyer's unit | Einheit des Käufers | Entité de l'acheteur | Eenheid van de koper | Unità dell'acquirente | Unidad del comprador | Jednostka nabywcy | وحدة المشتري",
    VAT_GROUP_SELLER:
      "Member of the seller's VAT group | Mitglied der Umsatzsteuergruppe des Verkäufers | Membre du groupe TVA du vendeur | Lid van de btw-eenheid van de verkoper | Membro del gruppo IVA del venditore | Miembro del grupo IVA del vendedor | Członek grupy VAT sprzedawcy | عضو المجموعة الضريبية للبائع",
    VAT_GROUP_BUYER:
      "Member of the buyer's VAT group | Mitglied der Umsatzsteuergruppe des Käufers | Membre du groupe TVA de l'acheteur | Lid van de btw-eenheid van de koper | Membro del gruppo IVA dell'acquirente | Miembro del grupo IVA del comprador | Członek grupy VAT nabywcy | عضو المجموعة الضريبية للمشتري",
    EMPLOYEE: "Employee | Mitarbeiter | Salarié | Werknemer | Dipendente | Empleado | Pracownik | الموظف",
    OTHER:
      "Further party | Weitere Partei | Autre partie | Andere partij | Altro soggetto | Otra parte | Inny podmiot | طرف آخر",
  },
  otherTax: {
    WITHHOLDING:
      "Withholding tax | Quellensteuer | Retenue à la source | Bronbelasting | Ritenuta d'acconto | Retención | Podatek u źródła | ضريبة مستقطعة",
    FUND: "Pension fund | Vorsorgekasse | Caisse de prévoyance | Pensioenfonds | Cassa previdenziale | Caja de previsión | Fundusz emerytalny | صندوق التقاعد",
    STAMP:
      "Stamp duty | Stempelsteuer | Droit de timbre | Zegelrecht | Imposta di bollo | Impuesto de timbre | Opłata skarbowa | رسم الطابع",
    EXCISE: "Excise duty | Verbrauchsteuer | Accise | Accijns | Accisa | Impuesto especial | Akcyza | ضريبة انتقائية",
    SALES:
      "Sales tax | Verkaufsteuer | Taxe sur les ventes | Verkoopbelasting | Imposta sulle vendite | Impuesto sobre ventas | Podatek od sprzedaży | ضريبة المبيعات",
    SERVICE:
      "Service tax | Dienstleistungsteuer | Taxe sur les services | Dienstenbelasting | Imposta sui servizi | Impuesto sobre servicios | Podatek od usług | ضريبة الخدمات",
    TOURISM:
      "Tourism tax | Tourismusabgabe | Taxe de séjour | Toeristenbelasting | Imposta di soggiorno | Tasa turística | Opłata turystyczna | ضريبة السياحة",
    LEVY: "Levy | Abgabe | Prélèvement | Heffing | Contributo | Gravamen | Danina | رسم",
    OTHER:
      "Other tax | Andere Steuer | Autre taxe | Andere belasting | Altra imposta | Otro impuesto | Inny podatek | ضريبة أخرى",
  },
  correctionMethod: {
    DIFFERENCE:
      "The difference | Den Unterschied | La différence | Het verschil | La differenza | La diferencia | Różnica | الفرق",
    BEFORE_AFTER:
      "Before and after | Vorher und nachher | Avant et après | Voor en na | Prima e dopo | Antes y después | Przed i po | قبل وبعد",
  },
  correctionEffect: {
    ORIGINAL_PERIOD:
      "the period of the corrected invoice | dem Zeitraum der berichtigten Rechnung | la période de la facture rectifiée | de periode van de gecorrigeerde factuur | il periodo della fattura rettificata | el período de la factura rectificada | okresie faktury korygowanej | فترة الفاتورة المصححة",
    CORRECTION_PERIOD:
      "the period of the correction | dem Zeitraum der Berichtigung | la période de la rectification | de periode van de correctie | il periodo della rettifica | el período de la rectificación | okresie korekty | فترة التصحيح",
    OTHER:
      "another period | einem anderen Zeitraum | une autre période | een andere periode | un altro periodo | otro período | innym okresie | فترة أخرى",
  },
} as const;

export type OwnWordedList = keyof typeof ownWords;
