/** NIP, day, twelve hexadecimal digits, CRC-8: https://github.com/CIRFMF/ksef-docs/blob/main/faktury/numer-ksef.md */
const pattern = /^[1-9](\d[1-9]|[1-9]\d)\d{7}-20[2-9]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-[0-9A-F]{12}-[0-9A-F]{2}$/;

/** How many of its characters the checksum is about. */
const checked = 32;

/** The number that KSeF gives an invoice, its checksum included. */
export const isKsefNumber = (text: string): boolean =>
  pattern.test(text) && ksefChecksum(text.slice(0, checked)) === text.slice(-2);

/** CRC-8 with polynomial 0x07 and initial value 0, as two hexadecimal digits. */
export function ksefChecksum(text: string): string {
  let crc = 0;
  for (const byte of Buffer.from(text, "utf8")) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc.toString(16).toUpperCase().padStart(2, "0");
}
