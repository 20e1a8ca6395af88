/** One resource's part of a change set, in AWS's names. */
export interface ResourceChange {
  readonly Action: 'Add' | 'Modify' | 'Remove';
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly PolicyAction?: string;
  readonly Replacement?: 'True' | 'False' | 'Conditional';
  readonly Scope: readonly string[];
  readonly Details: readonly ChangeDetail[];
}

export interface ChangeDetail {
  readonly Target: {
    readonly Attribute: 'Properties' | 'Metadata' | 'Tags';
    readonly Name?: string;
    readonly RequiresRecreation: 'Never' | 'Conditionally' | 'Always';
  };
  readonly Evaluation: 'Static' | 'Dynamic';
  readonly ChangeSource: 'DirectModification' | 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';
  readonly CausingEntity?: string;
}
