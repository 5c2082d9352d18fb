/**
 * Numbers for the expanded names that rules mention, so that name tests compare integers. Documents only look names
 * up: the table does not grow with what is validated.
 */
export class NameTable {
  private readonly ids = new Map<string, Map<string, number>>();
  private count = 0;

  idOf(namespace: string, name: string): number {
    let names = this.ids.get(namespace);
    if (!names) this.ids.set(namespace, (names = new Map<string, number>()));
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, ++this.count);
    return this.count;
  }

  /** 0 for a name no rule mentions. */
  find(namespace: string, name: string): number {
    return this.ids.get(namespace)?.get(name) ?? 0;
  }
}
