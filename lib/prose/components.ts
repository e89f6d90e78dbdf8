/** What a lesson may use. docs/authoring-components.md explains each with an example; keep the two in step. */
export interface ComponentRule {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Values that a property may have. */
  readonly oneOf?: Readonly<Record<string, readonly string[]>>;
  /** Must stand inside one of these. */
  readonly inside?: readonly string[];
}

export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  Task: { required: ['id'] },
  Hint: { required: [], inside: ['Task'] },
  Solution: { required: [] },
  Callout: {
    required: ['kind'],
    optional: ['title'],
    oneOf: { kind: ['attacker', 'defender', 'note'] },
  },
  Quiz: { required: ['question'] },
  Answer: { required: ['why'], optional: ['correct'], inside: ['Quiz'] },
  Command: { required: ['line'] },
  Tabs: { required: [] },
  Tab: { required: ['title'], inside: ['Tabs'] },
  Figure: { required: ['src', 'alt'], optional: ['caption', 'width', 'height'] },
};

/** Plain HTML that Markdown has no sign for. */
export const PLAIN_TAGS = new Set([
  'kbd',
  'br',
  'sub',
  'sup',
  'abbr',
  'del',
  'ins',
  'mark',
  'strong',
  'em',
  'code',
]);
