import { z } from "zod";

const path = z.string().regex(/^\/[\w./~-]*[^/]$/);

/** The norm leaves the grant, the token's address and the first part of every path to each platform. */
export const credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** A whole URL, or a path below the base URL. */
  tokenUrl: z.string().regex(/^(https?:\/)?\//),
  scope: z.string().min(1).optional(),
  /** In front of `/v1/flows`. */
  flowPath: path.default("/flow-service"),
  /** In front of `/v1/directory-line`: a path below the base URL, or a whole URL where the directory has its own host. */
  directoryUrl: z.union([path, z.url({ protocol: /^https?$/ })]).default("/directory-service"),
});

export type Credentials = z.infer<typeof credentials>;
