/** A dynamic error: the expression has no value for this document. `code` is the one of the XPath 2.0 specification. */
export class XPathError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "XPathError";
    this.code = code;
  }
}

/** The expression itself cannot be read, or uses something this engine does not have. */
export class XPathSyntaxError extends Error {
  override readonly name = "XPathSyntaxError";
}
