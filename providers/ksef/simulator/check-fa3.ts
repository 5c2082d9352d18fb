import { fa3Form, fa3Namespace, nipPattern } from "../../../src/formats/fa3/codes.js";
import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";

/** What KSeF keeps about an invoice. */
export interface Facts {
  readonly sellerNip: string;
  readonly sellerName: string;
  readonly buyerNip?: string;
  readonly buyerName?: string;
  readonly number: string;
  readonly issueDate: string;
  readonly kind: string;
  readonly currency: string;
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly isSelfBilled: boolean;
  readonly hasAttachment: boolean;
}

export interface Fault {
  /** 430 for the file, 450 for what it says. */
  readonly code: 430 | 450;
  readonly details: readonly string[];
}

export type Judgement = { readonly facts: Facts } | { readonly fault: Fault };

/** The order of elements in FA(3), and which of them must be there: the parts that tell an invoice from anything else. */
const structure: Readonly<Record<string, { readonly order: readonly string[]; readonly required: readonly string[] }>> =
  {
    Faktura: {
      order: words("Naglowek Podmiot1 Podmiot2 Podmiot3 PodmiotUpowazniony Fa Stopka Zalacznik"),
      required: words("Naglowek Podmiot1 Podmiot2 Fa"),
    },
    Naglowek: {
      order: words("KodFormularza WariantFormularza DataWytworzeniaFa SystemInfo"),
      required: words("KodFormularza WariantFormularza DataWytworzeniaFa"),
    },
    Podmiot1: {
      order: words("PrefiksPodatnika NrEORI DaneIdentyfikacyjne Adres AdresKoresp DaneKontaktowe StatusInfoPodatnika"),
      required: words("DaneIdentyfikacyjne Adres"),
    },
    Podmiot2: {
      order: words("NrEORI DaneIdentyfikacyjne Adres AdresKoresp DaneKontaktowe NrKlienta IDNabywcy JST GV"),
      required: words("DaneIdentyfikacyjne JST GV"),
    },
    Fa: {
      order: words(
        "KodWaluty P_1 P_1M P_2 WZ P_6 OkresFa P_13_1 P_14_1 P_14_1W P_13_2 P_14_2 P_14_2W P_13_3 P_14_3 P_14_3W " +
          "P_13_4 P_14_4 P_14_4W P_13_5 P_14_5 P_13_6_1 P_13_6_2 P_13_6_3 P_13_7 P_13_8 P_13_9 P_13_10 P_13_11 P_15 " +
          "KursWalutyZ Adnotacje RodzajFaktury PrzyczynaKorekty TypKorekty DaneFaKorygowanej OkresFaKorygowanej " +
          "NrFaKorygowany Podmiot1K Podmiot2K P_15ZK KursWalutyZK ZaliczkaCzesciowa FP TP DodatkowyOpis " +
          "FakturaZaliczkowa ZwrotAkcyzy FaWiersz Rozliczenie Platnosc WarunkiTransakcji Zamowienie",
      ),
      required: words("KodWaluty P_1 P_2 P_15 Adnotacje RodzajFaktury"),
    },
    Adnotacje: {
      order: words("P_16 P_17 P_18 P_18A Zwolnienie NoweSrodkiTransportu P_23 PMarzy"),
      required: words("P_16 P_17 P_18 P_18A Zwolnienie NoweSrodkiTransportu P_23 PMarzy"),
    },
    FaWiersz: {
      order: words(
        "NrWierszaFa UU_ID P_6A P_7 Indeks GTIN PKWiU CN PKOB P_8A P_8B P_9A P_9B P_10 P_11 P_11A P_11Vat P_12 P_12_XII " +
          "P_12_Zal_15 KwotaAkcyzy GTU Procedura KursWaluty StanPrzed",
      ),
      required: ["NrWierszaFa"],
    },
    ZaliczkaCzesciowa: { order: words("P_6Z P_15Z KursWalutyZW"), required: words("P_6Z P_15Z") },
    Zamowienie: {
      order: words("WartoscZamowienia ZamowienieWiersz"),
      required: words("WartoscZamowienia ZamowienieWiersz"),
    },
    ZamowienieWiersz: {
      order: words(
        "NrWierszaZam UU_IDZ P_7Z IndeksZ GTINZ PKWiUZ CNZ PKOBZ P_8AZ P_8BZ P_9AZ P_11NettoZ P_11VatZ P_12Z P_12Z_XII " +
          "P_12Z_Zal_15 GTUZ ProceduraZ KwotaAkcyzyZ StanPrzedZ",
      ),
      required: ["NrWierszaZam"],
    },
  };

const kinds = words("VAT KOR ZAL ROZ UPR KOR_ZAL KOR_ROZ");

