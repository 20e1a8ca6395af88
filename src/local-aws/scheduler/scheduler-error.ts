import { AwsError } from '../kernel/aws-error.ts';

export function validation(Message: string): AwsError {
  return new AwsError('ValidationException', 400, Message, { Message });
}

export function notFound(Message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, Message, { Message });
}

export function conflict(Message: string): AwsError {
  return new AwsError('ConflictException', 409, Message, { Message });
}
