/** CloudFormation's functions as plain data; only these are needed. */
export const ref = (logicalId: string): unknown => ({ Ref: logicalId });

export const getAtt = (logicalId: string, attribute: string): unknown => ({ 'Fn::GetAtt': [logicalId, attribute] });

/** ARN of a function of this account and region, which may not exist yet. */
export function lambdaArn(lambdaName: string, qualifier: string): unknown {
  const pattern = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${lambdaName}:${qualifier}`;
  return { 'Fn::Sub': pattern };
}
