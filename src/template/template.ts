/** A CloudFormation template as plain data. Keys are in the order people read them. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, Output>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

export interface Output {
  readonly Description?: string;
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

export interface FoundationOptions {
  /** An artifact is too large to be sent directly (50 MB), or the stack has its bucket already. */
  readonly needsBucket: boolean;
}
