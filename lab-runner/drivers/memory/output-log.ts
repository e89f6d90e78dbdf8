/** What a terminal printed, with the sizes that were in force: a ring of raw output that is replayed on attach. */
export type LogItem =
  | { readonly type: 'size'; readonly cols: number; readonly rows: number }
  | { readonly type: 'data'; readonly bytes: Uint8Array };

export class OutputLog {
  readonly #limit: number;
  readonly #items: LogItem[] = [];
  /** Number of the first item that is still there; it only grows. */
  #first = 0;
  #size = 0;
  /** Size in force before the first item that is still there. */
  #sizeBefore: LogItem;

  constructor(limitBytes: number, cols: number, rows: number) {
    this.#limit = limitBytes;
    this.#sizeBefore = { type: 'size', cols, rows };
  }

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#first + this.#items.length;
  }

  get sizeBefore(): LogItem {
    return this.#sizeBefore;
  }

  at(position: number): LogItem | undefined {
    return this.#items[position - this.#first];
  }

  add(item: LogItem): void {
    this.#items.push(item);
    if (item.type === 'data') this.#size += item.bytes.length;
    while (this.#size > this.#limit && this.#items.length > 1) this.#drop();
  }

  #drop(): void {
    const item = this.#items.shift();
    this.#first++;
    if (item?.type === 'size') this.#sizeBefore = item;
    if (item?.type === 'data') this.#size -= item.bytes.length;
  }
}
