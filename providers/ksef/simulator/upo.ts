import { serializeXml } from "../../../src/xml/serialize-xml.js";
import { XmlTreeBuilder } from "../../../src/xml/xml-tree.js";
import type { StoredInvoice, StoredSession } from "./archive.js";

const namespace = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";

/** Potwierdzenie, the authority's receipt: https://github.com/CIRFMF/ksef-docs , upo-v4-3.xsd. The real one is signed. */
export function writeUpo(session: StoredSession, invoices: readonly StoredInvoice[]): Buffer {
  const tree = new XmlTreeBuilder();
  const element = (name: string, content: string | (() => void)): void => {
    tree.openElement({ namespace, prefix: "", name });
    if (typeof content === "string") tree.addText(content);
    else content();
    tree.closeElement();
  };
  element("Potwierdzenie", () => {
    element("NazwaPodmiotuPrzyjmujacego", "Ministerstwo Finansów");
    element("NumerReferencyjnySesji", session.reference);
    element("Uwierzytelnienie", () => {
      element("IdKontekstu", () => element("Nip", session.nip));
      element("NumerReferencyjnyTokenaKSeF", session.reference.replace(/-S[OB]-/, "-EC-"));
    });
    element("NazwaStrukturyLogicznej", "Schemat_FA(3)_v1-0E.xsd");
    element("KodFormularza", "FA (3)");
    for (const { facts, ksefNumber = "", acquiredAt = "", receivedAt, hash, isOffline } of invoices) {
      element("Dokument", () => {
        element("NipSprzedawcy", facts?.sellerNip ?? "");
        element("NumerKSeFDokumentu", ksefNumber);
        element("NumerFaktury", facts?.number ?? "");
        element("DataWystawieniaFaktury", facts?.issueDate ?? "");
        element("DataPrzeslaniaDokumentu", receivedAt);
        element("DataNadaniaNumeruKSeF", acquiredAt);
        element("SkrotDokumentu", hash);
        element("TrybWysylki", isOffline ? "Offline" : "Online");
      });
    }
  });
  return Buffer.from(serializeXml(tree.finish()));
}
