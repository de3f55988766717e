/** The labels of the knowledge graph. */
export const NODE_TYPES = ['User', 'Item', 'Entity', 'Scene', 'Domain'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** One node of the graph by label and id; ids are unique within a label. */
export interface NodeRef {
  readonly type: NodeType;
  readonly id: string;
}

/** Languages that titles, reasons and labels come in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
