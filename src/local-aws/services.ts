import { apigatewayService } from './apigateway/service.ts';
import { cloudformationService } from './cloudformation/service.ts';
import { cloudwatchService } from './cloudwatch/service.ts';
import { ecrService } from './ecr/service.ts';
import { dynamodbService } from './dynamodb/service.ts';
import { eventsService } from './events/service.ts';
import { iamService } from './iam/service.ts';
import type { Service } from './kernel/operation.ts';
import { kinesisService } from './kinesis/service.ts';
import { lambdaService } from './lambda/service.ts';
import { logsService } from './logs/service.ts';
import { s3Service } from './s3/service.ts';
import { schedulerService } from './scheduler/service.ts';
import { secretsmanagerService } from './secretsmanager/service.ts';
import { snsService } from './sns/service.ts';
import { sqsService } from './sqs/service.ts';
import { ssmService } from './ssm/service.ts';
import { stsService } from './sts/service.ts';

export const services: readonly Service[] = [
  lambdaService,
  apigatewayService,
  cloudformationService,
  iamService,
  stsService,
  s3Service,
  sqsService,
  ssmService,
  secretsmanagerService,
  eventsService,
  schedulerService,
  cloudwatchService,
  logsService,
  snsService,
  dynamodbService,
  kinesisService,
  ecrService,
];