/** An advance invoice is named by its number in KSeF, or as one from outside by the seller's. */
const advanceNames: ReadonlySet<string> = new Set(["NrKSeFFaZaliczkowej", "NrKSeFZN NrFaZaliczkowej"]);

function words(text: string): readonly string[] {
  return text.split(" ");
}

/** https://github.com/CIRFMF/ksef-docs/blob/main/faktury/weryfikacja-faktury.md */
export function judge(bytes: Uint8Array, today: string): Judgement {
  const broken = (...details: string[]): Judgement => ({ fault: { code: 430, details } });
  const parsed = parseXml(bytes);
  if ("problem" in parsed) return broken(parsed.problem.message);
  if (/<\?(?!xml\s)/.test(Buffer.from(bytes).toString("utf8")))
    return broken("processing instructions are not allowed");
  const { root } = parsed;
  if (root.name !== "Faktura" || root.namespace !== fa3Namespace) return broken(`the root element is ${root.name}`);
  const faults = findFaults(root);
  if (faults.length > 0) return broken(...faults.slice(0, 20));
  const facts = readFacts(root);
  const wrong = [
    ...(nipPattern.test(facts.sellerNip) ? [] : [`Podmiot1/NIP ${facts.sellerNip} is no NIP`]),
    ...(facts.issueDate > today ? [`P_1 ${facts.issueDate} is later than ${today}`] : []),
    ...(facts.kind.startsWith("KOR") && !at(root, "Fa/DaneFaKorygowanej") ? ["DaneFaKorygowanej is missing"] : []),
  ];
  return wrong.length > 0 ? { fault: { code: 450, details: wrong } } : { facts };
}

function findFaults(element: XmlElement): string[] {
  const { name, children } = element;
  const below = children.flatMap(findFaults);
  const known = structure[name];
  if (!known) return children.length === 0 && element.text.trim() === "" ? [`${name} is empty`, ...below] : below;
  const places = children.map((child) => known.order.indexOf(child.name));
  const unknown = children.filter((_, index) => places[index] === -1).map((child) => `${name} has no ${child.name}`);
  const misplaced = places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0));
  const missing = known.required.filter((wanted) => !children.some((child) => child.name === wanted));
  return [
    ...unknown,
    ...(unknown.length === 0 && misplaced ? [`the elements of ${name} are out of order`] : []),
    ...missing.map((wanted) => `${name} needs ${wanted}`),
    ...(name === "Naglowek" ? findWrongForm(element) : []),
    ...(name === "Fa" ? findWrongKind(element) : []),
    ...below,
  ];
}

function findWrongKind(content: XmlElement): string[] {
  const kind = at(content, "RodzajFaktury")?.text ?? "";
  const unnamed = content.children
    .filter(({ name }) => name === "FakturaZaliczkowa")
    .filter(({ children }) => !advanceNames.has(children.map(({ name }) => name).join(" ")));
  return [
    ...(kinds.includes(kind) ? [] : [`RodzajFaktury is ${kind}`]),
    ...unnamed.map(() => "FakturaZaliczkowa names no invoice"),
  ];
}

function findWrongForm(header: XmlElement): string[] {
  const code = header.children.find(({ name }) => name === "KodFormularza");
  const system = code?.attributes.find(({ name }) => name === "kodSystemowy")?.value;
  return system === fa3Form.systemCode ? [] : [`kodSystemowy is ${system}`];
}

function at(element: XmlElement, path: string): XmlElement | undefined {
  return path
    .split("/")
    .reduce<XmlElement | undefined>((place, name) => place?.children.find((child) => child.name === name), element);
}

function readFacts(root: XmlElement): Facts {
  const text = (path: string) => at(root, path)?.text.trim() ?? "";
  const buyerNip = text("Podmiot2/DaneIdentyfikacyjne/NIP");
  const total = (prefix: RegExp) =>
    (at(root, "Fa")?.children ?? [])
      .filter(({ name }) => prefix.test(name))
      .reduce((cents, element) => cents + Math.round(Number(element.text) * 100), 0);
  return {
    sellerNip: text("Podmiot1/DaneIdentyfikacyjne/NIP"),
    sellerName: text("Podmiot1/DaneIdentyfikacyjne/Nazwa"),
    ...(buyerNip && { buyerNip }),
    buyerName: text("Podmiot2/DaneIdentyfikacyjne/Nazwa"),
    number: text("Fa/P_2"),
    issueDate: text("Fa/P_1"),
    kind: text("Fa/RodzajFaktury"),
    currency: text("Fa/KodWaluty"),
    net: String(total(/^P_13_/) / 100),
    vat: String(total(/^P_14_\d$/) / 100),
    gross: text("Fa/P_15"),
    isSelfBilled: text("Fa/Adnotacje/P_17") === "1",
    hasAttachment: at(root, "Zalacznik") !== undefined,
  };
}
