/** A rule file that cannot be used: not readable, or with something this engine does not have. */
export class SchematronError extends Error {
  override readonly name = "SchematronError";
}
