import { parseTemplate } from '../../../../src/local-aws/cloudformation/template/parse-template.ts';

test('short tags, anchors and merges become plain structures', () => {
  const text = [
    'Resources:',
    '  A:',
    '    Type: AWS::SQS::Queue',
    '    Properties: &shared',
    '      A: !GetAtt [B, Arn]',
    '      B: !GetAtt B.Nested.Arn',
    '      C: !Join ["-", [!Ref X, !Sub "${Y}"]]',
    '      D: !If [Cond, !Ref "AWS::NoValue", !ImportValue z]',
    '      E: !Select [0, !Split [",", !Ref L]]',
    '      F: 2012-10-17',
    '      G: !Not [!Condition Other]',
    '      H: !Base64 |',
    '        text',
    '  B:',
    '    Type: AWS::SQS::Queue',
    '    Properties:',
    '      <<: *shared',
    '      A: own',
  ].join('\n');
  const { A, B } = parseTemplate(text).Resources as Record<string, { Properties: unknown }>;
  const shared = {
    A: { 'Fn::GetAtt': ['B', 'Arn'] },
    B: { 'Fn::GetAtt': ['B', 'Nested.Arn'] },
    C: { 'Fn::Join': ['-', [{ Ref: 'X' }, { 'Fn::Sub': '${Y}' }]] },
    D: { 'Fn::If': ['Cond', { Ref: 'AWS::NoValue' }, { 'Fn::ImportValue': 'z' }] },
    E: { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'L' }] }] },
    F: '2012-10-17',
    G: { 'Fn::Not': [{ Condition: 'Other' }] },
    H: { 'Fn::Base64': 'text\n' },
  };
  expect(A?.Properties).toEqual(shared);
  expect(B?.Properties).toEqual({ ...shared, A: 'own' });
});
