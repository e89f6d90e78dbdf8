import { describe, expect, it } from 'vitest';
import { subnetAt } from './network.ts';
import { isId, newId } from './place.ts';
import { availableMiB } from './pressure.ts';

describe('ids of sandboxes', () => {
  it('make a bridge name that a kernel takes', () => {
    const id = newId();
    expect(isId(id)).toBe(true);
    expect(`dd-${id}`).toHaveLength(15);
  });

  it.each(['', '../../etc', 'ABCDEF012345', '0123456789ab\n', '0123456789abc'])('are not %j', (text) => {
    expect(isId(text)).toBe(false);
  });
});

describe('subnets of sandboxes', () => {
  it('are distinct, side by side and inside 10.213.0.0/16', () => {
    const all = Array.from({ length: 4096 }, (_, index) => subnetAt(index));
    expect(new Set(all.map(({ cidr }) => cidr)).size).toBe(4096);
    expect(subnetAt(0)).toEqual({ cidr: '10.213.0.0/28', gateway: '10.213.0.1' });
    expect(subnetAt(17)).toEqual({ cidr: '10.213.1.16/28', gateway: '10.213.1.17' });
    expect(subnetAt(4095)).toEqual({ cidr: '10.213.255.240/28', gateway: '10.213.255.241' });
  });
});

describe('memory of the host', () => {
  it('is what the kernel says is available', () => {
    expect(availableMiB('MemTotal:  100 kB\nMemFree:  1 kB\nMemAvailable:   2097152 kB\n')).toBe(2048);
    expect(availableMiB('nothing')).toBe(0);
  });
});
