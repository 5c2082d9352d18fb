/** The taxpayers that the simulator knows; everybody else is not identified. */
export const issuer = { nif: "B76543214", name: "FERRETERIA DEL TAJO SL" };
export const buyer = { nif: "A58818501", name: "CONSTRUCCIONES SEGRE SA" };
export const producer = { nif: "B12345674", name: "PROGRAMAS DUERO SL" };
export const other = { nif: "B65432106", name: "PAPELERIA EBRO SL" };

const census = new Set([issuer, buyer, producer, other].map(({ nif }) => nif));

export const isInCensus = (nif: string): boolean => census.has(nif);

/** Certificates of representatives end like this: "… - NIF B76543214". */
export const nifOfHolder = (commonName: string | undefined): string | undefined =>
  /NIF ([A-Z0-9]{9})$/.exec(commonName ?? "")?.[1];
