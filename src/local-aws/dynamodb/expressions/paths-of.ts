import type { Condition, Operand } from './condition.ts';
import type { Path } from './cursor.ts';

const ofOperand = (operand: Operand): readonly Path[] => (operand.kind === 'value' ? [] : [operand.path]);

/** Every path that a condition names. */
export function pathsOf(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case 'not':
      return pathsOf(condition.of);
    case 'compare':
      return [condition.left, condition.right].flatMap(ofOperand);
    case 'between':
      return [condition.of, condition.low, condition.high].flatMap(ofOperand);
    case 'in':
      return [condition.of, ...condition.list].flatMap(ofOperand);
    default:
      return condition.operands.flatMap(ofOperand);
  }
}
