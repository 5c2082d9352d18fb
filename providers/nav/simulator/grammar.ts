import { isNamed, pathOf, type XmlElement } from "../../../src/xml/xml-tree.js";

/**
 * What elements hold, by type. A content model is written as its children, `name:Type` with `?`, `*` or `+` behind the
 * name, and choices in parentheses: `(invoice:Invoice|batchInvoice+:BatchInvoice)`. A type without a model is a text.
 */
export interface Grammar {
  readonly models: Readonly<Record<string, string>>;
  /** Of the children of a type, of one of them (`Type/child`), of one of any type (`any/child`), or of all (`any`). */
  readonly namespaces: Readonly<Record<string, string>>;
}

interface Model {
  readonly order: RegExp;
  readonly types: ReadonlyMap<string, string>;
}

const child = /(\w+)([?*+]?):(\w+)/g;

function readModel(text: string): Model {
  return {
    order: new RegExp(`^${text.replace(child, "(?:$1 )$2").replace(/(?<=\)|[?*+]) +(?=\()/g, "")}$`),
    types: new Map([...text.matchAll(child)].map(([, name = "", , type = ""]) => [name, type])),
  };
}

const forms: Readonly<Record<string, RegExp>> = {
  boolean: /^(true|false)$/,
  yes: /^true$/,
  date: /^20[1-9]\d-\d{2}-\d{2}$/,
  moment: /^20[1-9]\d-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/,
  base64: /^[A-Za-z0-9+/\s]*={0,2}$/,
  entityId: /^[+a-zA-Z0-9_]{1,30}$/,
  login: /^[a-zA-Z0-9]{6,15}$/,
  taxpayerId: /^\d{8}$/,
  vatCode: /^[1-5]$/,
  countyCode: /^\d{2}$/,
  countryCode: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
  postalCode: /^[A-Z0-9][A-Z0-9\s-]{1,8}[A-Z0-9]$/,
  communityVat: /^[A-Z]{2}[0-9A-Z]{2,13}$/,
  bankAccount: /^(\d{8}-\d{8}-\d{8}|\d{8}-\d{8}|[A-Z]{2}\d{2}[0-9A-Za-z]{11,30})$/,
  softwareId: /^[0-9A-Z-]{18}$/,
  softwareOperation: /^(LOCAL_SOFTWARE|ONLINE_SERVICE)$/,
  index: /^([1-9]\d?|100)$/,
  positive: /^[1-9]\d{0,19}$/,
  money: /^-?\d{1,16}(\.\d{1,2})?$/,
  quantity: /^-?\d{1,22}(\.\d{1,10})?$/,
  share: /^(0(\.\d{1,4})?|1(\.0{1,4})?)$/,
  exchangeRate: /^\d{1,14}(\.\d{1,6})?$/,
  vatStatus: /^(DOMESTIC|OTHER|PRIVATE_PERSON)$/,
  category: /^(NORMAL|SIMPLIFIED|AGGREGATE)$/,
  appearance: /^(PAPER|ELECTRONIC|EDI|UNKNOWN)$/,
  paymentMethod: /^(TRANSFER|CASH|CARD|VOUCHER|OTHER)$/,
  nature: /^(PRODUCT|SERVICE|OTHER)$/,
  lineOperation: /^(CREATE|MODIFY)$/,
  productCategory: /^(VTSZ|SZJ|KN|AHK|CSK|KT|EJ|TESZOR|OWN|OTHER)$/,
  productCode: /^[A-Z0-9]{2,30}$/,
  unit: /^(PIECE|KILOGRAM|TON|KWH|DAY|HOUR|MINUTE|MONTH|LITER|KILOMETER|CUBIC_METER|METER|LINEAR_METER|CARTON|PACK|OWN)$/,
  marginScheme: /^(TRAVEL_AGENCY|SECOND_HAND|ARTWORK|ANTIQUES)$/,
  dataName: /^[A-Z]\d{5}_[_A-Z0-9]{1,249}$/,
  direction: /^(INBOUND|OUTBOUND)$/,
  requestStatus: /^(RECEIVED|PROCESSING|SAVED|FINISHED|NOTIFIED)$/,
  invoiceOperation: /^(CREATE|MODIFY|STORNO)$/,
  annulmentOperation: /^ANNUL$/,
  annulmentCode: /^ERRATIC_(DATA|INVOICE_NUMBER|INVOICE_ISSUE_DATE|ELECTRONIC_HASH_VALUE)$/,
};

/** `text50` is a text of 50 characters at most that is not blank. */
function isOfForm(text: string, type: string): boolean {
  const longest = /^text(\d+)$/.exec(type)?.[1];
  if (longest !== undefined) return text.length <= Number(longest) && /^.*\S.*$/.test(text);
  const form = forms[type];
  if (!form) throw new Error(`the grammar has no type ${type}`);
  return form.test(text);
}

/** What is not as the grammar wants it, in sentences. */
export function createChecker({ models, namespaces }: Grammar): (root: XmlElement, type: string) => string[] {
  const known = new Map(Object.entries(models).map(([type, text]) => [type, readModel(text)]));
  const check = (element: XmlElement, type: string): string[] => {
    const model = known.get(type);
    if (!model) {
      const isText = element.children.length === 0 && isOfForm(element.text, type);
      return isText ? [] : [`${pathOf(element)}: '${element.text.slice(0, 60)}' is no ${type}`];
    }
    const names = element.children.map(({ name }) => name);
    if (!model.order.test(names.map((name) => `${name} `).join("")))
      return [`${pathOf(element)}: ${names.join(", ") || "nothing"} is not what belongs here`];
    return element.children.flatMap((each) => {
      const place = [`${type}/${each.name}`, `any/${each.name}`, type, "any"].find((key) => key in namespaces) ?? "";
      if (!isNamed(each, { namespace: namespaces[place] ?? "", prefix: "", name: each.name }))
        return [`${pathOf(each)}: the namespace is ${each.namespace}`];
      return check(each, model.types.get(each.name) ?? "");
    });
  };
  return check;
}
