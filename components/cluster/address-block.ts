export interface AddressBlock {
  readonly cidr: string;
  readonly except?: readonly string[] | undefined;
}

/** For IPv4, which is what pods of a lab have. */
export function isInBlock(address: string, { cidr, except = [] }: AddressBlock): boolean {
  return isIn(address, cidr) && !except.some((hole) => isIn(address, hole));
}

function isIn(address: string, cidr: string): boolean {
  const [network = '', length = '32'] = cidr.split('/');
  const [a, b] = [numberOf(address), numberOf(network)];
  const bits = Number(length);
  if (a === undefined || b === undefined || !(bits >= 0 && bits <= 32)) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(a / size) === Math.floor(b / size);
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
