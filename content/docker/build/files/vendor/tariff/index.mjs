/** Cents as an amount that people read: 3450 is "34.50". */
export function price(cents) {
  return (cents / 100).toFixed(2);
}
