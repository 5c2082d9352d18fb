/** What one caller may take up. Byte and time figures are per request or per socket. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly webhookBodyBytes: number;
  readonly webhookTimeoutMs: number;
  readonly headerBytes: number;
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to the last. */
  readonly requestTimeoutMs: number;
  /** The same for an upload. */
  readonly uploadTimeoutMs: number;
  /** Between two pieces of an upload. */
  readonly uploadGapMs: number;
  readonly connections: number;
  /** Tokens of one GraphQL document. */
  readonly documentTokens: number;
  /** Entries of `errors` in one answer. */
  readonly errors: number;
  readonly socketMessageBytes: number;
  /** While more than this waits for a socket to be read, nothing it sends is read. */
  readonly socketBufferedBytes: number;
  readonly socketInitTimeoutMs: number;
  readonly socketKeepAliveMs: number;
  readonly operationsPerSocket: number;
  readonly socketsPerCredential: number;
  /** How often the credential of an open socket is looked up again. */
  readonly credentialCheckMs: number;
  /** Between the first "not ready" and the end of listening, so that a balancer can turn away. */
  readonly leaveMs: number;
  /** After this, what is still open is cut. */
  readonly drainMs: number;
}

export const defaultLimits: ServerLimits = {
  bodyBytes: 20 * 1024 * 1024,
  webhookBodyBytes: 1024 * 1024,
  webhookTimeoutMs: 10_000,
  headerBytes: 16 * 1024,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  uploadTimeoutMs: 1_800_000,
  uploadGapMs: 30_000,
  connections: 12_000,
  documentTokens: 2_000,
  errors: 5,
  socketMessageBytes: 256 * 1024,
  socketBufferedBytes: 1024 * 1024,
  socketInitTimeoutMs: 3_000,
  socketKeepAliveMs: 12_000,
  operationsPerSocket: 50,
  socketsPerCredential: 200,
  credentialCheckMs: 30_000,
  leaveMs: 0,
  drainMs: 8_000,
};
