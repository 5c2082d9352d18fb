import { BlockList, isIP } from "node:net";

/**
 * What an address is to whoever lets strangers choose it: `public` is the internet, `loopback` and `private` are inside,
 * and `forbidden` is never the address of a tenant's system.
 */
export type AddressKind = "public" | "loopback" | "private" | "forbidden";

type Range = readonly [network: string, prefix: number];

/** RFC 6890 and the IANA special-purpose registries. */
const ranges: Readonly<Record<Exclude<AddressKind, "public">, readonly Range[]>> = {
  loopback: [
    ["127.0.0.0", 8],
    ["::1", 128],
  ],
  private: [
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    // Between a provider and its customers (CGNAT).
    ["100.64.0.0", 10],
    ["fc00::", 7],
  ],
  forbidden: [
    ["0.0.0.0", 8],
    // Link-local, where most clouds keep their metadata.
    ["169.254.0.0", 16],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.31.196.0", 24],
    ["192.52.193.0", 24],
    ["192.88.99.0", 24],
    ["192.175.48.0", 24],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    // Multicast, reserved, broadcast.
    ["224.0.0.0", 3],
    ["::", 128],
    // Addresses that carry an IPv4 address inside: compatible, translated, NAT64, Teredo, 6to4.
    ["::", 96],
    ["::ffff:0:0:0", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["2001::", 23],
    ["2002::", 16],
    ["100::", 64],
    ["2001:db8::", 32],
    ["3fff::", 20],
    ["5f00::", 16],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ],
};

/** Metadata of clouds outside link-local: AWS over IPv6, Azure's wire server, Alibaba. */
const metadata = ["fd00:ec2::254", "168.63.129.16", "100.100.100.200"];

/** Everything of IPv6 that is handed out to the internet lies here. */
const globalUnicast = toList([["2000::", 3]]);

const lists = {
  loopback: toList(ranges.loopback),
  private: toList(ranges.private),
  forbidden: toList(ranges.forbidden),
};
for (const address of metadata) lists.forbidden.addAddress(address, familyOf(address));

/** @param address an IP address, as a resolver answers it */
export function addressKind(address: string): AddressKind {
  const bare = address.split("%")[0] ?? "";
  const inner = mappedAddress(bare);
  if (inner !== undefined) return addressKind(inner);
  if (isIP(bare) === 0) return "forbidden";
  const family = familyOf(bare);
  const within = (list: BlockList) => list.check(bare, family);
  if (within(lists.loopback)) return "loopback";
  if (within(lists.forbidden)) return "forbidden";
  if (within(lists.private)) return "private";
  return family === "ipv4" || within(globalUnicast) ? "public" : "forbidden";
}

/** The IPv4 address of `::ffff:0:0/96`, whichever way it is written. */
function mappedAddress(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
}

function toList(all: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of all) list.addSubnet(network, prefix, familyOf(network));
  return list;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
