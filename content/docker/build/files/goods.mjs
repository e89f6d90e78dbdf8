export const goods = [
  { name: 'Manila rope, 20 m', cents: 3450 },
  { name: 'Red lead, 2.5 l', cents: 4120 },
  { name: 'Bronze cleat', cents: 1890 },
];
